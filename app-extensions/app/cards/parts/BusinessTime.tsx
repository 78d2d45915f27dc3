import { ProgressBar } from '@hubspot/ui-extensions';
import { formatBusinessTime } from '../dates.ts';
import type { ShownClock } from '../journey.ts';
import { useReader } from '../ReaderProvider.tsx';
import type { Reader } from '../reader.ts';
import { fill } from '../texts/fill.ts';

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

function timeText({ left, total }: NonNullable<ShownClock['businessTime']>, { texts, locale }: Reader): string {
  if (left < 0) return fill(texts.timeOver, { over: formatBusinessTime(left, locale) });
  return fill(texts.timeLeft, { left: formatBusinessTime(left, locale), total: formatBusinessTime(total, locale) });
}
