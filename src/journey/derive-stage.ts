import { evaluate } from './conditions/evaluate.ts';
import { never, type Scope, type Verdict } from './conditions/verdict.ts';
import type { Evidence } from './evidence/evidence.ts';
import type { Fact } from './facts.ts';
import type { Instant } from './instant.ts';
import type { Model, Rule, Stage } from './models/model-schema.ts';
import type { OwnerTeam } from './vocabulary.ts';

/** The stage that the rules give at one instant: its position in the model, the rule that held and the facts it held on. */
export type DerivedStage = { index: number; rule: string; facts: readonly Fact[] };

/**
 * Finds the furthest stage whose `enter` holds. If none does, the stage derived before stays while its `while` holds.
 * `flipAt` is the next instant at which time alone may change this.
 */
export function deriveStage(
  model: Model,
  evidence: Evidence,
  scope: Scope,
  before: DerivedStage | null,
): { derived: DerivedStage | null; flipAt: Instant } {
  let flipAt = never;
  for (let index = model.stages.length - 1; index >= 0; index -= 1) {
    const entered = firstRule(stageAt(model, index).enter, evidence, scope);
    flipAt = Math.min(flipAt, entered.flipAt);
    if (entered.rule !== null) return { derived: { index, rule: entered.rule, facts: entered.facts }, flipAt };
  }
  if (before === null) return { derived: null, flipAt };
  const stays = stageAt(model, before.index).while;
  if (stays === undefined) return { derived: before, flipAt };
  const verdict = evaluate(stays, evidence, scope);
  return { derived: verdict.holds ? before : null, flipAt: Math.min(flipAt, verdict.flipAt) };
}

/** The team that leads a stage now. */
export function leadOf(stage: Stage, evidence: Evidence, scope: Scope): { team: OwnerTeam; flipAt: Instant } {
  let flipAt = never;
  for (const lead of stage.lead) {
    if (lead.when === undefined) return { team: lead.team, flipAt };
    const verdict = evaluate(lead.when, evidence, scope);
    flipAt = Math.min(flipAt, verdict.flipAt);
    if (verdict.holds) return { team: lead.team, flipAt };
  }
  return { team: 'nobody', flipAt };
}

export function stageAt(model: Model, index: number): Stage {
  const stage = model.stages[index];
  if (stage === undefined) throw new RangeError(`The model ${model.name} has no stage at position ${index}.`);
  return stage;
}

function firstRule(
  rules: readonly Rule[],
  evidence: Evidence,
  scope: Scope,
): { rule: string | null; facts: readonly Fact[]; flipAt: Instant } {
  let held: { rule: string; verdict: Verdict } | null = null;
  let flipAt = never;
  for (const rule of rules) {
    const verdict = evaluate(rule.when, evidence, scope);
    flipAt = Math.min(flipAt, verdict.flipAt);
    if (verdict.holds && held === null) held = { rule: rule.id, verdict };
  }
  return { rule: held?.rule ?? null, facts: held?.verdict.facts ?? [], flipAt };
}
