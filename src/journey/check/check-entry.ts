import type { Condition } from '../conditions/condition-schema.ts';
import type { Model } from '../models/model-schema.ts';
import { leafImplies } from './check-implied.ts';
import { anchorOf, type Formula, isFixedPoint, type Literal, normalForm } from './check-normal-form.ts';
import type { ConditionPlace } from './check-places.ts';
import { type ModelProblem, modelProblem } from './check-problem.ts';
import { type Judged, refute } from './check-refute.ts';
import { say, stageName } from './said.ts';

/**
 * Finds rules that undo themselves. A rule of a stage is asked of the visit before; the move begins another, of which what the
 * rule asked can't be true yet. While no stage's `enter` holds the record stays, so this matters where an earlier stage's holds.
 */
export function checkEntry(model: Model, places: readonly ConditionPlace[]): ModelProblem[] {
  const rules = places.filter(({ use }) => use === 'enter');
  const lasting = rules.filter(({ when }) => !restsOnVisit(when));
  const stageOf = ({ path }: ConditionPlace) => Number(path[1]);
  return rules.flatMap((rule) => {
    if (!restsOnVisit(rule.when) || !ceases(formulaOf(model, rule))) return [];
    const keeping = lasting.filter((other) => stageOf(other) >= stageOf(rule));
    const earlier = lasting.filter((other) => stageOf(other) < stageOf(rule));
    // Every record was created; in another lap of a circular model that is no evidence, so this is said of the first.
    const given: Judged[] = [rule, { when: { created: true }, path: [], stage: null }];
    const together = (others: readonly Judged[]) => others.length > 0 && refute(model, given, others) !== null;
    if (refute(model, [rule]) !== null || together(keeping) || !together(earlier)) return [];
    const back = earlier.find((other) => together([other]));
    const nameOf = (place: ConditionPlace) => stageName(model.stages[stageOf(place)]?.id ?? '');
    const values = { label: rule.label, stage: nameOf(rule) };
    const said =
      back === undefined
        ? say('ceases-on-entry-back', values)
        : say('ceases-on-entry', { ...values, back: nameOf(back) });
    return [modelProblem('warning', 'ceases-on-entry', rule.path, said)];
  });
}

/** Whether a condition may change its answer by a visit's beginning and nothing else. */
function restsOnVisit(when: Condition): boolean {
  return /"(thisVisit|mark|readiness)":|"visit-start"/.test(JSON.stringify(when));
}

function formulaOf(model: Model, { when, path }: ConditionPlace): Formula {
  return normalForm(when, { scope: 'lap', path, holds: true, isCircular: model.newLap !== undefined });
}

/** Whether in each way in which a formula holds it holds no more once another visit has begun at that instant. */
function ceases(formula: Formula): boolean {
  if ('literal' in formula) return takesTime(formula.literal);
  if ('some' in formula) return formula.some.every(ceases);
  return formula.every.some(ceases) || needsTwo(literalsOf(formula));
}

/** Leaves that need a visit that has lasted: time since it began, or since something that lies in it. */
function takesTime({ leaf, scope, holds }: Literal): boolean {
  if (!holds) return false;
  const anchor = anchorOf(leaf);
  const waits = 'elapsed' in leaf || ('quietFor' in leaf && leaf.quietFor !== undefined);
  if (!waits) return false;
  if (anchor === 'visit-start') return true;
  const isFound = 'deals' in leaf || 'tickets' in leaf || (anchor !== null && !isFixedPoint(anchor));
  return scope === 'visit' && isFound;
}

/** Of two things that happened in a visit, and not at one instant, the later one enters, and the earlier lies before the new visit. */
function needsTwo(literals: readonly Literal[]): boolean {
  const happened = literals.filter(isWithinVisit);
  return happened.some((one, index) =>
    happened.slice(index + 1).some((other) => !leafImplies(one, other) && !leafImplies(other, one)),
  );
}

function isWithinVisit({ leaf, scope, holds }: Literal): boolean {
  if (!holds || 'readiness' in leaf || 'mark' in leaf) return false;
  return scope === 'visit' || anchorOf(leaf) === 'visit-start';
}

/** The leaves that must hold all together. */
function literalsOf(formula: Formula): Literal[] {
  if ('literal' in formula) return [formula.literal];
  return 'every' in formula ? formula.every.flatMap(literalsOf) : [];
}
