import { type Condition, innerConditions, type LeafCondition } from '../conditions/condition-schema.ts';
import type { Model } from '../models/model-schema.ts';
import type { ModelPath } from './check-problem.ts';
import type { Judged } from './check-refute.ts';
import { type Said, say, stageName } from './said.ts';
import type { SentenceName } from './texts/problem-texts.ts';

/** A condition of a model, what it is for, and how a sentence calls it: `Stage "convert", rule "open-deal"`. */
export type ConditionPlace = Judged & {
  use: 'enter' | 'while' | 'outcomes' | 'marks' | 'lead' | 'plays' | 'newLap' | 'signals';
  label: Said;
};

/** All conditions of a model, in the order of the file. Lists may have entries without a condition; those are left out. */
export function conditionPlaces(model: Model): ConditionPlace[] {
  const newLap = placed('newLap', say('new-lap'), ['newLap'], model.newLap);
  const signals = model.readiness?.signals ?? [];
  return [
    ...model.stages.flatMap((_, index) => stagePlaces(model, index)),
    ...newLap,
    ...signals.flatMap(({ id, when }, index) =>
      placed('signals', say('signal', { signal: id }), ['readiness', 'signals', index, 'when'], when),
    ),
  ];
}

function stagePlaces(model: Model, index: number): ConditionPlace[] {
  const stage = model.stages[index];
  if (stage === undefined) return [];
  const at = (list: string, position: number) => ['stages', index, list, position, 'when'];
  const label = (sentence: SentenceName, values: Said['values'] = {}) =>
    say(sentence, { stage: stageName(stage.id), ...values });
  return [
    ...stage.lead.flatMap(({ team, when }, position) =>
      placed('lead', label('lead', { team: { of: 'team', id: team } }), at('lead', position), when, index),
    ),
    ...stage.enter.flatMap(({ id, when }, position) =>
      placed('enter', label('rule', { rule: id }), at('enter', position), when),
    ),
    ...placed('while', label('while'), ['stages', index, 'while'], stage.while),
    ...stage.outcomes.flatMap(({ outcome, when }, position) =>
      placed('outcomes', label('outcome', { outcome: { of: 'outcome', id: outcome } }), at('outcomes', position), when),
    ),
    ...stage.marks.flatMap(({ outcome, when }, position) =>
      placed('marks', label('mark', { outcome: { of: 'outcome', id: outcome } }), at('marks', position), when, index),
    ),
    ...stage.plays.flatMap(({ play, when }, position) =>
      placed('plays', label('play', { play: { of: 'play', id: play } }), at('plays', position), when, index),
    ),
  ];
}

// Before a move the open visit may be of any stage; team, marks and plays are judged of the stage that the record is in.
function placed(
  use: ConditionPlace['use'],
  label: Said,
  path: ModelPath,
  when: Condition | undefined,
  stage: number | null = null,
): ConditionPlace[] {
  return when === undefined ? [] : [{ use, label, path, when, stage }];
}

/** A leaf of a condition, and where it stands. */
export type LeafPlace = { leaf: LeafCondition; path: ModelPath };

/** The leaves of a condition in the order of the file, with their places. */
export function* placedLeaves(when: Condition, path: ModelPath): Generator<LeafPlace> {
  if ('all' in when || 'any' in when) {
    const list = 'all' in when ? 'all' : 'any';
    for (const [index, inner] of innerConditions(when).entries()) yield* placedLeaves(inner, [...path, list, index]);
  } else if ('not' in when) yield* placedLeaves(when.not, [...path, 'not']);
  else if ('ever' in when) yield* placedLeaves(when.ever, [...path, 'ever']);
  else if ('thisVisit' in when) yield* placedLeaves(when.thisVisit, [...path, 'thisVisit']);
  else yield { leaf: when, path };
}
