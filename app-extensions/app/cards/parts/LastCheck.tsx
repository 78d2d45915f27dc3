import { Text } from '@hubspot/ui-extensions';
import { formatTime } from '../dates.ts';
import type { Journey } from '../journey.ts';
import { useReader } from '../ReaderProvider.tsx';
import { fill } from '../texts/fill.ts';

/** Says as of when what is shown was last compared with HubSpot itself, and before that was ever done that the past may lack. */
export function LastCheck({ data: { checkedAt } }: { data: Journey }) {
  const reader = useReader();
  if (checkedAt === undefined) return null;
  const { checked, neverChecked } = reader.texts;
  const text = checkedAt === null ? neverChecked : fill(checked, { time: formatTime(Date.parse(checkedAt), reader) });
  return <Text variant="microcopy">{text}</Text>;
}
