import type { Model } from '../models/model-schema.ts';
import type { ConditionPlace } from './check-places.ts';
import { type ModelProblem, modelProblem } from './check-problem.ts';
import { refute } from './check-refute.ts';
import { groupsOf, isSameGroup, type Subjects, shareSubject, subjectsOf } from './check-subjects.ts';
import { listed, type SaidList, say, stageName } from './said.ts';

/** A rule with the position of its stage, and what it looks at. */
type RulePlace = ConditionPlace & { index: number; subjects: Subjects; group: number | null; alwaysHolds: boolean };

/** Finds stages that no rule can enter, rules that never decide, and rules of two stages that say the same. */
export function checkRules(model: Model, places: readonly ConditionPlace[]): ModelProblem[] {
  const entries = places.filter(({ use }) => use === 'enter');
  const subjects = entries.map(({ when }) => subjectsOf(when));
  const groups = groupsOf(subjects);
  const rules = entries.map(
    (place, at): RulePlace => ({
      ...place,
      index: Number(place.path[1]),
      subjects: subjects[at] ?? null,
      group: groups[at] ?? null,
      alwaysHolds: refute(model, [], [place]) !== null,
    }),
  );
  const living = rules.filter((rule) => refute(model, [rule]) === null);
  const shadows = new Map<RulePlace, Shadow>();
  for (const rule of living) {
    const shadow = shadowOf(model, rule, living);
    if (shadow !== null) shadows.set(rule, shadow);
  }
  const unreachable = new Set(
    [...model.stages.keys()].filter((index) => living.every((rule) => rule.index !== index || shadows.has(rule))),
  );
  return [
    ...[...unreachable].map((index) => unreachableStage(model, index, rules)),
    ...living.flatMap((rule) => ruleProblems(model, rule, living, shadows, unreachable)),
    ...noBeginning(model, living),
  ];
}

/** The rules of further stages of which one holds whenever a rule does; `isSame` where one of them says the very same. */
type Shadow = { by: readonly RulePlace[]; isSame: boolean };

function shadowOf(model: Model, rule: RulePlace, rules: readonly RulePlace[]): Shadow | null {
  const further = rules.filter(({ index }) => index > rule.index);
  const alone = further.filter((other) => mayFollow(rule, other) && refute(model, [rule], [other]) !== null);
  const same = alone.find((other) => refute(model, [other], [rule]) !== null);
  if (same !== undefined) return { by: [same], isSame: true };
  if (alone.length > 0) return { by: alone.slice(0, 1), isSame: false };
  // Together they may leave no case: one takes open deals, another the rest.
  const covering = related(rule, further);
  const isCovered = covering.length > 1 && refute(model, [rule], covering) !== null;
  return isCovered ? { by: covering, isSame: false } : null;
}

/** Rules that look at different things say nothing of each other; comparing them would take most of the time. */
function mayFollow(rule: RulePlace, other: RulePlace): boolean {
  return other.alwaysHolds || shareSubject(rule.subjects, other.subjects);
}

/** So few rules are held against a rule together, whatever they look at. */
const fewRules = 12;

/** Of many rules those that a rule could have to do with: they look at what it looks at, or at what one of them looks at. */
function related(rule: RulePlace, rules: readonly RulePlace[]): readonly RulePlace[] {
  if (rules.length <= fewRules) return rules;
  return rules.filter((other) => other.alwaysHolds || isSameGroup(rule.group, other.group));
}

function unreachableStage(model: Model, index: number, rules: readonly RulePlace[]): ModelProblem {
  const own = rules.filter((rule) => rule.index === index);
  const said = say(own.length === 1 ? 'stage-unreachable' : 'stage-unreachable-by-any', {
    stage: stageName(model.stages[index]?.id ?? ''),
  });
  return modelProblem('error', 'stage-unreachable', ['stages', index], said);
}

function ruleProblems(
  model: Model,
  rule: RulePlace,
  living: readonly RulePlace[],
  shadows: ReadonlyMap<RulePlace, Shadow>,
  unreachable: ReadonlySet<number>,
): ModelProblem[] {
  const shadow = shadows.get(rule);
  const path = rule.path.slice(0, -1);
  const { label } = rule;
  if (shadow !== undefined) {
    const severity = unreachable.has(rule.index) ? 'error' : 'warning';
    const values = { label, others: anyOf(shadow.by) };
    return [
      shadow.isSame
        ? modelProblem(severity, 'same-evidence', path, say('same-evidence', values))
        : modelProblem('warning', 'rule-shadowed', path, say('rule-shadowed', values)),
    ];
  }
  const earlier = living.filter(({ index, path: [, , , position] }) => {
    return index === rule.index && Number(position) < Number(rule.path[3]);
  });
  const before = related(rule, earlier);
  if (before.length === 0 || refute(model, [rule], before) === null) return [];
  return [modelProblem('warning', 'rule-never-cause', path, say('rule-never-cause', { label, others: anyOf(before) }))];
}

function noBeginning(model: Model, living: readonly RulePlace[]): ModelProblem[] {
  if (living.length === 0 || living.some((rule) => refute(model, [rule], [], false) === null)) return [];
  return [modelProblem('error', 'no-beginning', ['stages'], say('no-beginning'))];
}

/** Some rules in the middle of a sentence. */
function anyOf(rules: readonly RulePlace[]): SaidList {
  return listed(
    rules.map(({ label }) => say('rule-within', label.values)),
    'or',
  );
}
