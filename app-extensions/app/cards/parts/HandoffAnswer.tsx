import { Alert, Flex, LoadingButton, Text } from '@hubspot/ui-extensions';
import { formatAgo } from '../dates.ts';
import type { Journey } from '../journey.ts';
import { useReader } from '../ReaderProvider.tsx';
import { useRecord } from '../RecordProvider.tsx';
import type { Reader } from '../reader.ts';
import { fill } from '../texts/fill.ts';
import { useAction } from '../use-action.ts';
import { useActionId } from '../use-action-id.ts';
import type { Card } from '../use-card.ts';
import { ActionProblem } from './ActionProblem.tsx';
import { GiveBackButton } from './GiveBackButton.tsx';

type Handoff = NonNullable<Journey['handoff']>;

/** A passage of the lead that waits for an answer, with the answers that there are; nothing otherwise. */
export function HandoffAnswer({ data, card }: { data: Journey; card: Card }) {
  const reader = useReader();
  const { texts } = reader;
  const { handoff } = data;
  if (!handoff || (handoff.state !== 'offered' && handoff.cause !== 'return')) return null;
  const { because, cause, state } = handoff;
  const isReturn = cause === 'return';
  return (
    <Alert title={titleOf(handoff, reader)} variant={isReturn ? 'warning' : 'info'}>
      <Flex direction="column" gap="extra-small" testId="handoff">
        <Text variant="microcopy">{formatAgo(Date.parse(handoff.offeredAt), Date.parse(data.asOf), reader)}</Text>
        {because === null ? null : (
          <Text>{[because.reason.label, because.note, because.by?.name].filter(Boolean).join(' · ')}</Text>
        )}
        <Flex gap="small" wrap>
          {state === 'offered' ? (
            <AnswerButton
              handoff={handoff}
              card={card}
              path="handoff/accept"
              isPrimary
              label={texts.accept}
              done={texts.handoffAccepted}
            />
          ) : null}
          {isReturn ? (
            <AnswerButton
              handoff={handoff}
              card={card}
              path="handoff/offer"
              label={texts.offerAgain}
              done={texts.leadOffered}
            />
          ) : (
            <GiveBackButton handoff={handoff} card={card} />
          )}
        </Flex>
      </Flex>
    </Alert>
  );
}

function titleOf({ cause, from, to }: Handoff, { texts }: Reader): string {
  const names = { from: from.label, to: to.label };
  if (cause === 'return') return fill(texts.givenBack, names);
  return fill(from.id === 'nobody' ? texts.handoffWaiting : texts.handoffOffered, names);
}

type AnswerButtonProps = {
  handoff: Handoff;
  card: Card;
  path: string;
  label: string;
  done: string;
  /** HubSpot wants one such button on a card at most. */
  isPrimary?: boolean;
};

/** The backend is told what the person saw, so that an answer to something older changes nothing. */
function AnswerButton({ handoff, card, path, label, done, isPrimary = false }: AnswerButtonProps) {
  const { actions } = useRecord();
  const { state, run } = useAction(card);
  const idFor = useActionId();
  const answer = async () => {
    const seen = { stage: handoff.stage, team: handoff.to.id };
    if (!(await run(path, { ...seen, actionId: idFor(`${handoff.offeredAt} ${path}`) }))) return;
    actions.addAlert({ type: 'success', message: done });
  };
  return (
    <Flex direction="column" gap="extra-small">
      <LoadingButton
        variant={isPrimary ? 'primary' : 'secondary'}
        size="sm"
        loading={state.kind === 'running'}
        onClick={() => void answer()}
      >
        {label}
      </LoadingButton>
      <ActionProblem state={state} />
    </Flex>
  );
}
