import { describe, expect, it } from 'vitest';
import { activityProperties } from '../../src/journey/evidence/activity-objects.ts';
import { ticketProperties } from '../../src/journey/evidence/ticket-evidence.ts';
import { modelProperties } from '../../src/journey/models/model-properties.ts';
import { presets } from '../../src/journey/models/presets.ts';
import { activityTypes } from '../../src/journey/vocabulary.ts';
import { duplicatesIn, missingReadScopes, readAppAndWebhooks, subscriptionNames } from './subscriptions.ts';

const { app, webhooks } = await readAppAndWebhooks();
const names = subscriptionNames(webhooks);

const expectedProperties: Record<string, string[]> = {
  contact: [
    'lifecyclestage',
    'hubspot_owner_id',
    'hs_lead_status',
    'email',
    'recent_conversion_date',
    'num_conversion_events',
    'notes_last_contacted',
    'hs_last_sales_activity_timestamp',
    'hs_email_last_reply_date',
    'hs_email_last_open_date',
    'hs_email_last_click_date',
    'hs_latest_meeting_activity',
    'hs_analytics_source',
    'hs_analytics_num_page_views',
    'journey_steward_engagement_start',
    'journey_steward_engagement_end',
    'journey_steward_experience',
    'journey_steward_leaving_reason',
    'journey_steward_prospect_outcome',
    'journey_steward_referred_by',
    'journey_steward_services_known',
  ],
  deal: ['dealstage', 'pipeline', 'amount', 'closedate', 'hubspot_owner_id', 'closed_lost_reason'],
  company: ['lifecyclestage', 'hubspot_owner_id', 'industry', 'name'],
  ticket: [...ticketProperties, 'notes_last_contacted'],
};

describe('the webhook subscriptions', () => {
  it.each(['contact', 'deal', 'company', 'ticket'])('hear what happens to a %s as a whole', (objectType) => {
    for (const event of ['creation', 'deletion', 'merge', 'restore', 'associationChange']) {
      expect(names).toContain(`${objectType}.${event}`);
    }
  });

  it.each(Object.entries(expectedProperties))(
    'hear the properties of a %s that conditions read',
    (type, properties) => {
      expect(names).toEqual(expect.arrayContaining(properties.map((name) => `${type}.propertyChange ${name}`)));
    },
  );

  it.each(activityTypes)('hear what a %s tells of when, by whom and with whom, and nothing else of it', (type) => {
    const object = type === 'meeting' ? 'meeting_event' : type;
    const events = ['creation', 'deletion', 'restore', 'associationChange'].map((event) => `${object}.${event}`);
    const properties = activityProperties(type).map((name) => `${object}.propertyChange ${name}`);
    const heard = names.filter((name) => name.startsWith(`${object}.`));
    expect(heard.toSorted()).toEqual([...events, ...properties].toSorted());
  });

  it.each([...presets.values()])('hear every property that a condition of $name names', (model) => {
    const heard = [...modelProperties(model)].map((name) => `contact.propertyChange ${name}`);
    expect(names).toEqual(expect.arrayContaining(heard));
  });

  it.each([...presets.values()])('hear every property that a question of $name asks for', ({ questions }) => {
    const heard = new Set(names.map((name) => name.split(' ')[1]));
    const asked = questions.flatMap(({ answer }) => [
      ...('property' in answer ? [answer.property] : []),
      ...('by' in answer && answer.by?.startsWith('property:') ? [answer.by.slice('property:'.length)] : []),
    ]);
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.filter((property) => !heard.has(property))).toEqual([]);
  });

  it('hear privacy deletions', () => {
    expect(names).toContain('contact.privacyDeletion');
  });

  it('hear none of the tags that the app itself writes', () => {
    const tags = ['stage', 'stage_entered_at', 'owner_team', 'lap', 'outcome', 'sla_status', 'sla_due_at']
      .concat(['next_touchpoint', 'readiness', 'nurture_track', 'as_of'])
      .map((tag) => `journey_steward_${tag}`);
    expect(names.filter((name) => tags.includes(name.split(' ')[1] ?? ''))).toEqual([]);
  });

  it('hear nothing that HubSpot does not deliver', () => {
    expect(names.filter((name) => /num_unique_conversion_events|hs_lastmodifieddate/.test(name))).toEqual([]);
  });

  it('are all active, each there once, and fewer than the thousand that an app may have', () => {
    const { crmObjects, legacyCrmObjects, hubEvents } = webhooks.subscriptions;
    expect([...crmObjects, ...legacyCrmObjects, ...hubEvents].every((subscription) => subscription.active)).toBe(true);
    expect(duplicatesIn(names)).toEqual([]);
    expect(names.length).toBeLessThanOrEqual(1000);
  });

  it('go to the intake over HTTPS', () => {
    expect(new URL(webhooks.settings.targetUrl)).toMatchObject({ protocol: 'https:', pathname: '/webhooks/hubspot' });
  });

  it('have the read scope of every object type', () => {
    expect(missingReadScopes(app, webhooks)).toEqual([]);
  });
});

describe('the checks of the subscriptions', () => {
  it('find an event that is there twice', () => {
    expect(duplicatesIn([...names, 'deal.propertyChange dealstage'])).toEqual(['deal.propertyChange dealstage']);
  });

  it('find the scope of tickets missing where it is not even optional', () => {
    const optionalScopes = app.auth.optionalScopes.filter((scope) => scope !== 'tickets');
    const poorer = { ...app, auth: { ...app.auth, optionalScopes } };
    expect(missingReadScopes(poorer, webhooks)).toEqual(['tickets']);
  });

  it('find a read scope that is missing', () => {
    const requiredScopes = app.auth.requiredScopes.filter((scope) => scope !== 'crm.objects.deals.read');
    const poorer = { ...app, auth: { ...app.auth, requiredScopes } };
    expect(missingReadScopes(poorer, webhooks)).toEqual(['crm.objects.deals.read']);
  });
});
