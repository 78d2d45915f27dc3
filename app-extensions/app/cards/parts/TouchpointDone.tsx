import { Flex, LoadingButton, Text } from '@hubspot/ui-extensions';
import { useState } from 'react';
import { useReader } from '../ReaderProvider.tsx';
import { useAction } from '../use-action.ts';
import { useActionId } from '../use-action-id.ts';
import type { Card } from '../use-card.ts';
import { ActionProblem } from './ActionProblem.tsx';

/** Says that the touchpoint took place, for what nobody logs in HubSpot; and takes that back. `play` is null where none is due. */
export function TouchpointDone({ play, card }: { play: string | null; card: Card }) {
  const { texts } = useReader();
  const { state, run } = useAction(card);
  const idFor = useActionId();
  const [round, setRound] = useState(0);
  const [noted, setNoted] = useState<string | null>(null);
  const isRunning = state.kind === 'running';

  if (noted !== null) {
    const undo = async () => {
      if (!(await run('touchpoint/withdraw', { actionId: noted }))) return;
      setNoted(null);
      setRound(round + 1);
    };
    return (
      <Flex gap="small" align="center" wrap>
        <Text variant="microcopy">{texts.touchNoted}</Text>
        <LoadingButton variant="secondary" size="xs" loading={isRunning} onClick={() => void undo()}>
          {texts.undo}
        </LoadingButton>
        <ActionProblem state={state} />
      </Flex>
    );
  }
  if (play === null) return null;
  const markDone = async () => {
    const actionId = idFor(`${round} ${play}`);
    if (await run('touchpoint/done', { play, actionId })) setNoted(actionId);
  };
  return (
    <Flex direction="column" align="start" gap="extra-small">
      <LoadingButton variant="secondary" size="xs" loading={isRunning} onClick={() => void markDone()}>
        {texts.markDone}
      </LoadingButton>
      <ActionProblem state={state} />
    </Flex>
  );
}
