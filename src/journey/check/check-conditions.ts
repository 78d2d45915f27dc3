import { type Condition, innerConditions } from '../conditions/condition-schema.ts';
import type { Model } from '../models/model-schema.ts';
import { describeCore } from './check-core.ts';
import type { ScopeName } from './check-normal-form.ts';
import type { ConditionPlace } from './check-places.ts';
import { type ModelProblem, modelProblem, placeOf } from './check-problem.ts';
import { type Judged, refute } from './check-refute.ts';
import { say } from './said.ts';

/** Finds conditions that never hold, parts of them that never do, and those that always hold where that means nothing. */
export function checkConditions(model: Model, places: readonly ConditionPlace[]): ModelProblem[] {
  return places.flatMap((place) => [...checkCondition(model, place)]);
}

function* checkCondition(model: Model, place: ConditionPlace): Generator<ModelProblem> {
  const { use, label, path } = place;
  if (refute(model, [place]) !== null) {
    const narrow = narrowest(model, place);
    const reason = describeCore(model, refute(model, [narrow])?.core ?? []);
    if (use === 'while') {
      const said = say('while-never-holds', { label, reason });
      yield modelProblem('warning', 'while-never-holds', narrow.path, said);
    } else yield modelProblem('error', 'never-holds', narrow.path, say('never-holds', { label, reason }));
    return;
  }
  if ((use === 'while' || use === 'newLap') && refute(model, [], [place]) !== null) {
    const said = say(use === 'while' ? 'while-always-holds' : 'new-lap-always-holds', { label });
    yield modelProblem('warning', 'always-holds', path, said);
  }
  for (const part of neverHoldingParts(model, place)) {
    const reason = describeCore(model, refute(model, [part])?.core ?? []);
    const said = say('branch-never-holds', { label, place: placeOf(part.path), reason });
    yield modelProblem('warning', 'branch-never-holds', part.path, said);
  }
}

/** The smallest part of a condition on which it fails. */
function narrowest(model: Model, judged: Judged): Judged {
  if ('not' in judged.when) return judged;
  const failing = partsOf(judged).filter((part) => refute(model, [part]) !== null);
  const [only] = failing;
  // Of a choice every part fails; it is told as a whole unless it has one part alone.
  const isOne = 'any' in judged.when ? failing.length === 1 && judged.when.any.length === 1 : only !== undefined;
  return isOne && only !== undefined ? narrowest(model, only) : judged;
}

/** Parts that never hold, of a condition that can hold. */
function* neverHoldingParts(model: Model, judged: Judged): Generator<Judged> {
  for (const part of partsOf(judged)) {
    if (refute(model, [part]) === null) yield* neverHoldingParts(model, part);
    else yield narrowest(model, part);
  }
}

/** The conditions directly within one, each in the scope that it is judged in. */
function partsOf({ when, path, stage, scope }: Judged): Judged[] {
  const key = Object.keys(when)[0] ?? '';
  const isList = 'all' in when || 'any' in when;
  return innerConditions(when).map((inner, index) => ({
    when: inner,
    path: [...path, key, ...(isList ? [index] : [])],
    stage,
    scope: scopeWithin(when) ?? scope,
  }));
}

function scopeWithin(when: Condition): ScopeName | null {
  if ('ever' in when) return 'ever';
  return 'thisVisit' in when ? 'visit' : null;
}
