import { compareBytes } from '../journey/byte-order.ts';
import type { CountedVisit } from './count-visits.ts';
import type { MeasureOptions } from './measure-options.ts';
import type { ReadinessMeasures } from './measures-report.ts';
import { shareOf } from './share.ts';

type Signals = MeasureOptions['signals'];
type Group = { visits: number; points: number; bySignal: Map<string, number> };

/** What counted when visits to one stage began: of those from which the record went on, and of the others. */
export type ReadinessCounts = { wentOn: Group; others: Group };

export function beginReadiness(): ReadinessCounts {
  const none = (): Group => ({ visits: 0, points: 0, bySignal: new Map() });
  return { wentOn: none(), others: none() };
}

/** Adds a visit, by the signals that counted at its beginning. One that an edit ended might have gone either way: it is left out. */
export function addReadiness(counts: ReadinessCounts, counted: CountedVisit, signals: Signals): void {
  if (counted.signals === null || counted.visit.ending === 'edit') return;
  const group = counted.wentOn ? counts.wentOn : counts.others;
  group.visits += 1;
  for (const { id, points } of signals) {
    if (!counted.signals.has(id)) continue;
    group.points += points;
    group.bySignal.set(id, (group.bySignal.get(id) ?? 0) + 1);
  }
}

/** The signals that make the greatest difference in points come first; where there is nobody to compare, those that give the most. */
export function readinessOf({ wentOn, others }: ReadinessCounts, signals: Signals, minimum: number): ReadinessMeasures {
  const visits = wentOn.visits + others.visits;
  const countOf = (group: Group, id: string) => group.bySignal.get(id) ?? 0;
  const isCompared = wentOn.visits >= minimum && others.visits >= minimum;
  const pointsFrom = (group: Group, { id, points }: Signals[number]) =>
    group.visits === 0 ? 0 : (points * countOf(group, id)) / group.visits;
  const weightOf = (signal: Signals[number]) =>
    isCompared
      ? pointsFrom(wentOn, signal) - pointsFrom(others, signal)
      : signal.points * (countOf(wentOn, signal.id) + countOf(others, signal.id));
  return {
    all: meanOf({ visits, points: wentOn.points + others.points }, minimum),
    wentOn: meanOf(wentOn, minimum),
    others: meanOf(others, minimum),
    signals: signals
      .map((signal) => ({ ...signal, weight: weightOf(signal) }))
      .sort((left, right) => right.weight - left.weight || compareBytes(left.id, right.id))
      .map(({ id, points }) => ({
        ...{ signal: id, points },
        all: shareOf(countOf(wentOn, id) + countOf(others, id), visits, minimum),
        wentOn: shareOf(countOf(wentOn, id), wentOn.visits, minimum),
        others: shareOf(countOf(others, id), others.visits, minimum),
      })),
  };
}

function meanOf({ visits, points }: Pick<Group, 'visits' | 'points'>, minimum: number): ReadinessMeasures['all'] {
  const tooFew = visits < minimum || visits === 0;
  return { n: visits, tooFew, meanPoints: tooFew ? null : points / visits };
}
