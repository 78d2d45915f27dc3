import { Alert, Flex, LoadingButton, Text } from '@hubspot/ui-extensions';
import { useEffect, useRef, useState } from 'react';
import { newActionId } from '../action-id.ts';
import { formatDate } from '../dates.ts';
import { useReader } from '../ReaderProvider.tsx';
import { useAction } from '../use-action.ts';
import type { Card } from '../use-card.ts';
import { ActionProblem } from './ActionProblem.tsx';

/** What a person said on the card: why, who and when. */
export type Said = { id: string; reason: string; by: { name: string | null } | null; saidAt: string };

type SaidByHandProps<S extends Said> = {
  /** What holds now; null when nothing does. */
  held: S | null;
  titleOf: (said: S) => string;
  withdrawnTitle: string;
  /** The action's path, the field of its id, and what it is given besides to be said once more. */
  action: { path: string; idField: string; again: (said: S) => Record<string, unknown> };
  card: Card;
};

/** Who said something by hand, when and why, with the way back; and the way back from that, once it was gone. */
export function SaidByHand<S extends Said>({ held, titleOf, withdrawnTitle, action, card }: SaidByHandProps<S>) {
  const reader = useReader();
  const { texts } = reader;
  const { state, run } = useAction(card);
  const [withdrawn, setWithdrawn] = useState<S | null>(null);
  const againId = useRef('');
  const { path, idField, again } = action;
  const isHeld = held !== null;
  useEffect(() => {
    if (isHeld) setWithdrawn(null);
  }, [isHeld]);

  if (held !== null) {
    const withdraw = async () => {
      if (!(await run(`${path}/withdraw`, { [idField]: held.id }))) return;
      againId.current = newActionId();
      setWithdrawn(held);
    };
    const when = formatDate(Date.parse(held.saidAt), reader);
    const byWhom = [held.by?.name ?? null, when].filter((text) => text !== null).join(' · ');
    return (
      <Alert title={titleOf(held)} variant="info">
        <Flex direction="column" gap="extra-small" align="start">
          <Text format={{ italic: true }}>{held.reason}</Text>
          <Text variant="microcopy">{byWhom}</Text>
          <LoadingButton
            variant="secondary"
            size="xs"
            loading={state.kind === 'running'}
            onClick={() => void withdraw()}
          >
            {texts.withdraw}
          </LoadingButton>
          <ActionProblem state={state} />
        </Flex>
      </Alert>
    );
  }
  if (withdrawn === null) return null;
  const setAgain = async () => {
    if (await run(path, { ...again(withdrawn), reason: withdrawn.reason, [idField]: againId.current })) {
      setWithdrawn(null);
    }
  };
  return (
    <Alert title={withdrawnTitle} variant="success">
      <LoadingButton variant="secondary" size="xs" loading={state.kind === 'running'} onClick={() => void setAgain()}>
        {texts.setAgain}
      </LoadingButton>
      <ActionProblem state={state} />
    </Alert>
  );
}
