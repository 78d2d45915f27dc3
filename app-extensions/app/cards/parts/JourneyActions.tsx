import { Flex } from '@hubspot/ui-extensions';
import type { Journey } from '../journey.ts';
import { useRecord } from '../RecordProvider.tsx';
import type { Card } from '../use-card.ts';
import { CorrectButton } from './CorrectButton.tsx';
import { ExplainButton } from './ExplainButton.tsx';
import { GiveBackButton } from './GiveBackButton.tsx';
import { TimeButton } from './TimeButton.tsx';

/** What a person can do about the stage. A company's is made from those of its people and deals: it is corrected there. */
export function JourneyActions({ data, card }: { data: Journey; card: Card }) {
  const { kind } = useRecord();
  return (
    <Flex gap="small" wrap testId="journey-actions">
      <ExplainButton />
      {data.lead ? <TimeButton clock={data.clock ?? null} /> : null}
      {kind === 'company' || data.stages.length === 0 ? null : <CorrectButton data={data} card={card} />}
      {data.handoff?.state === 'accepted' && data.handoff.cause !== 'return' ? (
        <GiveBackButton handoff={data.handoff} card={card} />
      ) : null}
    </Flex>
  );
}
