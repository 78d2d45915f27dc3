import { Flex, LoadingButton, Text } from '@hubspot/ui-extensions';
import { useRef, useState } from 'react';
import type { Journey } from '../journey.ts';
import { useReader } from '../ReaderProvider.tsx';
import { useAction } from '../use-action.ts';
import { useActionId } from '../use-action-id.ts';
import type { Card } from '../use-card.ts';
import { ActionProblem } from './ActionProblem.tsx';

type TouchpointDoneProps = {
  /** Null where none is due. */
  play: string | null;
  /** The last that was marked done, by the answer. */
  done: Journey['touchpointDone'] | null;
  card: Card;
};

/** Says that the touchpoint took place, for what nobody logs in HubSpot; and takes that back. */
export function TouchpointDone({ play, done, card }: TouchpointDoneProps) {
  const { texts } = useReader();
  const { state, run } = useAction(card);
  const idFor = useActionId();
  const [round, setRound] = useState(0);
  // An older backend does not tell what was marked. One that does also knows of a withdrawal by somebody else.
  const [marked, setMarked] = useState<string | null>(null);
  const isTold = useRef(false);
  if (done) isTold.current = true;
  const noted = done?.id ?? (isTold.current ? null : marked);
  const isRunning = state.kind === 'running';
  const isMarkable = play !== null && (noted === null || (done !== null && done !== undefined && done.play !== play));
  if (noted === null && !isMarkable) return null;

  const undo = async (actionId: string) => {
    if (!(await run('touchpoint/withdraw', { actionId }))) return;
    setMarked(null);
    setRound(round + 1);
  };
  const markDone = async (due: string) => {
    const actionId = idFor(`${round} ${due}`);
    if (!(await run('touchpoint/done', { play: due, actionId }))) return;
    setMarked(actionId);
    setRound(round + 1);
  };
  return (
    <Flex direction="column" align="start" gap="extra-small">
      {noted === null ? null : (
        <Flex gap="small" align="center" wrap>
          <Text variant="microcopy">{[texts.touchNoted, done?.by?.name].filter(Boolean).join(' · ')}</Text>
          <LoadingButton variant="secondary" size="xs" loading={isRunning} onClick={() => void undo(noted)}>
            {texts.undo}
          </LoadingButton>
        </Flex>
      )}
      {isMarkable ? (
        <LoadingButton variant="secondary" size="xs" loading={isRunning} onClick={() => void markDone(play)}>
          {texts.markDone}
        </LoadingButton>
      ) : null}
      <ActionProblem state={state} />
    </Flex>
  );
}
