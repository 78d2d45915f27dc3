import { Text } from '@hubspot/ui-extensions';
import type { CardData } from '../../../../src/api/card-contract.ts';
import { formatTime } from '../dates.ts';
import { useReader } from '../ReaderProvider.tsx';
import { fill } from '../texts/fill.ts';

/** Says as of when what is shown was last compared with HubSpot itself; nothing before that was ever done. */
export function LastCheck({ data: { checkedAt } }: { data: CardData }) {
  const reader = useReader();
  if (checkedAt === null) return null;
  return (
    <Text variant="microcopy">{fill(reader.texts.checked, { time: formatTime(Date.parse(checkedAt), reader) })}</Text>
  );
}
