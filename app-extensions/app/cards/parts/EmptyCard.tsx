import { EmptyState, Flex, Text } from '@hubspot/ui-extensions';
import type { ReactNode } from 'react';
import type { Trouble } from '../card-state.ts';
import type { Journey } from '../journey.ts';
import { useReader } from '../ReaderProvider.tsx';
import { useRecord } from '../RecordProvider.tsx';
import { fill } from '../texts/fill.ts';
import type { Card } from '../use-card.ts';
import { Freshness } from './Freshness.tsx';
import { HoldingCorrection } from './HoldingCorrection.tsx';
import { HoldingOutcomes } from './HoldingOutcomes.tsx';
import { JourneyActions } from './JourneyActions.tsx';
import { LastCheck } from './LastCheck.tsx';
import { Notices } from './Notices.tsx';
import { PastReading } from './PastReading.tsx';
import { Timeline } from './Timeline.tsx';

type EmptyCardProps = {
  data: Journey;
  reason: 'unknown' | 'no-stage';
  trouble: Trouble | null;
  card: Card;
  children?: ReactNode;
};

/** No stage now. Earlier visits are shown all the same: what left every stage has a history. */
export function EmptyCard({ data, reason, trouble, card, children }: EmptyCardProps) {
  const { texts } = useReader();
  const { kind } = useRecord();
  const isUnknown = reason === 'unknown';
  const noStage = kind === 'company' ? texts.noStageOfCompany : texts.noStageExplained;
  return (
    <Flex direction="column" gap="medium">
      <Freshness data={data} trouble={trouble} card={card} />
      <PastReading past={data.past} />
      <EmptyState
        title={(isUnknown ? texts.unknownTitle : texts.noStageTitle)[kind]}
        imageName={isUnknown ? 'contacts' : 'target'}
        layout="vertical"
        imageWidth={120}
        flush
      >
        <Text>{isUnknown ? texts.unknown : fill(noStage, { model: data.model.label })}</Text>
      </EmptyState>
      {isUnknown ? null : <HoldingCorrection data={data} card={card} />}
      {isUnknown ? null : <HoldingOutcomes data={data} card={card} />}
      {isUnknown ? null : <JourneyActions data={data} card={card} />}
      <Notices notices={data.notices} />
      {children}
      {data.visits.length === 0 ? null : <Timeline data={data} />}
      <LastCheck data={data} />
    </Flex>
  );
}
