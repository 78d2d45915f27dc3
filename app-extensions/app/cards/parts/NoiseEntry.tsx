import { Accordion, Flex } from '@hubspot/ui-extensions';
import type { Journey } from '../journey.ts';
import { useReader } from '../ReaderProvider.tsx';
import { fillCount } from '../texts/fill.ts';
import type { KeyedVisit } from '../timeline-entries.ts';
import { VisitEntry } from './VisitEntry.tsx';

/** One line that can be opened. */
export function NoiseEntry({ visits, data }: { visits: KeyedVisit[]; data: Journey }) {
  const { texts, locale } = useReader();
  return (
    <Accordion title={fillCount(texts.noise, visits.length, locale)} size="xs">
      <Flex direction="column" gap="small">
        {visits.map(({ key, visit }) => (
          <VisitEntry key={key} visit={visit} data={data} />
        ))}
      </Flex>
    </Accordion>
  );
}
