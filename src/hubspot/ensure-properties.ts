import { z } from 'zod';
import { JourneyStewardError } from '../errors.ts';
import type { ObjectType } from '../journey/vocabulary.ts';
import { apiPaths } from './api-paths.ts';
import type { ApiCall, HubSpot } from './hubspot-client.ts';
import {
  conflictOf,
  hasPropertyGroup,
  missingOptions,
  type PresentProperties,
  type PropertyConflict,
  type PropertyPlace,
  readPresentProperties,
} from './present-properties.ts';
import { relabellingOf } from './relabelling-of.ts';
import { type PropertyDefinition, propertyGroup } from './tag-properties.ts';

const refusalsSchema = z.looseObject({
  message: z.string().optional(),
  errors: z.array(z.looseObject({ message: z.string().optional() })).default([]),
});

/** What was done: properties that were created, that got options, and whose labels were put into another language. */
export type EnsuredProperties = {
  created: string[];
  extended: string[];
  relabelled: string[];
  conflicts: PropertyConflict[];
};

export type EnsureOptions = {
  /** Properties whose options are the admin's alone once the property is there. */
  adminsOptions?: ReadonlySet<string>;
  /** The same properties in other languages: a label that is one of these is the app's, and is put into the wanted one. */
  translations?: readonly (readonly PropertyDefinition[])[];
};

/**
 * Sees to it that an object type of an account has the app's group and properties, with all their options. Creates what is
 * missing, adds options that are missing, and takes nothing away: options that an admin added stay, and so do labels that an
 * admin wrote.
 */
export async function ensureProperties(
  hubspot: HubSpot,
  accountId: string,
  objectType: ObjectType,
  wanted: readonly PropertyDefinition[],
  { adminsOptions = new Set(), translations = [] }: EnsureOptions = {},
): Promise<EnsuredProperties> {
  const place = { hubspot, accountId, objectType };
  await ensureGroup(place);
  const before = await readPresentProperties(place);
  const missing = wanted.filter(({ name }) => !before.has(name));
  // HubSpot brings back an archived property when it is created again, with the options that it had.
  const present = missing.length === 0 ? before : await createProperties(place, missing);
  const conflicts = wanted.flatMap((definition) => conflictOf(definition, present.get(definition.name)));
  const [extended, relabelled]: [string[], string[]] = [[], []];
  for (const definition of wanted) {
    const { name } = definition;
    const found = present.get(name);
    if (found === undefined || conflicts.some((conflict) => conflict.name === name)) continue;
    const added = adminsOptions.has(name) ? [] : missingOptions(definition, found);
    const relabelling = relabellingOf(definition, found, translations);
    if (added.length > 0) extended.push(name);
    if (relabelling !== null) relabelled.push(name);
    if (added.length === 0 && relabelling === null) continue;
    const options = [...(relabelling?.options ?? found.options), ...added];
    const body = {
      ...(relabelling !== null && relabelling.label !== found.label && { label: relabelling.label }),
      ...(options.length > 0 && { options }),
    };
    await call(place, { method: 'PATCH', path: apiPaths.property(objectType, name), body });
  }
  return { created: missing.map(({ name }) => name), extended, relabelled, conflicts };
}

/** Somebody else, such as another process of this app, may create the same thing at the same time. */
const thereAlready = 409;

async function ensureGroup(place: PropertyPlace): Promise<void> {
  const path = apiPaths.propertyGroups(place.objectType);
  if (await hasPropertyGroup(place)) return;
  await call(place, { method: 'POST', path, body: propertyGroup, acceptStatuses: [thereAlready] });
}

const createAttempts = 3;

/**
 * A batch may be taken in part or refused because of one that is there: what counts is what is there afterwards. The last attempt
 * creates them one by one, in which HubSpot is known to bring back what is in its recycle bin.
 */
async function createProperties(
  place: PropertyPlace,
  wanted: readonly PropertyDefinition[],
): Promise<PresentProperties> {
  const path = apiPaths.propertiesBatchCreate(place.objectType);
  let missing = wanted;
  let said: unknown = null;
  for (let attempt = 1; ; attempt += 1) {
    if (attempt === createAttempts) {
      const one = {
        method: 'POST',
        path: apiPaths.properties(place.objectType),
        acceptStatuses: [thereAlready],
      } as const;
      for (const body of missing) await call(place, { ...one, body });
    } else {
      const body = { inputs: missing };
      said = await call(place, { method: 'POST', path, body, acceptStatuses: [thereAlready] });
    }
    const present = await readPresentProperties(place);
    missing = wanted.filter(({ name }) => !present.has(name));
    if (missing.length === 0) return present;
    if (attempt === createAttempts) {
      const names = missing.map(({ name }) => name).join(', ');
      throw new JourneyStewardError('hubspot-refused', `HubSpot did not create ${names}: ${reasonIn(said)}`);
    }
  }
}

function reasonIn(said: unknown): string {
  const { data } = refusalsSchema.safeParse(said);
  const messages = [data?.message, ...(data?.errors ?? []).map(({ message }) => message)];
  return messages.filter((message) => message !== undefined).join(' ') || 'it gave no reason.';
}

async function call({ hubspot, accountId }: PropertyPlace, given: ApiCall): Promise<unknown> {
  return (await hubspot.call(accountId, given)).body;
}
