import { z } from 'zod';
import type { ObjectType } from '../journey/vocabulary.ts';
import { apiPaths } from './api-paths.ts';
import type { HubSpot } from './hubspot-client.ts';
import { type PropertyDefinition, propertyGroup } from './tag-properties.ts';

const groupsSchema = z.looseObject({ results: z.array(z.looseObject({ name: z.string() })) });
const option = z.looseObject({ label: z.string(), value: z.string() });
const propertiesSchema = z.looseObject({
  results: z.array(z.looseObject({ name: z.string(), options: z.array(option).default([]) })),
});

/**
 * Sees to it that an object type of an account has the app's group and properties, with all their options. Creates what is
 * missing, adds options that are missing, and takes nothing away: options that an admin added stay.
 */
export async function ensureProperties(
  hubspot: HubSpot,
  accountId: string,
  objectType: ObjectType,
  wanted: readonly PropertyDefinition[],
): Promise<{ created: string[]; extended: string[] }> {
  const call = (method: 'GET' | 'POST' | 'PATCH', path: string, body?: unknown) =>
    hubspot.call(accountId, body === undefined ? { method, path } : { method, path, body });
  const groups = groupsSchema.parse((await call('GET', apiPaths.propertyGroups(objectType))).body);
  if (!groups.results.some((group) => group.name === propertyGroup.name)) {
    await call('POST', apiPaths.propertyGroups(objectType), propertyGroup);
  }
  const present = new Map(
    propertiesSchema
      .parse((await call('GET', apiPaths.properties(objectType))).body)
      .results.map((property) => [property.name, property]),
  );
  const missing = wanted.filter((property) => !present.has(property.name));
  if (missing.length > 0) await call('POST', apiPaths.propertiesBatchCreate(objectType), { inputs: missing });
  const extended: string[] = [];
  for (const property of wanted) {
    const before = present.get(property.name)?.options ?? [];
    const known = new Set(before.map(({ value }) => value));
    const added = (property.options ?? []).filter(({ value }) => !known.has(value));
    if (!present.has(property.name) || added.length === 0) continue;
    await call('PATCH', apiPaths.property(objectType, property.name), { options: [...before, ...added] });
    extended.push(property.name);
  }
  return { created: missing.map(({ name }) => name), extended };
}
