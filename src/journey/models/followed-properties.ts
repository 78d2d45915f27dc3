import type { ObjectType } from '../vocabulary.ts';

/**
 * The properties whose changes HubSpot pushes to the app: those of its webhook subscriptions, which are the same in every
 * account. A test holds this list against app-extensions/app/webhooks.
 */
export const followedProperties = {
  contact: [
    'lifecyclestage',
    'hubspot_owner_id',
    'hs_lead_status',
    'email',
    'hs_email_optout',
    'hs_buying_role',
    'hs_persona',
    'hs_analytics_source',
    'hs_analytics_first_touch_converting_campaign',
    'hs_analytics_last_touch_converting_campaign',
    'recent_conversion_date',
    'recent_conversion_event_name',
    'num_conversion_events',
    'notes_last_contacted',
    'notes_last_updated',
    'hs_last_sales_activity_timestamp',
    'hs_latest_meeting_activity',
    'hs_sales_email_last_replied',
    'hs_email_last_reply_date',
    'hs_email_last_open_date',
    'hs_email_last_click_date',
    'hs_social_last_engagement',
    'hs_analytics_num_page_views',
    'journey_steward_engagement_start',
    'journey_steward_engagement_end',
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
    'notes_last_contacted',
    'notes_last_updated',
    'hs_last_sales_activity_timestamp',
    'hs_latest_meeting_activity',
    'hs_sales_email_last_replied',
    'journey_steward_engagement_start',
    'journey_steward_engagement_end',
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
} as const satisfies Record<ObjectType, readonly string[]>;

/** Those that a condition of a model can look at: companies have no rules of their own. */
export const followedByRules: ReadonlySet<string> = new Set([
  ...followedProperties.contact,
  ...followedProperties.deal,
]);

/**
 * How fresh a property is: `pushed` where a webhook tells of a change at once, `read` where the app hears of it in HubSpot's journal
 * or asks for it.
 */
export function propertyFreshness(name: string, followed: ReadonlySet<string> = followedByRules): 'pushed' | 'read' {
  return followed.has(name) ? 'pushed' : 'read';
}

/** How an account hears of properties that are not pushed: from HubSpot's journal, or by asking for what has changed. */
export type UntoldBy = 'journal' | 'asked';

/** How late a change of such a property is heard of, as a clause. */
export const untoldDelays: Readonly<Record<UntoldBy, string>> = {
  journal: "it reads them in HubSpot's journal, some minutes late",
  asked: 'it asks for what has changed, every quarter of an hour',
};
