import { Flex } from '@hubspot/ui-extensions';
import type { CardData } from '../../../../src/api/card-contract.ts';
import type { CurrentVisit } from '../card-state.ts';
import type { Card } from '../use-card.ts';
import { Freshness } from './Freshness.tsx';
import { LastCheck } from './LastCheck.tsx';
import { NextTouchpoint } from './NextTouchpoint.tsx';
import { Notices } from './Notices.tsx';
import { Position } from './Position.tsx';
import { Timeline } from './Timeline.tsx';

type ReadyCardProps = { data: CardData; current: CurrentVisit; isOutdated: boolean; card: Card };

/** First what to do, then where the person is, then how they came there. */
export function ReadyCard({ data, current, isOutdated, card }: ReadyCardProps) {
  return (
    <Flex direction="column" gap="medium">
      <Freshness data={data} isOutdated={isOutdated} card={card} />
      <NextTouchpoint touchpoint={data.touchpoint} />
      <Position data={data} current={current} />
      <Notices notices={data.notices} />
      <Timeline data={data} />
      <LastCheck data={data} />
    </Flex>
  );
}
