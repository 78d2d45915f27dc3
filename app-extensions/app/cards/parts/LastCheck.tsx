import { Text } from '@hubspot/ui-extensions';
import { formatTime } from '../dates.ts';
import type { Journey } from '../journey.ts';
import { useReader } from '../ReaderProvider.tsx';
import { fill } from '../texts/fill.ts';

/**
 * Says as of when what is shown was last compared with HubSpot itself and what that recovered, and before that was ever done that the past may lack; and as of
 * when what only the account's own model looks at is known, which HubSpot tells late.
 */
export function LastCheck({ data: { checkedAt, recovered, ownPropertiesAsOf } }: { data: Journey }) {
  const reader = useReader();
  if (checkedAt === undefined) return null;
  const { checked, neverChecked, ownProperties } = reader.texts;
  const timed = (text: string, at: string) => fill(text, { time: formatTime(Date.parse(at), reader) });
  const lines = [checkedAt === null ? neverChecked : timed(checked, checkedAt)];
  if (checkedAt !== null && recovered !== undefined) {
    const numbers = new Intl.NumberFormat(reader.locale);
    const what = recovered.map(({ label, count }) => `${label}: ${numbers.format(count)}`).join(', ');
    lines.push(fill(reader.texts.recovered, { what }));
  }
  if (ownPropertiesAsOf) lines.push(timed(ownProperties, ownPropertiesAsOf));
  return <Text variant="microcopy">{lines.join(' ')}</Text>;
}
