import { z } from 'zod';
import { rollUpPropertyNames } from '../journey/activities.ts';
import { dealProperties } from '../journey/deal-evidence.ts';
import { modelProperties } from '../journey/model-properties.ts';
import type { Model } from '../journey/model-schema.ts';
import type { ObjectType } from '../journey/vocabulary.ts';
import { apiPaths } from './api-paths.ts';
import type { HubSpot } from './hubspot-client.ts';

/** The properties whose history is read, by name, with the type that HubSpot gives their values. */
export type FollowedProperties = ReadonlyMap<string, string>;

const activities = [
  'notes_last_contacted',
  'notes_last_updated',
  'hs_last_sales_activity_timestamp',
  'hs_latest_meeting_activity',
  'hs_sales_email_last_replied',
];
const engagement = ['journey_steward_engagement_start', 'journey_steward_engagement_end'];

/** What the app has subscribed to: the past is read of what is heard of in the present. A test holds it to the subscriptions. */
export const subscribedProperties: Readonly<Record<ObjectType, readonly string[]>> = {
  contact: [
    'lifecyclestage',
    'hubspot_owner_id',
    'hs_lead_status',
    'email',
    'hs_email_optout',
    'hs_buying_role',
    'hs_persona',
    'hs_analytics_source',
    'recent_conversion_date',
    'recent_conversion_event_name',
    'num_conversion_events',
    ...activities,
    'hs_email_last_reply_date',
    'hs_email_last_open_date',
    'hs_email_last_click_date',
    'hs_social_last_engagement',
    'hs_analytics_num_page_views',
    ...engagement,
    'journey_steward_experience',
    'journey_steward_leaving_reason',
    'journey_steward_prospect_outcome',
    'journey_steward_referred_by',
    'journey_steward_services_known',
  ],
  deal: [
    'dealstage',
    'pipeline',
    'amount',
    'closedate',
    'dealtype',
    'hubspot_owner_id',
    'closed_lost_reason',
    'closed_won_reason',
    ...activities,
    ...engagement,
  ],
  company: [
    'lifecyclestage',
    'hubspot_owner_id',
    'industry',
    'name',
    'notes_last_contacted',
    'hs_last_sales_activity_timestamp',
    'hs_latest_meeting_activity',
  ],
};

/** Names of properties whose past matters under a model, whether the portal has them or not. */
export function propertiesToFollow(objectType: ObjectType, model: Model): ReadonlySet<string> {
  return new Set([
    ...subscribedProperties[objectType],
    ...modelProperties(model),
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
  input: { accountId: string; objectType: ObjectType; model: Model },
): Promise<FollowedProperties> {
  const { accountId, objectType, model } = input;
  const wanted = propertiesToFollow(objectType, model);
  const answer = await hubspot.call(accountId, { method: 'GET', path: apiPaths.properties(objectType) });
  const { results } = definitionsSchema.parse(answer.body);
  return new Map(results.filter(({ name }) => wanted.has(name)).map(({ name, type }) => [name, type]));
}
