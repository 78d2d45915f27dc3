import { Button, Modal } from '@hubspot/ui-extensions';
import { useState } from 'react';
import type { Journey } from '../journey.ts';
import { useReader } from '../ReaderProvider.tsx';
import { useRecord } from '../RecordProvider.tsx';
import { fill } from '../texts/fill.ts';
import type { Card } from '../use-card.ts';
import { GiveBackForm } from './GiveBackForm.tsx';

const giveBackModal = 'journey-steward-give-back';

type GiveBackButtonProps = { handoff: NonNullable<Journey['handoff']>; card: Card };

/** Gives the lead back to the team that it came from; nothing where it came from nobody, or the agreement knows no reason. */
export function GiveBackButton({ handoff, card }: GiveBackButtonProps) {
  const { texts } = useReader();
  const { actions } = useRecord();
  const [round, setRound] = useState(0);
  if (handoff.from.id === 'nobody' || handoff.reasons.length === 0) return null;
  const done = () => {
    actions.closeOverlay(giveBackModal);
    setRound(round + 1);
  };
  return (
    <Button
      variant="secondary"
      size="sm"
      overlay={
        <Modal id={giveBackModal} title={fill(texts.giveBackTo, { team: handoff.from.label })} width="md">
          <GiveBackForm key={round} handoff={handoff} card={card} done={done} />
        </Modal>
      }
    >
      {texts.giveBack}
    </Button>
  );
}
