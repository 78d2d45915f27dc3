import { Flex } from '@hubspot/ui-extensions';
import type { ReactNode } from 'react';
import type { CurrentVisit, Trouble } from '../card-state.ts';
import type { Journey } from '../journey.ts';
import type { Card } from '../use-card.ts';
import { ClockRow } from './ClockRow.tsx';
import { Freshness } from './Freshness.tsx';
import { HandoffAnswer } from './HandoffAnswer.tsx';
import { HoldingCorrection } from './HoldingCorrection.tsx';
import { HoldingOutcomes } from './HoldingOutcomes.tsx';
import { JourneyActions } from './JourneyActions.tsx';
import { LastCheck } from './LastCheck.tsx';
import { NextTouchpoint } from './NextTouchpoint.tsx';
import { Notices } from './Notices.tsx';
import { PastReading } from './PastReading.tsx';
import { Position } from './Position.tsx';
import { Timeline } from './Timeline.tsx';

type ReadyCardProps = {
  data: Journey;
  current: CurrentVisit;
  trouble: Trouble | null;
  card: Card;
  /** What a deal or a company has besides its own journey. */
  children?: ReactNode;
};

/** First what to do, then where the record is, then how it came there. */
export function ReadyCard({ data, current, trouble, card, children }: ReadyCardProps) {
  return (
    <Flex direction="column" gap="medium">
      <Freshness data={data} trouble={trouble} card={card} />
      <PastReading past={data.past} />
      {data.touchpoint === undefined ? null : <NextTouchpoint touchpoint={data.touchpoint} data={data} card={card} />}
      <HandoffAnswer data={data} card={card} />
      {data.clock ? <ClockRow clock={data.clock} asOf={Date.parse(data.asOf)} /> : null}
      <Position data={data} current={current} />
      <HoldingCorrection data={data} card={card} />
      <HoldingOutcomes data={data} card={card} />
      <JourneyActions data={data} card={card} />
      <Notices notices={data.notices} />
      {children}
      <Timeline data={data} />
      <LastCheck data={data} />
    </Flex>
  );
}
