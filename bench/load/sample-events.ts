/** The properties that real portals change most; each with values that the presets know. */
const changes: readonly [property: string, values: readonly string[]][] = [
  ['lifecyclestage', ['lead', 'marketingqualifiedlead', 'salesqualifiedlead', 'opportunity', 'customer']],
  ['hs_lead_status', ['NEW', 'OPEN', 'IN_PROGRESS', 'CONNECTED']],
  ['hubspot_owner_id', ['71540001', '71540002', '71540003']],
  ['num_conversion_events', ['1', '2', '3', '4']],
  ['hs_analytics_source', ['ORGANIC_SEARCH', 'PAID_SEARCH', 'REFERRALS', 'DIRECT_TRAFFIC']],
];

const eventsPerContact = 7;
const firstOccurredAt = Date.UTC(2026, 9, 1, 8);
const stepMs = 250;

/** The portal that all sample events belong to. */
export const samplePortalId = 62_515;

/** One webhook event as HubSpot sends it. No two numbers give the same change, so that no event is a duplicate. */
export function sampleEvent(number: number): object {
  const [propertyName, values] = changes[number % changes.length]!;
  return {
    eventId: 3_000_000_000 + number,
    subscriptionId: 2_500_000 + (number % changes.length),
    portalId: samplePortalId,
    appId: 1_160_452,
    occurredAt: firstOccurredAt + number * stepMs,
    subscriptionType: 'contact.propertyChange',
    attemptNumber: 0,
    objectId: 101_000_000 + Math.floor(number / eventsPerContact),
    propertyName,
    propertyValue: values[Math.floor(number / changes.length) % values.length],
    changeSource: 'CRM_UI',
    sourceId: `userId:${64_535_000 + (number % 40)}`,
  };
}
