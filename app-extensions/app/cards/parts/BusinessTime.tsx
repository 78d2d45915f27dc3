import { ProgressBar } from '@hubspot/ui-extensions';
import { formatBusinessTime } from '../dates.ts';
import type { ShownClock } from '../journey.ts';
import { useReader } from '../ReaderProvider.tsx';
import type { Reader } from '../reader.ts';
import { fill, fillCount } from '../texts/fill.ts';
import { daysToCount } from './days-to-count.ts';

/** How much of a clock's business time is used up; nothing where that is not known. */
export function BusinessTime({ clock: { status, businessTime } }: { clock: ShownClock }) {
  const reader = useReader();
  if (businessTime === undefined) return null;
  const { left, total } = businessTime;
  return (
    <ProgressBar
      value={Math.min(total, total - left)}
      maxValue={total}
      variant={status === 'breached' ? 'danger' : status === 'at-risk' ? 'warning' : 'success'}
      valueDescription={timeText(businessTime, reader)}
    />
  );
}

function timeText({ left, total, day }: NonNullable<ShownClock['businessTime']>, { texts, locale }: Reader): string {
  const daysOver = day === undefined ? 0 : Math.floor(-left / day);
  if (daysOver >= daysToCount) return fillCount(texts.timeOverDays, daysOver, locale);
  if (left < 0) return fill(texts.timeOver, { over: formatBusinessTime(left, locale) });
  return fill(texts.timeLeft, { left: formatBusinessTime(left, locale), total: formatBusinessTime(total, locale) });
}
