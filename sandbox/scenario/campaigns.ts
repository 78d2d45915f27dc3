/** The campaigns of the year, by the ids that HubSpot would give them. Pages found by search may belong to one as well. */
const campaigns = {
  handbook: 'c0760001-0000-4000-8000-000000007601',
  guide: 'c0760002-0000-4000-8000-000000007602',
  checklist: 'c0760003-0000-4000-8000-000000007603',
  fair: 'c0760004-0000-4000-8000-000000007604',
} as const;

type Campaign = keyof typeof campaigns;

/** By where they came from: the campaign of the first page that they saw, if it had one, and that by which they became known. */
const touches: Readonly<Record<string, { first: readonly (Campaign | null)[]; last: Campaign }>> = {
  ORGANIC_SEARCH: { first: ['handbook', null], last: 'guide' },
  EMAIL_MARKETING: { first: ['handbook'], last: 'handbook' },
  PAID_SEARCH: { first: ['checklist'], last: 'checklist' },
  SOCIAL_MEDIA: { first: ['fair', 'handbook'], last: 'fair' },
};

/** What HubSpot notes of the campaigns that touched a new contact; nothing where none did. `place`: of their company in the cast. */
export function campaignValues(traffic: string, place: number): Record<string, string> {
  const touched = touches[traffic];
  if (touched === undefined) return {};
  const first = touched.first[place % touched.first.length] ?? null;
  return {
    ...(first !== null && { hs_analytics_first_touch_converting_campaign: campaigns[first] }),
    hs_analytics_last_touch_converting_campaign: campaigns[touched.last],
  };
}
