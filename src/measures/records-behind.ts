import { type CountedVisit, countVisits } from './count-visits.ts';
import { isInRange } from './is-in-range.ts';
import type { MeasureOptions } from './measure-options.ts';
import type { MeasuredRecord } from './measured-record.ts';
import { type Standing, standingOf } from './standing-of.ts';

/** The numbers of records, over all stages, of which one may ask whom they count. */
export const countedRecordKinds = ['measured', 'without-stage', 'time-reversed', 'outdated', 'new-lap'] as const;
export type CountedRecordKind = (typeof countedRecordKinds)[number];

/** How many laps a record has begun whose first visit began in the period; 0 for any other. */
export function lapsBegun(
  visits: readonly Pick<CountedVisit, 'visit'>[],
  period: Pick<MeasureOptions, 'since' | 'until'>,
): number {
  const first = visits[0]?.visit;
  if (first === undefined || !isInRange(period, first)) return 0;
  return Math.max(...visits.map(({ visit }) => visit.lap));
}

/** Whether a record is in a number of `measureJourneys`: as many of all records are as that number says. */
export function isRecordBehind(
  record: MeasuredRecord,
  options: Pick<MeasureOptions, 'stages' | 'modelVersion' | 'asOf' | 'since' | 'until'>,
  kind: CountedRecordKind,
): boolean {
  const standing = standingOf(options, record);
  if (kind !== 'new-lap') return standing === standings[kind];
  return standing === 'measured' && lapsBegun(countVisits(record, options.stages).visits, options) >= 2;
}

const standings = {
  measured: 'measured',
  'without-stage': 'withoutStage',
  'time-reversed': 'timeReversed',
  outdated: 'outdated',
} as const satisfies Record<Exclude<CountedRecordKind, 'new-lap'>, Standing>;
