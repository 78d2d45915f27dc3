import { formatBusinessTime } from '../../cards/dates.ts';
import { daysToCount } from '../../cards/parts/days-to-count.ts';
import { fillCount } from '../../cards/texts/fill.ts';
import type { Place } from '../PlaceProvider.tsx';

/** By how much business time something is late, as the card tells it: in business days of the team where nobody pictures the hours. */
export function lateText(
  { lateSeconds, daySeconds }: { lateSeconds: number; daySeconds?: number | undefined },
  { reader, texts }: Pick<Place, 'reader' | 'texts'>,
): string {
  const days = daySeconds === undefined ? 0 : Math.floor(lateSeconds / daySeconds);
  if (days >= daysToCount) return fillCount(texts.businessDays, days, reader.locale);
  return formatBusinessTime(lateSeconds, reader.locale);
}

/** Hours of business time for a spreadsheet. */
export function hoursCell(seconds: number | null): number | null {
  return seconds === null ? null : Number((seconds / 3_600).toFixed(2));
}
