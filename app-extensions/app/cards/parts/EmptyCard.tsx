import { EmptyState, Flex, Text } from '@hubspot/ui-extensions';
import type { CardData } from '../../../../src/api/card-contract.ts';
import { useReader } from '../ReaderProvider.tsx';
import { fill } from '../texts/fill.ts';
import type { Card } from '../use-card.ts';
import { Freshness } from './Freshness.tsx';
import { Notices } from './Notices.tsx';
import { Timeline } from './Timeline.tsx';

type EmptyCardProps = { data: CardData; reason: 'unknown' | 'no-stage'; isOutdated: boolean; card: Card };

/** No stage now. Earlier visits are shown all the same: who left every stage has a history. */
export function EmptyCard({ data, reason, isOutdated, card }: EmptyCardProps) {
  const { texts } = useReader();
  return (
    <Flex direction="column" gap="medium">
      <Freshness data={data} isOutdated={isOutdated} card={card} />
      <EmptyState
        title={reason === 'unknown' ? texts.unknownTitle : texts.noStageTitle}
        imageName={reason === 'unknown' ? 'contacts' : 'target'}
        layout="vertical"
        imageWidth={120}
        flush
      >
        <Text>{reason === 'unknown' ? texts.unknown : fill(texts.noStageExplained, { model: data.model.label })}</Text>
      </EmptyState>
      <Notices notices={data.notices} />
      {data.visits.length === 0 ? null : <Timeline data={data} />}
    </Flex>
  );
}
