import { compareBytes } from '../journey/byte-order.ts';
import { evaluate } from '../journey/conditions/evaluate.ts';
import { never } from '../journey/conditions/verdict.ts';
import { stageAt } from '../journey/derive-stage.ts';
import { factKey } from '../journey/facts.ts';
import type { Instant } from '../journey/instant.ts';
import { type Progress, scopeOf } from '../journey/judge-change-point.ts';
import type { Model } from '../journey/models/model-schema.ts';

export type Play = Model['plays'][number];

/** A recommended touchpoint: the play and the keys of the facts that speak for it, in byte order. */
export type Touchpoint = { play: Play; facts: string[] };

/**
 * Recommends the next touchpoint of a record from the state in which its replay ended: the first play of its stage whose
 * condition holds now. Null when none does. `flipAt` is the next instant at which time alone may change the answer.
 */
export function recommendTouchpoint(state: Progress): { touchpoint: Touchpoint | null; flipAt: Instant } {
  const { open, model, evidence } = state;
  let flipAt = never;
  if (open === null) return { touchpoint: null, flipAt };
  const scope = scopeOf(state);
  for (const choice of stageAt(model, open.index).plays) {
    const play = model.plays.find(({ id }) => id === choice.play);
    if (play === undefined) continue;
    if (choice.when === undefined) return { touchpoint: { play, facts: [] }, flipAt };
    const verdict = evaluate(choice.when, evidence, scope);
    flipAt = Math.min(flipAt, verdict.flipAt);
    if (!verdict.holds) continue;
    return { touchpoint: { play, facts: [...new Set(verdict.facts.map(factKey))].sort(compareBytes) }, flipAt };
  }
  return { touchpoint: null, flipAt };
}
