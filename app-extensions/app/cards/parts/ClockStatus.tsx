import { Flex, ProgressBar, StatusTag, type StatusTagProps, Text } from '@hubspot/ui-extensions';
import { formatBusinessTime, formatDistance, formatTime } from '../dates.ts';
import type { ShownClock, ClockStatus as Status } from '../journey.ts';
import { useReader } from '../ReaderProvider.tsx';
import type { Reader } from '../reader.ts';
import { fill } from '../texts/fill.ts';

const colourOfStatus: Partial<Record<Status, StatusTagProps['variant']>> = {
  'on-track': 'success',
  'at-risk': 'warning',
  breached: 'danger',
  paused: 'default',
};

/**
 * How the tightest clock stands, by when it is due, and what is left of its business time. `asOf`: ms; null where
 * what is shown is of an earlier day, from which nobody reckons.
 */
export function ClockStatus({ clock, asOf }: { clock: ShownClock; asOf: number | null }) {
  const reader = useReader();
  const { texts } = reader;
  const { status, dueAt, label, businessTime } = clock;
  return (
    <Flex direction="column" gap="flush" testId="clock">
      <StatusTag variant={colourOfStatus[status] ?? 'default'} hollow={status === 'paused'}>
        {[texts.slaStatus[status] ?? status, label].filter(Boolean).join(' · ')}
      </StatusTag>
      {status === 'paused' ? <Text variant="microcopy">{texts.clockPaused}</Text> : null}
      {dueAt === null ? null : <Text variant="microcopy">{dueText(dueAt, asOf, reader)}</Text>}
      {businessTime === undefined ? null : (
        <ProgressBar
          value={Math.min(businessTime.total, businessTime.total - businessTime.left)}
          maxValue={businessTime.total}
          variant={status === 'breached' ? 'danger' : status === 'at-risk' ? 'warning' : 'success'}
          valueDescription={timeText(businessTime, reader)}
        />
      )}
    </Flex>
  );
}

function dueText(dueAt: number, asOf: number | null, reader: Reader): string {
  const time = formatTime(dueAt, reader);
  return asOf === null ? time : `${formatDistance(dueAt, asOf, reader)} · ${time}`;
}

function timeText({ left, total }: NonNullable<ShownClock['businessTime']>, { texts, locale }: Reader): string {
  if (left < 0) return fill(texts.timeOver, { over: formatBusinessTime(left, locale) });
  return fill(texts.timeLeft, {
    left: formatBusinessTime(left, locale),
    total: formatBusinessTime(total, locale),
  });
}
