import { compareBytes } from '../byte-order.ts';
import { evaluate } from '../conditions/evaluate.ts';
import type { Scope } from '../conditions/verdict.ts';
import { stageAt } from '../derive-stage.ts';
import { type Fact, factKey } from '../facts.ts';
import type { Instant } from '../instant.ts';
import { type Progress, scopeOf } from '../judge-change-point.ts';
import type { Rule } from '../models/model-schema.ts';
import { allOf, anyOf, type Need, needOf } from './need.ts';
import { nextStageByTime } from './next-stage-by-time.ts';
import type { Way } from './settled-way.ts';
import { holdsAfter, waysOf, waysPast, withoutDetours } from './ways.ts';

/** One rule of a stage: whether it holds, the keys of the facts it holds on, and else what must change. */
export type RuleExplained = { rule: string; holds: boolean; facts: string[]; need: Need | null };

/**
 * What keeps a record out of a stage: a rule of a further stage that holds and must cease to, or a person's correction, for
 * the stage that the rules gave when it was said: it must be withdrawn, or the rules lead elsewhere first.
 */
export type Block = { kind: 'rule'; stage: string; rule: string; need: Need } | { kind: 'correction'; id: string };

/**
 * How a record stands to one stage. `comesAt`: the instant at which time alone brings it there, if nothing happens before.
 * `relation` is `further` for every stage while the record has none. `ways`: what, changed together, brings it there by the
 * rules, and no further; none for the stage that it is in, and where no way is left (in this lap).
 */
export type StageExplained = {
  stage: string;
  relation: 'present' | 'earlier' | 'further';
  rules: RuleExplained[];
  blockedBy: Block[];
  ways: Way[];
  comesAt: Instant | null;
};

/** Of a circular model: whether `newLap` holds, and else what begins another lap, in which nothing of this one counts. */
export type NewLapExplained = { holds: boolean; need: Need | null; ways: Way[] };

/** What holds a record in its stage: a rule, its `while`, that no rule leads elsewhere, or a correction. */
export type Stay = 'rule' | 'while' | 'no-other-rule' | 'correction';

export type StagesExplained = { staysBy: Stay | null; stages: StageExplained[]; newLap: NewLapExplained | null };

/** Explains a record's state for each stage of the model: the rules that hold, and what would have to change. */
export function explainStages(progress: Progress): StagesExplained {
  const { model, evidence } = progress;
  const scope = scopeOf(progress);
  const present = progress.open?.index ?? null;
  const byTime = nextStageByTime(progress);
  const explained = model.stages.map((stage) => stage.enter.map((rule) => explainRule(rule, progress, scope)));
  const blocksOf = (index: number) =>
    model.stages[index]?.enter.flatMap((rule): Block[] => {
      const need = needOf(rule.when, 'cease', evidence, scope);
      return need === null ? [] : [{ kind: 'rule', stage: stageAt(model, index).id, rule: rule.id, need }];
    }) ?? [];
  const blocks = model.stages.map((_, index) => blocksOf(index));
  return {
    staysBy: stayOf(progress, explained),
    stages: model.stages.map((stage, index): StageExplained => {
      const rules = explained[index] ?? [];
      const blockedBy = [...correctionBlock(progress, index), ...blocks.slice(index + 1).flat()];
      return {
        stage: stage.id,
        relation: index === present ? 'present' : index < (present ?? -1) ? 'earlier' : 'further',
        rules,
        blockedBy,
        ways: index === present ? [] : waysTo(progress, index, { rules, blockedBy }),
        comesAt: byTime?.index === index ? byTime.at : null,
      };
    }),
    newLap: explainNewLap(progress, scope),
  };
}

/** What must change so that the rules bring a record to a stage, all of it together; null when they do. */
export function needOfStage({ rules, blockedBy }: Pick<StageExplained, 'rules' | 'blockedBy'>): Need | null {
  const ceasing = blockedBy.map((block) => (block.kind === 'rule' ? block.need : null));
  return allOf([anyOf(rules.map(({ need }) => need)), ...ceasing]);
}

/** The ways on which the rules bring the record to the stage, and to none that is further. */
function waysTo(progress: Progress, index: number, stage: Pick<StageExplained, 'rules' | 'blockedBy'>): Way[] {
  if (stage.blockedBy.some(({ kind }) => kind === 'correction')) return [];
  const { model, evidence } = progress;
  const scope = scopeOf(progress);
  const further = model.stages.slice(index + 1).flatMap(({ enter }) => enter.map(({ when }) => when));
  const ways = waysOf(needOfStage(stage), evidence.metadata)
    .filter((way) => way.length > 0)
    .flatMap((way) => waysPast(way, further, evidence, scope))
    .filter((way) => stageAt(model, index).enter.some(({ when }) => holdsAfter(way, when, evidence, scope)));
  return withoutDetours(ways);
}

/** The keys of facts as a cause names them: each once, in byte order. */
export function keysOf(facts: readonly Fact[]): string[] {
  return [...new Set(facts.map(factKey))].sort(compareBytes);
}

function explainRule(rule: Rule, { evidence }: Progress, scope: Scope): RuleExplained {
  const { holds, facts } = evaluate(rule.when, evidence, scope);
  return { rule: rule.id, holds, facts: keysOf(facts), need: needOf(rule.when, 'hold', evidence, scope) };
}

/** A correction falls as soon as the rules give another stage than when it was said; so it blocks only that one. */
function correctionBlock({ correction }: Progress, index: number): Block[] {
  if (correction === null || correction.index === index || correction.baseline !== index) return [];
  return [{ kind: 'correction', id: correction.said.id }];
}

function stayOf({ model, open, correction }: Progress, explained: readonly RuleExplained[][]): Stay | null {
  if (open === null) return null;
  if (correction !== null) return 'correction';
  if (explained[open.index]?.some(({ holds }) => holds)) return 'rule';
  return stageAt(model, open.index).while === undefined ? 'no-other-rule' : 'while';
}

function explainNewLap({ model, evidence }: Progress, scope: Scope): NewLapExplained | null {
  if (model.newLap === undefined) return null;
  const need = needOf(model.newLap, 'hold', evidence, scope);
  const { newLap } = model;
  const ways = need === null ? [] : waysOf(need, evidence.metadata);
  return { holds: need === null, need, ways: ways.filter((way) => holdsAfter(way, newLap, evidence, scope)) };
}
