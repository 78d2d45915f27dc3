import { compareBytes } from './byte-order.ts';
import { stageAt } from './derive-stage.ts';
import { evaluate } from './evaluate.ts';
import { factKey } from './facts.ts';
import type { Instant } from './instant.ts';
import { type Progress, scopeOf } from './judge-change-point.ts';
import { never } from './verdict.ts';
import type { Journey } from './visits.ts';

/**
 * Chooses the next touchpoint: the first play of the present stage whose condition holds now. `flipAt` is the next instant
 * at which time alone may change the choice.
 */
export function choosePlay(progress: Progress): { touchpoint: Journey['touchpoint']; flipAt: Instant } {
  const { open, model, evidence } = progress;
  if (open === null) return { touchpoint: null, flipAt: never };
  const scope = scopeOf(progress);
  let flipAt = never;
  for (const { play, when } of stageAt(model, open.index).plays) {
    if (when === undefined) return { touchpoint: { play, facts: [] }, flipAt };
    const verdict = evaluate(when, evidence, scope);
    flipAt = Math.min(flipAt, verdict.flipAt);
    if (verdict.holds) return { touchpoint: { play, facts: keysOf(verdict.facts) }, flipAt };
  }
  return { touchpoint: null, flipAt };
}

function keysOf(facts: Parameters<typeof factKey>[0][]): string[] {
  return [...new Set(facts.map(factKey))].sort(compareBytes);
}
