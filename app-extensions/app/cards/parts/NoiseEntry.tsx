import { Accordion, Flex } from '@hubspot/ui-extensions';
import type { CardData } from '../../../../src/api/card-contract.ts';
import { useReader } from '../ReaderProvider.tsx';
import { fillCount } from '../texts/fill.ts';
import type { KeyedVisit } from '../timeline-entries.ts';
import { VisitEntry } from './VisitEntry.tsx';

/** One line that can be opened. */
export function NoiseEntry({ visits, data }: { visits: KeyedVisit[]; data: CardData }) {
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
