import type { JourneyShare, JourneyStage } from '../../../../src/api/journey-page-contract.ts';
import { formatDuration } from '../../cards/dates.ts';
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

export type StageNumbers = Pick<JourneyStage, 'entered' | 'now' | 'forward' | 'back' | 'out' | 'time'>;
