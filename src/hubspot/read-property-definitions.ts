import { z } from 'zod';
import type { KnownProperties, KnownProperty } from '../journey/check/check-properties.ts';
import { apiPaths } from './api-paths.ts';
import type { HubSpot } from './hubspot-client.ts';
import { readAnswer } from './read-answer.ts';

const definitionsSchema = z.looseObject({
  results: z.array(
    z.looseObject({
      name: z.string(),
      type: z.string(),
      options: z.array(z.looseObject({ value: z.string() })).default([]),
    }),
  ),
});

/** Reads how a portal defines the properties that a model's conditions can look at: those of contacts and deals. Two calls. */
export async function readPropertyDefinitions(hubspot: HubSpot, accountId: string): Promise<KnownProperties> {
  return { contact: await readOf(hubspot, accountId, 'contact'), deal: await readOf(hubspot, accountId, 'deal') };
}

async function readOf(hubspot: HubSpot, accountId: string, objectType: 'contact' | 'deal') {
  const call = { method: 'GET', path: apiPaths.properties(objectType) } as const;
  const { results } = readAnswer(definitionsSchema, call, await hubspot.call(accountId, call));
  return new Map(
    results.map(({ name, type, options }): [string, KnownProperty] => [
      name,
      { type, options: options.map(({ value }) => ({ value })) },
    ]),
  );
}
