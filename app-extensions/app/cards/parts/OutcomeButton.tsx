import type { Journey } from '../journey.ts';
import { useReader } from '../ReaderProvider.tsx';
import type { Card } from '../use-card.ts';
import { FormButton } from './FormButton.tsx';
import { OutcomeForm } from './OutcomeForm.tsx';

type OutcomeButtonProps = { settable: NonNullable<Journey['settable']>; card: Card };

/** Lets a person say how a stay ends or has ended, and why. */
export function OutcomeButton({ settable, card }: OutcomeButtonProps) {
  const { texts } = useReader();
  return (
    <FormButton
      id="journey-steward-outcome"
      label={texts.setOutcome}
      title={texts.setOutcome}
      form={(round, done) => <OutcomeForm key={round} settable={settable} card={card} done={done} />}
    />
  );
}
