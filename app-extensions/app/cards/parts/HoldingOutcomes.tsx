import type { Journey, Visit } from '../journey.ts';
import { useReader } from '../ReaderProvider.tsx';
import { fill } from '../texts/fill.ts';
import type { Card } from '../use-card.ts';
import { SaidByHand } from './SaidByHand.tsx';

/** Who set the outcome of the latest visit, or of the one before it, by hand, when and why, with the way back. */
export function HoldingOutcomes({ data, card }: { data: Journey; card: Card }) {
  const stages = (data.settable ?? []).map(({ stage }) => stage.id);
  return data.visits
    .slice(0, 2)
    .filter(({ stage }) => stages.includes(stage.id))
    .map((visit) => <HoldingOutcome key={`${visit.stage.id} ${visit.enteredAt}`} visit={visit} card={card} />);
}

function HoldingOutcome({ visit, card }: { visit: Visit; card: Card }) {
  const { texts } = useReader();
  const { outcome, outcomeSaid, stage } = visit;
  return (
    <SaidByHand
      about={`outcome ${stage.id} ${visit.enteredAt}`}
      held={outcome === null || outcomeSaid === undefined ? null : { ...outcomeSaid, outcome }}
      titleOf={(said) => fill(texts.outcomeByHand, { outcome: said.outcome.label, stage: stage.label })}
      withdrawnTitle={texts.outcomeWithdrawn}
      action={{
        path: 'outcome',
        idField: 'outcomeId',
        again: (said) => ({ stage: stage.id, outcome: said.outcome.id }),
      }}
      card={card}
    />
  );
}
