import type { Instant } from '../journey/instant.ts';
import type { Visit } from '../journey/visits.ts';
import type { ActivityKind, Direction, JourneyFlag } from '../journey/vocabulary.ts';

/** Where a contact's referrer is named: the record id or the e-mail address of another contact. */
export const referredByProperty = 'journey_steward_referred_by';
/** Where HubSpot says which channel a contact came from. */
export const sourceProperty = 'hs_analytics_source';
/**
 * The campaigns by which HubSpot says that a contact first came to the firm's site, and became a contact: by their ids. It sets both
 * itself, and neither says what happened between then and a won deal.
 */
export const campaignProperties = [
  'hs_analytics_first_touch_converting_campaign',
  'hs_analytics_last_touch_converting_campaign',
] as const;

/** A visit, as far as measures look at it. */
export type MeasuredVisit = Pick<
  Visit,
  'lap' | 'stage' | 'enteredAt' | 'leftAt' | 'move' | 'outcome' | 'team' | 'owner'
>;

/** One activity of a record, or a roll-up property that stands for it; with its direction where that is known. */
export type Touch = { kind: ActivityKind; at: Instant; direction?: Direction };

/** A won deal of a record. `isTimed`: whether `at` is when it was won, and not when an import or a bulk edit said so. */
export type WonDeal = { at: Instant; isTimed: boolean };

/** What replaying a record's ledger tells beside its visits. */
export type ReplayedAspects = {
  /** The ids of the signals that counted when a visit began, by that instant. */
  signalsAt: ReadonlyMap<Instant, ReadonlySet<string>>;
  /** In the order of time. */
  wonDeals: readonly WonDeal[];
};

/** One living record with what was heard of it and of those merged into it. */
export type MeasuredRecord = {
  recordId: string;
  /** The version of the account's model that its visits were made under; null when it was never replayed. */
  modelVersion: number | null;
  flags: readonly JourneyFlag[];
  /** In the order of time, as they stood at the instant of the measures. */
  visits: readonly MeasuredVisit[];
  /** The latest value of each property that was asked for; one that was never set is missing. */
  values: ReadonlyMap<string, string>;
  /** When HubSpot created it, also where that came after the instant of the measures; null when that was never heard. */
  createdAt: Instant | null;
  /** Its activities in the order of time; empty where they were not asked for. */
  touches: readonly Touch[];
  /** Missing where it was not asked for. */
  replayed?: ReplayedAspects;
};
