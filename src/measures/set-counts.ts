import type { Instant } from '../journey/instant.ts';
import type { CountedVisit } from './count-visits.ts';
import type { MeasureSet } from './measures-report.ts';
import { shareOf } from './share.ts';
import { addVisit, beginStageCounts, finishStageCounts, type StageCounts } from './stage-counts.ts';

/** What is counted of all records, or of one segment. */
export type SetCounts = { records: number; stages: Map<string, StageCounts>; laps: number[] };

export function beginSetCounts(): SetCounts {
  return { records: 0, stages: new Map(), laps: [] };
}

export function stageCountsOf(set: SetCounts, stage: string): StageCounts {
  const counts = set.stages.get(stage) ?? beginStageCounts();
  set.stages.set(stage, counts);
  return counts;
}

/** Adds those visits of one record that belong to the set. */
export function addVisits(set: SetCounts, visits: readonly CountedVisit[], asOf: Instant): void {
  if (visits.length === 0) return;
  set.records += 1;
  for (const stage of new Set(visits.map(({ visit }) => visit.stage))) stageCountsOf(set, stage).records += 1;
  for (const counted of visits) addVisit(stageCountsOf(set, counted.visit.stage), counted, asOf);
}

/** Adds the number of laps of one record, to the set in which its journey began. */
export function addLaps(set: SetCounts, laps: number): void {
  for (let lap = 1; lap <= laps; lap += 1) set.laps[lap - 1] = (set.laps[lap - 1] ?? 0) + 1;
}

export function finishSetCounts(set: SetCounts, stages: readonly string[], minimum: number): MeasureSet {
  const records = set.laps[0] ?? 0;
  return {
    records: set.records,
    stages: stages.map((stage) => finishStageCounts(stage, set.stages.get(stage) ?? beginStageCounts(), minimum)),
    laps: {
      records,
      atLeast: set.laps.slice(1).map((count, index) => ({ lap: index + 2, share: shareOf(count, records, minimum) })),
    },
  };
}
