import { Alert, Flex, LoadingButton, Text } from '@hubspot/ui-extensions';
import { useEffect, useRef, useState } from 'react';
import { newActionId } from '../action-id.ts';
import { formatDate } from '../dates.ts';
import type { HoldingCorrection as Holding, Journey } from '../journey.ts';
import { useReader } from '../ReaderProvider.tsx';
import { fill } from '../texts/fill.ts';
import { useAction } from '../use-action.ts';
import type { Card } from '../use-card.ts';
import { ActionProblem } from './ActionProblem.tsx';

/** Who set the stage by hand, when and why, with the way back; and the way back from that, once it was gone. */
export function HoldingCorrection({ data, card }: { data: Journey; card: Card }) {
  const reader = useReader();
  const { texts } = reader;
  const { state, run } = useAction(card);
  const [withdrawn, setWithdrawn] = useState<Holding | null>(null);
  const again = useRef('');
  const held = data.correction;
  const isHeld = held !== null;
  useEffect(() => {
    if (isHeld) setWithdrawn(null);
  }, [isHeld]);

  if (held !== null) {
    const withdraw = async () => {
      if (!(await run('correction/withdraw', { correctionId: held.id }))) return;
      again.current = newActionId();
      setWithdrawn(held);
    };
    const when = formatDate(Date.parse(held.saidAt), reader);
    const byWhom = [held.by?.name ?? null, when].filter((text) => text !== null).join(' · ');
    return (
      <Alert title={fill(texts.setByHand, { stage: held.stage.label })} variant="info">
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
  const { stage, reason } = withdrawn;
  const setAgain = async () => {
    if (await run('correction', { stage: stage.id, reason, correctionId: again.current })) setWithdrawn(null);
  };
  return (
    <Alert title={texts.withdrawn} variant="success">
      <LoadingButton variant="secondary" size="xs" loading={state.kind === 'running'} onClick={() => void setAgain()}>
        {texts.setAgain}
      </LoadingButton>
      <ActionProblem state={state} />
    </Alert>
  );
}
