import { compareBytes } from '../journey/byte-order.ts';
import type { Instant } from '../journey/instant.ts';
import { type CountedRecord, type CountedVisit, countVisits, covers } from './count-visits.ts';
import { isInRange } from './is-in-range.ts';
import type { MeasureOptions } from './measure-options.ts';
import { type MeasuredRecord, type MeasuredVisit, referredByProperty } from './measured-record.ts';
import type { MeasuresReport } from './measures-report.ts';
import { lapsBegun } from './records-behind.ts';
import { type Split, segmentOf } from './segment-of.ts';
import { addLaps, addVisits, beginSetCounts, finishSetCounts, type SetCounts, stageCountsOf } from './set-counts.ts';
import { addPresence } from './stage-counts.ts';
import { standingOf } from './standing-of.ts';
import { addWonDeals, visitAround } from './won-deal-counts.ts';

/** A contact that names who referred it. */
export type Referral = { recordId: string; referredBy: string; at: Instant | null };

type SplitCounts = { by: Split; segments: Map<string, SetCounts> };

/** The counts while records are added, in any order, each once. */
export type MeasureCounts = {
  options: MeasureOptions;
  records: MeasuresReport['records'];
  referrals: MeasuresReport['referrals'];
  /** The referrals that were named, to be matched when all records were added. */
  named: Referral[];
  referringVisits: Set<string>;
  whole: SetCounts;
  splits: SplitCounts[];
};

export function beginMeasures(options: MeasureOptions): MeasureCounts {
  return {
    options,
    records: { measured: 0, withoutStage: 0, timeReversed: 0, outdated: 0 },
    referrals: { named: 0, elsewhere: 0, unmatched: 0 },
    named: [],
    referringVisits: new Set(),
    whole: beginSetCounts(),
    splits: options.splits.map((by) => ({ by, segments: new Map() })),
  };
}

export function addRecord(counts: MeasureCounts, record: MeasuredRecord): void {
  const standing = standingOf(counts.options, record);
  if (standing === null) return;
  const referredBy = (record.values.get(referredByProperty) ?? '').trim();
  if (referredBy !== '') {
    const at = record.createdAt ?? record.visits[0]?.enteredAt ?? null;
    counts.named.push({ recordId: record.recordId, referredBy, at });
    counts.referrals.named += 1;
  }
  counts.records[standing] += 1;
  if (standing !== 'measured') return;
  const counted = countVisits(record, counts.options.stages);
  const inRange = counted.visits.filter(({ visit }) => isInRange(counts.options, visit));
  addVisits(counts.whole, inRange, counts.options);
  for (const split of counts.splits) addSplit(counts.options, split, counted, inRange);
  addWholeRecord(counts, counted);
  addCustomer(counts, counted);
}

/**
 * Adds a referral. `referrer`: the contact that it names, null when there is none. It counts for the visit that the referrer
 * was in when the referred contact was created.
 */
export function addReferral(counts: MeasureCounts, referral: Referral, referrer: MeasuredRecord | null): void {
  if (referrer === null || referrer.recordId === referral.recordId) {
    counts.referrals.unmatched += 1;
    return;
  }
  const { options } = counts;
  const isMeasured = standingOf(options, referrer) === 'measured';
  const visits = isMeasured ? countVisits(referrer, options.stages).visits : [];
  const at = referral.at;
  const found = at === null ? undefined : visits.find(({ visit }) => covers(visit, at) && isInRange(options, visit));
  if (found === undefined) {
    counts.referrals.elsewhere += 1;
    return;
  }
  const { visit } = found;
  const key = `${referrer.recordId}@${visit.enteredAt}`;
  const isFirst = !counts.referringVisits.has(key);
  counts.referringVisits.add(key);
  for (const set of setsOf(counts, referrer, visit)) {
    const stage = stageCountsOf(set, visit.stage);
    stage.referrals += 1;
    if (isFirst) stage.referringVisits += 1;
  }
}

export function finishMeasures(
  counts: MeasureCounts,
): Pick<MeasuresReport, 'records' | 'referrals' | 'whole' | 'splits'> {
  const { options } = counts;
  return {
    records: { ...counts.records },
    referrals: { ...counts.referrals },
    whole: finishSetCounts(counts.whole, options),
    splits: counts.splits.map(({ by, segments }) => ({
      by,
      segments: [...segments]
        .sort(([left, a], [right, b]) =>
          by === 'month' ? compareBytes(left, right) : b.records - a.records || compareBytes(left, right),
        )
        .map(([segment, set]) => ({ segment, measures: finishSetCounts(set, options) })),
    })),
  };
}

function addSplit(
  options: MeasureOptions,
  split: SplitCounts,
  { record }: CountedRecord,
  visits: readonly CountedVisit[],
): void {
  const bySegment = Map.groupBy(visits, ({ visit }) => segmentOf(split.by, record, visit));
  for (const [segment, own] of bySegment) addVisits(setOf(split, segment), own, options);
}

/** What is counted once for each record: its laps, where its journey began, and its values, where it is now. */
function addWholeRecord(counts: MeasureCounts, { record, visits, now }: CountedRecord): void {
  const first = visits[0]?.visit;
  const laps = lapsBegun(visits, counts.options);
  if (first !== undefined && laps > 0) {
    for (const set of setsOf(counts, record, first)) addLaps(set, laps);
  }
  if (now === null || !isInRange(counts.options, now.visit)) return;
  for (const set of setsOf(counts, record, now.visit)) {
    addPresence(stageCountsOf(set, now.visit.stage), now, record.values, counts.options);
  }
}

/** A contact's won deals, where its first one was won. */
function addCustomer(counts: MeasureCounts, { record, visits }: CountedRecord): void {
  const deals = record.replayed?.wonDeals ?? [];
  const first = deals[0] === undefined ? null : visitAround(visits, deals[0].at);
  if (first === null || !isInRange(counts.options, first.visit)) return;
  for (const set of setsOf(counts, record, first.visit)) addWonDeals(set.wonDeals, deals);
}

/** The whole, and the segment of each split that a visit belongs to. */
function setsOf(
  counts: MeasureCounts,
  record: MeasuredRecord,
  visit: Pick<MeasuredVisit, 'owner' | 'team' | 'enteredAt'>,
): SetCounts[] {
  return [counts.whole, ...counts.splits.map((split) => setOf(split, segmentOf(split.by, record, visit)))];
}

function setOf(split: SplitCounts, segment: string): SetCounts {
  const set = split.segments.get(segment) ?? beginSetCounts();
  split.segments.set(segment, set);
  return set;
}
