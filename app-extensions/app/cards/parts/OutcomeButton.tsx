import { Button, Modal } from '@hubspot/ui-extensions';
import { useState } from 'react';
import type { Journey } from '../journey.ts';
import { useReader } from '../ReaderProvider.tsx';
import { useRecord } from '../RecordProvider.tsx';
import type { Card } from '../use-card.ts';
import { OutcomeForm } from './OutcomeForm.tsx';

const outcomeModal = 'journey-steward-outcome';

type OutcomeButtonProps = { settable: NonNullable<Journey['settable']>; card: Card };

/** Lets a person say how a stay ends or has ended, and why. */
export function OutcomeButton({ settable, card }: OutcomeButtonProps) {
  const { texts } = useReader();
  const { actions } = useRecord();
  const [round, setRound] = useState(0);
  const done = () => {
    actions.closeOverlay(outcomeModal);
    setRound(round + 1);
  };
  return (
    <Button
      variant="secondary"
      size="sm"
      overlay={
        <Modal id={outcomeModal} title={texts.setOutcome} width="md">
          <OutcomeForm key={round} settable={settable} card={card} done={done} />
        </Modal>
      }
    >
      {texts.setOutcome}
    </Button>
  );
}
