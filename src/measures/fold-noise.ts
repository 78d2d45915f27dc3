import type { Instant } from '../journey/instant.ts';
import { moveBetween } from '../journey/moves.ts';
import type { MoveKind } from '../journey/vocabulary.ts';
import type { MeasuredVisit } from './measured-record.ts';

/**
 * How a visit stands: it goes on (`open`), another follows it (`next`), the record has no stage after it (`no-stage`), or an
 * import, a merge or an edit of many records took the record out of it and nobody has moved it since (`edit`).
 */
export type Ending = 'open' | 'next' | 'no-stage' | 'edit';

/** A visit after what no buyer did was left out. The one that follows a `next` is the next in the list. */
export type FoldedVisit = Omit<MeasuredVisit, 'leftAt'> & {
  ending: Ending;
  /** When the record was taken or went out of the stage; null while the visit goes on. */
  leftAt: Instant | null;
  /** Whether it is known when the buyer left: not where an edit ended the visit, even if a real move followed. */
  isTimed: boolean;
};

/**
 * Leaves the visits out that an import, a merge, a migration or a bulk edit made (`noise`), and joins what they tore apart:
 *
 * | visits | gives |
 * |---|---|
 * | A, noise B, A in the same lap | one visit in A: the edit was taken back |
 * | A, noise B, C | A led to C, and when A ended is not known; C's move is that from A to C |
 * | A, noise B, and nothing or no stage after it | A was ended by an edit |
 *
 * `stages`: the model's, from the earliest to the furthest.
 */
export function foldNoise(visits: readonly MeasuredVisit[], stages: readonly string[]): FoldedVisit[] {
  const folded: FoldedVisit[] = [];
  let isAfterNoise = false;
  for (const visit of visits) {
    const last = folded.at(-1);
    if (visit.move === 'start' || last === undefined) {
      if (last?.ending === 'next') last.ending = 'no-stage';
      folded.push(begun(visit, visit.move));
      isAfterNoise = false;
    } else if (visit.move === 'noise') {
      last.ending = 'edit';
      last.isTimed = false;
      last.outcome = visit.outcome;
      isAfterNoise = true;
    } else if (isAfterNoise && visit.stage === last.stage && visit.lap === last.lap) {
      folded.splice(-1, 1, { ...begun(visit, last.move), enteredAt: last.enteredAt });
      isAfterNoise = false;
    } else {
      last.ending = 'next';
      folded.push(begun(visit, isAfterNoise ? moveAfterNoise(last, visit, stages) : visit.move));
      isAfterNoise = false;
    }
  }
  const final = folded.at(-1);
  // What ends with the last visit ends without a stage.
  if (final?.ending === 'next') final.ending = 'no-stage';
  return folded;
}

/** A visit as it is known before the one after it: `next` stands for "ended" until then. */
function begun(visit: MeasuredVisit, move: MoveKind): FoldedVisit {
  const { leftAt } = visit;
  return { ...visit, move, ending: leftAt === null ? 'open' : 'next', isTimed: leftAt !== null };
}

function moveAfterNoise(from: FoldedVisit, to: MeasuredVisit, stages: readonly string[]): MoveKind {
  const isByPosition = to.move === 'advance' || to.move === 'skip' || to.move === 'regress';
  return isByPosition ? moveBetween(stages.indexOf(from.stage), stages.indexOf(to.stage)) : to.move;
}
