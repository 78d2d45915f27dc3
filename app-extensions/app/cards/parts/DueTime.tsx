import { Text } from '@hubspot/ui-extensions';
import { formatDistance, formatTime } from '../dates.ts';
import type { ShownClock } from '../journey.ts';
import { useReader } from '../ReaderProvider.tsx';

/** By when a clock is due, such as `in 3 hours · Nov 20, 2026, 1:30 PM`; nothing while nobody can say. */
export function DueTime({ clock: { dueAt }, asOf }: { clock: ShownClock; asOf: number | null }) {
  const reader = useReader();
  if (dueAt === null) return null;
  const distance = asOf === null ? [] : [formatDistance(dueAt, asOf, reader)];
  return <Text variant="microcopy">{[...distance, formatTime(dueAt, reader)].join(' · ')}</Text>;
}
