import { z } from 'zod';
import { agreementProperties } from '../agreement/check/pause-properties.ts';
import type { AgreementVersion } from '../agreement/clock.ts';
import { rollUpPropertyNames } from '../journey/evidence/activities.ts';
import { activityProperties, isActivityType } from '../journey/evidence/activity-objects.ts';
import { dealProperties } from '../journey/evidence/deal-evidence.ts';
import { ticketProperties } from '../journey/evidence/ticket-evidence.ts';
import { followedProperties } from '../journey/models/followed-properties.ts';
import { modelProperties } from '../journey/models/model-properties.ts';
import type { Model } from '../journey/models/model-schema.ts';
import type { PastType } from '../journey/vocabulary.ts';
import { apiPaths } from './api-paths.ts';
import type { HubSpot } from './hubspot-client.ts';
import { readAnswer } from './read-answer.ts';

/** The properties whose history is read, by name, with the type that HubSpot gives their values. */
export type FollowedProperties = ReadonlyMap<string, string>;

/** What an account replays under, as far as it looks at properties: its model, and the agreement in force, the last of all. */
export type LooksAt = { model: Model; agreements?: readonly AgreementVersion[] };

/** Names of properties whose past matters to an account, whether the portal has them or not. */
export function propertiesToFollow(objectType: PastType, { model, agreements }: LooksAt): ReadonlySet<string> {
  const agreement = agreements?.at(-1)?.agreement;
  // Of what people log nothing is read but when it was, by whom and what came of it.
  if (isActivityType(objectType)) return new Set(activityProperties(objectType));
  if (objectType === 'ticket') return ticketProperties;
  return new Set([
    // The past is read of what is heard of in the present.
    ...followedProperties[objectType],
    ...modelProperties(model),
    // No clock runs for a company.
    ...(agreement === undefined || objectType === 'company' ? [] : agreementProperties(agreement)),
    ...rollUpPropertyNames,
    ...(objectType === 'deal' ? dealProperties : []),
  ]);
}

const definitionsSchema = z.looseObject({
  results: z.array(z.looseObject({ name: z.string(), type: z.string().default('string') })),
});

/** Reads which of the properties to follow a portal has, and of what type they are. */
export async function readFollowedProperties(
  hubspot: HubSpot,
  input: { accountId: string; objectType: PastType } & LooksAt,
): Promise<FollowedProperties> {
  const { accountId, objectType } = input;
  const wanted = propertiesToFollow(objectType, input);
  const call = { method: 'GET', path: apiPaths.properties(objectType) } as const;
  const { results } = readAnswer(definitionsSchema, call, await hubspot.call(accountId, call));
  return new Map(results.filter(({ name }) => wanted.has(name)).map(({ name, type }) => [name, type]));
}
