import { z } from 'zod';
import type { ObjectType } from '../journey/vocabulary.ts';
import { apiPaths } from './api-paths.ts';
import type { HubSpot } from './hubspot-client.ts';
import { readAnswer } from './read-answer.ts';
import { type PropertyDefinition, propertyGroup } from './tag-properties.ts';

const option = z.looseObject({ label: z.string(), value: z.string() });
const propertiesSchema = z.looseObject({
  results: z.array(
    z.looseObject({
      name: z.string(),
      label: z.string().optional(),
      type: z.string().optional(),
      fieldType: z.string().optional(),
      options: z.array(option).default([]),
    }),
  ),
});
const groupsSchema = z.looseObject({ results: z.array(z.looseObject({ name: z.string() })) });

/** An object type of an account. */
export type PropertyPlace = { hubspot: HubSpot; accountId: string; objectType: ObjectType };
export type PresentProperty = z.infer<typeof propertiesSchema>['results'][number];
export type PresentProperties = ReadonlyMap<string, PresentProperty>;

/** A property of the app's name that can't be the app's, because it is of another type. It is left as it is. */
export type PropertyConflict = { name: string; wanted: string; found: string };

/** Reads the properties of an object type by name: those in use, or those in the recycle bin. */
export async function readPresentProperties(place: PropertyPlace, archived = false): Promise<PresentProperties> {
  const path = `${apiPaths.properties(place.objectType)}${archived ? '?archived=true' : ''}`;
  const call = { method: 'GET', path } as const;
  const { results } = readAnswer(propertiesSchema, call, await place.hubspot.call(place.accountId, call));
  return new Map(results.map((property) => [property.name, property]));
}

/** Whether the app's group of properties is there. */
export async function hasPropertyGroup({ hubspot, accountId, objectType }: PropertyPlace): Promise<boolean> {
  const call = { method: 'GET', path: apiPaths.propertyGroups(objectType) } as const;
  const { results } = readAnswer(groupsSchema, call, await hubspot.call(accountId, call));
  return results.some(({ name }) => name === propertyGroup.name);
}

/** What keeps a property that is there from being the one that is wanted. */
export function conflictOf(wanted: PropertyDefinition, present: PresentProperty | undefined): PropertyConflict[] {
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

/** The options that a property lacks. */
export function missingOptions({ options = [] }: PropertyDefinition, present: PresentProperty | undefined) {
  const own = present?.options ?? [];
  return options.filter(({ value }) => !own.some((known) => known.value === value));
}
