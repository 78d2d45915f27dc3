import { evaluate } from './conditions/evaluate.ts';
import type { Scope } from './conditions/verdict.ts';
import { stageAt } from './derive-stage.ts';
import type { Evidence } from './evidence/evidence.ts';
import type { Model } from './models/model-schema.ts';

/**
 * The outcome that the rules give a visit that goes from one stage to another, by their positions; empty where none holds. The rules
 * of its own stage are asked first, then those of the stages that the move skips. `to` is null where no stage follows.
 */
export function outcomeByRule(
  { model, evidence }: { model: Model; evidence: Evidence },
  { from, to }: { from: number; to: number | null },
  scope: Scope,
): string {
  const last = to === null || to <= from ? from : to - 1;
  for (let index = from; index <= last; index += 1) {
    for (const { outcome, when } of stageAt(model, index).outcomes) {
      if (evaluate(when, evidence, scope).holds) return outcome;
    }
  }
  return '';
}
