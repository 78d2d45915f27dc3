import { StatusTag, type StatusTagProps } from '@hubspot/ui-extensions';
import type { ClockStatus, ShownClock } from '../journey.ts';
import { useReader } from '../ReaderProvider.tsx';

const colourOfStatus: Partial<Record<ClockStatus, StatusTagProps['variant']>> = {
  'on-track': 'success',
  'at-risk': 'warning',
  breached: 'danger',
};

/** How a clock stands, by word and colour, and what it measures; a ring while it stands still. */
export function ClockTag({ clock: { status, label } }: { clock: ShownClock }) {
  const { texts } = useReader();
  return (
    <StatusTag variant={colourOfStatus[status] ?? 'default'} hollow={status === 'paused'}>
      {[texts.slaStatus[status] ?? status, label].filter(Boolean).join(' · ')}
    </StatusTag>
  );
}
