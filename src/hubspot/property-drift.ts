import {
  conflictOf,
  hasPropertyGroup,
  missingOptions,
  type PropertyConflict,
  type PropertyPlace,
  readPresentProperties,
} from './present-properties.ts';
import type { PropertyDefinition } from './tag-properties.ts';

/** How the properties of an object type differ from what the app needs. Nothing is changed by looking. */
export type PropertyDrift = {
  isGroupMissing: boolean;
  missing: string[];
  /** In the recycle bin: HubSpot brings them back with their values when they are created again. */
  archived: string[];
  conflicts: PropertyConflict[];
  /** Properties that lack options, with the values of these. */
  withoutOptions: { name: string; values: string[] }[];
};

/** Compares an object type with what is wanted there. Two calls, and a third one where properties are missing. */
export async function readPropertyDrift(
  place: PropertyPlace,
  wanted: readonly PropertyDefinition[],
  adminsOptions: ReadonlySet<string> = new Set(),
): Promise<PropertyDrift> {
  const present = await readPresentProperties(place);
  const absent = wanted.map(({ name }) => name).filter((name) => !present.has(name));
  const bin = absent.length === 0 ? new Map() : await readPresentProperties(place, true);
  const conflicts = wanted.flatMap((definition) => conflictOf(definition, present.get(definition.name)));
  const withoutOptions = wanted
    .filter(({ name }) => present.has(name) && !adminsOptions.has(name))
    .filter(({ name }) => !conflicts.some((conflict) => conflict.name === name))
    .map((definition) => ({
      name: definition.name,
      values: missingOptions(definition, present.get(definition.name)).map(({ value }) => value),
    }))
    .filter(({ values }) => values.length > 0);
  return {
    isGroupMissing: !(await hasPropertyGroup(place)),
    missing: absent.filter((name) => !bin.has(name)),
    archived: absent.filter((name) => bin.has(name)),
    conflicts,
    withoutOptions,
  };
}
