import { Flex } from '@hubspot/ui-extensions';
import type { Journey } from '../journey.ts';
import { useRecord } from '../RecordProvider.tsx';
import type { Card } from '../use-card.ts';
import { CorrectButton } from './CorrectButton.tsx';
import { ExplainButton } from './ExplainButton.tsx';
import { GiveBackButton } from './GiveBackButton.tsx';
import { OutcomeButton } from './OutcomeButton.tsx';
import { TimeButton } from './TimeButton.tsx';

/** What a person can do about stage and outcome. A company's are made from those of its people and deals: they are set there. */
export function JourneyActions({ data, card }: { data: Journey; card: Card }) {
  const { kind } = useRecord();
  return (
    <Flex gap="small" wrap testId="journey-actions">
      <ExplainButton />
      {data.lead ? <TimeButton clock={data.clock ?? null} /> : null}
      {kind === 'company' || data.stages.length === 0 ? null : <CorrectButton data={data} card={card} />}
      {data.settable === undefined || data.settable.length === 0 ? null : (
        <OutcomeButton settable={data.settable} card={card} />
      )}
      {data.handoff?.state === 'accepted' && data.handoff.cause !== 'return' ? (
        <GiveBackButton handoff={data.handoff} card={card} />
      ) : null}
    </Flex>
  );
}
