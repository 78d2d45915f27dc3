import type { MeasureOptions } from './measure-options.ts';
import type { MeasuredRecord } from './measured-record.ts';
import type { MeasuresReport } from './measures-report.ts';

export type Standing = keyof MeasuresReport['records'];

/** In which of the report's counts of records one is; null for one that is created later than the report holds for. */
export function standingOf(
  { modelVersion, asOf }: Pick<MeasureOptions, 'modelVersion' | 'asOf'>,
  record: MeasuredRecord,
): Standing | null {
  if (record.createdAt !== null && record.createdAt > asOf && record.visits.length === 0) return null;
  if (record.modelVersion !== modelVersion) return 'outdated';
  if (record.flags.includes('time-reversed')) return 'timeReversed';
  return record.visits.length === 0 ? 'withoutStage' : 'measured';
}
