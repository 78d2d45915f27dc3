import type { Journey } from '../journey.ts';
import { useReader } from '../ReaderProvider.tsx';
import type { Card } from '../use-card.ts';
import { CorrectionForm } from './CorrectionForm.tsx';
import { FormButton } from './FormButton.tsx';

/** Lets a person say which stage is right, and why. */
export function CorrectButton({ data, card }: { data: Journey; card: Card }) {
  const { texts } = useReader();
  return (
    <FormButton
      id="journey-steward-correction"
      label={texts.correct}
      title={texts.correct}
      form={(round, done) => <CorrectionForm key={round} data={data} card={card} done={done} />}
    />
  );
}
