import { Alert, Flex, LoadingButton, Text } from '@hubspot/ui-extensions';
import { useEffect } from 'react';
import { newActionId } from '../action-id.ts';
import { formatDate } from '../dates.ts';
import { useReader } from '../ReaderProvider.tsx';
import { useAction } from '../use-action.ts';
import type { Card } from '../use-card.ts';
import { type Again, useWithdrawn } from '../WithdrawnProvider.tsx';
import { ActionProblem } from './ActionProblem.tsx';

/** What a person said on the card: why, who and when. */
export type Said = { id: string; reason: string; by: { name: string | null } | null; saidAt: string };

type SaidByHandProps<S extends Said> = {
  /** What of the record is said, by which the way back is found again. */
  about: string;
  /** What holds now; null when nothing does. */
  held: S | null;
  titleOf: (said: S) => string;
  withdrawnTitle: string;
  /** The action's path, the field of its id, and what it is given besides to be said once more. */
  action: { path: string; idField: string; again: (said: S) => Record<string, unknown> };
  card: Card;
};

/** Who said something by hand, when and why, with the way back; and the way back from that, once it was gone. */
export function SaidByHand<S extends Said>({ about, held, titleOf, withdrawnTitle, action, card }: SaidByHandProps<S>) {
  const { again, keep } = useWithdrawn(about);
  const isObsolete = held !== null && again !== null;
  useEffect(() => {
    if (isObsolete) keep(null);
  }, [isObsolete, keep]);

  if (held !== null) {
    const { path, idField } = action;
    const sayAgain = () => ({ ...action.again(held), reason: held.reason, [idField]: newActionId() });
    const withdrawal = { path: `${path}/withdraw`, body: { [idField]: held.id } };
    return <Held said={held} title={titleOf(held)} withdrawal={withdrawal} done={() => keep(sayAgain())} card={card} />;
  }
  if (again === null) return null;
  return <WayBack title={withdrawnTitle} path={action.path} again={again} done={() => keep(null)} card={card} />;
}

type HeldProps = {
  said: Said;
  title: string;
  withdrawal: { path: string; body: Record<string, unknown> };
  done: () => void;
  card: Card;
};

function Held({ said, title, withdrawal, done, card }: HeldProps) {
  const reader = useReader();
  const { state, run } = useAction(card);
  const withdraw = async () => {
    if (await run(withdrawal.path, withdrawal.body)) done();
  };
  const when = formatDate(Date.parse(said.saidAt), reader);
  const byWhom = [said.by?.name ?? null, when].filter((text) => text !== null).join(' · ');
  return (
    <Alert title={title} variant="info">
      <Flex direction="column" gap="extra-small" align="start">
        <Text format={{ italic: true }}>{said.reason}</Text>
        <Text variant="microcopy">{byWhom}</Text>
        <LoadingButton variant="secondary" size="xs" loading={state.kind === 'running'} onClick={() => void withdraw()}>
          {reader.texts.withdraw}
        </LoadingButton>
        <ActionProblem state={state} />
      </Flex>
    </Alert>
  );
}

type WayBackProps = { title: string; path: string; again: Again; done: () => void; card: Card };

function WayBack({ title, path, again, done, card }: WayBackProps) {
  const { texts } = useReader();
  const { state, run } = useAction(card);
  const setAgain = async () => {
    if (await run(path, again)) done();
  };
  return (
    <Alert title={title} variant="success">
      <LoadingButton variant="secondary" size="xs" loading={state.kind === 'running'} onClick={() => void setAgain()}>
        {texts.setAgain}
      </LoadingButton>
      <ActionProblem state={state} />
    </Alert>
  );
}
