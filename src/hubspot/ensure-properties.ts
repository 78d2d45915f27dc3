import { z } from 'zod';
import { JourneyStewardError } from '../errors.ts';
import type { ObjectType } from '../journey/vocabulary.ts';
import { apiPaths } from './api-paths.ts';
import type { ApiCall, HubSpot } from './hubspot-client.ts';
import { type PropertyDefinition, propertyGroup } from './tag-properties.ts';

const groupsSchema = z.looseObject({ results: z.array(z.looseObject({ name: z.string() })) });
const option = z.looseObject({ label: z.string(), value: z.string() });
const propertiesSchema = z.looseObject({
  results: z.array(
    z.looseObject({
      name: z.string(),
      type: z.string().optional(),
      fieldType: z.string().optional(),
      options: z.array(option).default([]),
    }),
  ),
});
const refusalsSchema = z.looseObject({
  message: z.string().optional(),
  errors: z.array(z.looseObject({ message: z.string().optional() })).default([]),
});

type Place = { hubspot: HubSpot; accountId: string; objectType: ObjectType };
type PresentProperty = z.infer<typeof propertiesSchema>['results'][number];
type PresentProperties = ReadonlyMap<string, PresentProperty>;

/** A property of the app's name that can't be the app's, because it is of another type. It is left as it is. */
export type PropertyConflict = { name: string; wanted: string; found: string };

export type EnsuredProperties = { created: string[]; extended: string[]; conflicts: PropertyConflict[] };

/**
 * Sees to it that an object type of an account has the app's group and properties, with all their options. Creates what is
 * missing, adds options that are missing, and takes nothing away: options that an admin added stay. Of the properties in
 * `adminsOptions` the options are the admin's alone once the property is there.
 */
export async function ensureProperties(
  hubspot: HubSpot,
  accountId: string,
  objectType: ObjectType,
  wanted: readonly PropertyDefinition[],
  adminsOptions: ReadonlySet<string> = new Set(),
): Promise<EnsuredProperties> {
  const place = { hubspot, accountId, objectType };
  await ensureGroup(place);
  const before = await readProperties(place);
  const missing = wanted.filter(({ name }) => !before.has(name));
  // HubSpot brings back an archived property when it is created again, with the options that it had.
  const present = missing.length === 0 ? before : await createProperties(place, missing);
  const conflicts = wanted.flatMap((definition) => conflictOf(definition, present.get(definition.name)));
  const extended: string[] = [];
  for (const { name, options = [] } of wanted) {
    if (adminsOptions.has(name) || conflicts.some((conflict) => conflict.name === name)) continue;
    const own = present.get(name)?.options ?? [];
    const added = options.filter(({ value }) => !own.some((known) => known.value === value));
    if (added.length === 0) continue;
    const body = { options: [...own, ...added] };
    await call(place, { method: 'PATCH', path: apiPaths.property(objectType, name), body });
    extended.push(name);
  }
  return { created: missing.map(({ name }) => name), extended, conflicts };
}

function conflictOf(wanted: PropertyDefinition, present: PresentProperty | undefined): PropertyConflict[] {
  if (present?.type === undefined) return [];
  const found = kindOf(present.type, present.fieldType);
  const own = kindOf(wanted.type, wanted.fieldType);
  return found === own ? [] : [{ name: wanted.name, wanted: own, found }];
}

/** What values a property takes. An admin may turn a select into radio buttons: its values stay the same. */
function kindOf(type: string, fieldType: string | undefined): string {
  if (type !== 'enumeration') return type;
  return fieldType === 'checkbox' ? 'enumeration of several values' : 'enumeration';
}

/** Somebody else, such as another process of this app, may create the same thing at the same time. */
const thereAlready = 409;

async function ensureGroup(place: Place): Promise<void> {
  const path = apiPaths.propertyGroups(place.objectType);
  const groups = groupsSchema.parse(await call(place, { method: 'GET', path }));
  if (groups.results.some(({ name }) => name === propertyGroup.name)) return;
  await call(place, { method: 'POST', path, body: propertyGroup, acceptStatuses: [thereAlready] });
}

const createAttempts = 3;

/** A batch may be taken in part or refused because of one that is there: what counts is what is there afterwards. */
async function createProperties(place: Place, wanted: readonly PropertyDefinition[]): Promise<PresentProperties> {
  const path = apiPaths.propertiesBatchCreate(place.objectType);
  let missing = wanted;
  for (let attempt = 1; ; attempt += 1) {
    const body = { inputs: missing };
    const said = await call(place, { method: 'POST', path, body, acceptStatuses: [thereAlready] });
    const present = await readProperties(place);
    missing = wanted.filter(({ name }) => !present.has(name));
    if (missing.length === 0) return present;
    if (attempt === createAttempts) {
      const names = missing.map(({ name }) => name).join(', ');
      throw new JourneyStewardError('hubspot-refused', `HubSpot did not create ${names}: ${reasonIn(said)}`);
    }
  }
}

async function readProperties(place: Place): Promise<PresentProperties> {
  const body = await call(place, { method: 'GET', path: apiPaths.properties(place.objectType) });
  return new Map(propertiesSchema.parse(body).results.map((property) => [property.name, property]));
}

function reasonIn(said: unknown): string {
  const { data } = refusalsSchema.safeParse(said);
  const messages = [data?.message, ...(data?.errors ?? []).map(({ message }) => message)];
  return messages.filter((message) => message !== undefined).join(' ') || 'it gave no reason.';
}

async function call({ hubspot, accountId }: Place, given: ApiCall): Promise<unknown> {
  return (await hubspot.call(accountId, given)).body;
}
