import type { CountedVisit } from './count-visits.ts';
import type { MeasureOptions } from './measure-options.ts';
import type { MeasureSet } from './measures-report.ts';
import { shareOf } from './share.ts';
import { addVisit, beginStageCounts, finishStageCounts, type StageCounts } from './stage-counts.ts';
import { beginWonDeals, type WonDealCounts, wonDealsOf } from './won-deal-counts.ts';

/** What is counted of all records, or of one segment. */
export type SetCounts = {
  records: number;
  stages: Map<string, StageCounts>;
  laps: number[];
  wonDeals: WonDealCounts;
};

export function beginSetCounts(): SetCounts {
  return { records: 0, stages: new Map(), laps: [], wonDeals: beginWonDeals() };
}

export function stageCountsOf(set: SetCounts, stage: string): StageCounts {
  const counts = set.stages.get(stage) ?? beginStageCounts();
  set.stages.set(stage, counts);
  return counts;
}

/** Adds those visits of one record that belong to the set. */
export function addVisits(set: SetCounts, visits: readonly CountedVisit[], options: MeasureOptions): void {
  if (visits.length === 0) return;
  set.records += 1;
  for (const stage of new Set(visits.map(({ visit }) => visit.stage))) stageCountsOf(set, stage).records += 1;
  for (const counted of visits) addVisit(stageCountsOf(set, counted.visit.stage), counted, options);
}

/** Adds the number of laps of one record, to the set in which its journey began. */
export function addLaps(set: SetCounts, laps: number): void {
  for (let lap = 1; lap <= laps; lap += 1) set.laps[lap - 1] = (set.laps[lap - 1] ?? 0) + 1;
}

export function finishSetCounts(set: SetCounts, options: MeasureOptions): MeasureSet {
  const { stages, minimum, withWonDeals } = options;
  const records = set.laps[0] ?? 0;
  return {
    records: set.records,
    stages: stages.map((stage) => finishStageCounts(stage, set.stages.get(stage) ?? beginStageCounts(), options)),
    laps: {
      records,
      atLeast: set.laps.slice(1).map((count, index) => ({ lap: index + 2, share: shareOf(count, records, minimum) })),
    },
    wonDeals: withWonDeals ? wonDealsOf(set.wonDeals, minimum) : null,
  };
}
