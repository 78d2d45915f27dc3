import { Button, Modal } from '@hubspot/ui-extensions';
import { useState } from 'react';
import type { Journey } from '../journey.ts';
import { useReader } from '../ReaderProvider.tsx';
import { useRecord } from '../RecordProvider.tsx';
import type { Card } from '../use-card.ts';
import { CorrectionForm } from './CorrectionForm.tsx';

const correctionModal = 'journey-steward-correction';

/** Lets a person say which stage is right, and why. */
export function CorrectButton({ data, card }: { data: Journey; card: Card }) {
  const { texts } = useReader();
  const { actions } = useRecord();
  const [round, setRound] = useState(0);
  const done = () => {
    actions.closeOverlay(correctionModal);
    setRound(round + 1);
  };
  return (
    <Button
      variant="secondary"
      size="sm"
      overlay={
        <Modal id={correctionModal} title={texts.correct} width="md">
          <CorrectionForm key={round} data={data} card={card} done={done} />
        </Modal>
      }
    >
      {texts.correct}
    </Button>
  );
}
