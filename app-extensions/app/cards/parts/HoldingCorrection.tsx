import type { Journey } from '../journey.ts';
import { useReader } from '../ReaderProvider.tsx';
import { fill } from '../texts/fill.ts';
import type { Card } from '../use-card.ts';
import { SaidByHand } from './SaidByHand.tsx';

/** Who set the stage by hand, when and why, with the way back. */
export function HoldingCorrection({ data, card }: { data: Journey; card: Card }) {
  const { texts } = useReader();
  return (
    <SaidByHand
      about="correction"
      held={data.correction}
      titleOf={({ stage }) => fill(texts.setByHand, { stage: stage.label })}
      withdrawnTitle={texts.withdrawn}
      action={{ path: 'correction', idField: 'correctionId', again: ({ stage }) => ({ stage: stage.id }) }}
      card={card}
    />
  );
}
