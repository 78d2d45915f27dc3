import { Accordion, List, Text } from '@hubspot/ui-extensions';
import { formatDate } from '../dates.ts';
import type { Touches } from '../journey.ts';
import { useReader } from '../ReaderProvider.tsx';
import type { Reader } from '../reader.ts';
import { fill } from '../texts/fill.ts';

/** How firm and buyer were in touch during a visit: one line, which opens to who and when. */
export function TouchList({ touches }: { touches: Touches }) {
  const reader = useReader();
  if (touches.length === 0) return null;
  const title = listed(touches.map(({ label }) => label));
  return (
    <Accordion title={title} size="xs">
      <List>
        {touches.map((one) => (
          <Text key={one.kind} variant="microcopy">
            {lineOf(one, reader)}
          </Text>
        ))}
      </List>
    </Accordion>
  );
}

function lineOf({ label, count, fromBuyer, by, lastAt }: Touches[number], reader: Reader): string {
  const { texts } = reader;
  const people = listed(by.map(({ name }) => name));
  const last = fill(texts.lastTouchOn, { date: formatDate(Date.parse(lastAt), reader) });
  const parts = [
    ...(people === '' ? [] : [fill(texts.touchesBy, { people })]),
    ...(fromBuyer === 0 || fromBuyer === count ? [] : [fill(texts.touchesFromBuyer, { count: String(fromBuyer) })]),
    ...(fromBuyer === count ? [texts.allFromBuyer] : []),
    last,
  ];
  return `${label}: ${parts.join(' · ')}`;
}

/** Some languages list counts without a comma, which reads as one long count here. */
function listed(parts: string[]): string {
  return parts.join(', ');
}
