import type { JourneyShare, JourneyStage } from '../../../../src/api/journey-page-contract.ts';
import { formatDuration } from '../../cards/dates.ts';
import { fill } from '../../cards/texts/fill.ts';
import type { CsvCell } from '../csv.ts';
import type { Place } from '../PlaceProvider.tsx';

type Reading = Pick<Place, 'reader' | 'texts'>;

export function shareText({ share, n }: JourneyShare, { reader, texts }: Reading): string | null {
  if (n === 0) return null;
  if (share === null) return texts.tooFew;
  return new Intl.NumberFormat(reader.locale, { style: 'percent' }).format(share);
}

export function lengthText(lengthMs: number | null, n: number, { reader, texts }: Reading): string {
  if (lengthMs !== null) return formatDuration(0, lengthMs, reader.locale, texts.underAMinute);
  return n === 0 ? texts.nothing : texts.tooFew;
}

/** A share for a spreadsheet: a fraction, empty where there are too few. */
export function shareCell({ share }: JourneyShare): number | null {
  return share === null ? null : Number(share.toFixed(4));
}

/** Days for a spreadsheet. */
export function daysCell(lengthMs: number | null): number | null {
  return lengthMs === null ? null : Number((lengthMs / 86_400_000).toFixed(2));
}

export type StageNumbers = Pick<
  JourneyStage,
  'entered' | 'now' | 'nowByEdit' | 'forward' | 'back' | 'out' | 'edit' | 'time'
>;

/** The columns of a stage's numbers in a CSV. */
export function numbersHeader({ texts }: Pick<Place, 'texts'>): string[] {
  const shares = [texts.forward, texts.back, texts.out].flatMap((name) => [name, `${name} (0–1)`]);
  return [
    ...[texts.entered, texts.now, fill(texts.nowByEdit, { count: texts.now }), ...shares],
    ...[texts.edit, `${texts.median} (d)`, `${texts.p90} (d)`],
  ];
}

export function numbersCells({ entered, now, nowByEdit, forward, back, out, edit, time }: StageNumbers): CsvCell[] {
  return [
    ...[entered, now, nowByEdit, ...[forward, back, out].flatMap((share) => [share.count, shareCell(share)])],
    ...[edit, daysCell(time.medianMs), daysCell(time.p90Ms)],
  ];
}
