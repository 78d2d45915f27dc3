import { evaluate } from '../conditions/evaluate.ts';
import { fails, never, type Scope } from '../conditions/verdict.ts';
import { deriveStage } from '../derive-stage.ts';
import type { Evidence } from '../evidence/evidence.ts';
import type { Instant } from '../instant.ts';
import { type Progress, scopeOf } from '../judge-change-point.ts';

/**
 * The stage to which time alone brings a record next, by its position in the model, and when. Null when nothing but a fact
 * moves it, when it loses its stage, or when a lap begins: then all is judged anew, and nothing of this lap counts.
 */
export function nextStageByTime(progress: Progress): { index: number; at: Instant } | null {
  const scope = scopeOf(progress);
  const { model, correction } = progress;
  const present = progress.open?.index ?? null;
  // A correction falls only when the rules lead elsewhere than when it was said.
  const byRule = correction === null ? present : correction.baseline;
  let newLapHeld = progress.newLapHeld;
  let derived = progress.derived;
  for (let at = progress.flipAt; at < never; ) {
    const evidence = { ...progress.evidence, at };
    const newLap = judgeNewLap(progress, evidence, scope);
    if (newLap.holds && !newLapHeld) return null;
    newLapHeld = newLap.holds;
    const judged = deriveStage(model, evidence, scope, derived);
    derived = judged.derived;
    const index = derived?.index ?? null;
    if (index !== byRule) return index === null || index === present ? null : { index, at };
    at = Math.min(judged.flipAt, newLap.flipAt);
  }
  return null;
}

function judgeNewLap({ model }: Progress, evidence: Evidence, scope: Scope) {
  return model.newLap === undefined ? fails : evaluate(model.newLap, evidence, scope);
}
