import type { Journey } from '../journey.ts';
import { useReader } from '../ReaderProvider.tsx';
import { fill } from '../texts/fill.ts';
import type { Card } from '../use-card.ts';
import { FormButton } from './FormButton.tsx';
import { GiveBackForm } from './GiveBackForm.tsx';

type GiveBackButtonProps = { handoff: NonNullable<Journey['handoff']>; card: Card };

/** Gives the lead back to the team that it came from; nothing where it came from nobody, or the agreement knows no reason. */
export function GiveBackButton({ handoff, card }: GiveBackButtonProps) {
  const { texts } = useReader();
  if (handoff.from.id === 'nobody' || handoff.reasons.length === 0) return null;
  return (
    <FormButton
      id="journey-steward-give-back"
      label={texts.giveBack}
      title={fill(texts.giveBackTo, { team: handoff.from.label })}
      form={(round, done) => <GiveBackForm key={round} handoff={handoff} card={card} done={done} />}
    />
  );
}
