import type { SettingsModelData } from '../../../../src/api/settings-contract.ts';
import type { Language } from '../../cards/who-reads.ts';

export type Model = SettingsModelData['model'];
export type Stage = Model['stages'][number];
export type Rule = Stage['enter'][number];
export type Condition = Rule['when'];
export type Names = Model['names'];
export type OwnerTeam = Stage['lead'][number]['team'];
export type Team = Stage['contributors'][number];

/** A rule that was switched off: it is left out of the model, and kept here so that it can come back. */
export type OffRule = { stageId: string; place: number; rule: Rule };

/** A model that is being edited. `base`: the version that it began from, and that is expected when it is published. */
export type Draft = { model: Model; base: number; off: OffRule[]; isChanged: boolean };

export function draftOf(model: Model, base: number): Draft {
  return { model, base, off: [], isChanged: false };
}

/** After a draft was published: what was changed while the answer was awaited stays, and counts as unpublished. */
export function afterPublication(now: Draft, published: Draft): Draft {
  if (!now.isChanged) return published;
  return { ...now, base: published.base, isChanged: !isSame(now.model, published.model) };
}

/** Whether two contents make the same file. */
export function isSame(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}

export function withModel(draft: Draft, model: Model): Draft {
  return { ...draft, model, isChanged: true };
}

export function withStage(draft: Draft, index: number, change: Partial<Stage>): Draft {
  const stages = draft.model.stages.map((stage, place) => (place === index ? { ...stage, ...change } : stage));
  return withModel(draft, { ...draft.model, stages });
}

/** Puts the stage one place earlier (-1) or later (1). */
export function moveStage(draft: Draft, index: number, step: -1 | 1): Draft {
  const stages = [...draft.model.stages];
  const [stage] = stages.splice(index, 1);
  if (stage === undefined) return draft;
  stages.splice(index + step, 0, stage);
  return withModel(draft, { ...draft.model, stages });
}

export function removeStage(draft: Draft, index: number): Draft {
  return withModel(draft, { ...draft.model, stages: draft.model.stages.filter((_, place) => place !== index) });
}

/** A new stage at the end: of this name in all languages until it is given others, led by marketing, entered by hand. */
export function addStage(draft: Draft, name: string): Draft {
  const id = freeId(
    wordOf(name),
    draft.model.stages.map((stage) => stage.id),
  );
  const stage: Stage = {
    id,
    names: { en: name, it: name, de: name, ko: name, ru: name },
    lead: [{ team: 'marketing' }],
    contributors: [],
    enter: [{ id: 'rule-1', when: { property: 'hs_lead_status', is: id.toUpperCase() } }],
    outcomes: [],
    marks: [],
    plays: [],
  };
  return withModel(draft, { ...draft.model, stages: [...draft.model.stages, stage] });
}

export function addRule(draft: Draft, index: number, when: Condition): Draft {
  const stage = draft.model.stages[index];
  if (stage === undefined) return draft;
  const taken = [...stage.enter, ...draft.off.filter(({ stageId }) => stageId === stage.id).map(({ rule }) => rule)];
  const id = freeId(
    'rule',
    taken.map((rule) => rule.id),
  );
  return withStage(draft, index, { enter: [...stage.enter, { id, when }] });
}

export function switchOff(draft: Draft, index: number, place: number): Draft {
  const stage = draft.model.stages[index];
  const rule = stage?.enter[place];
  if (stage === undefined || rule === undefined) return draft;
  const changed = withStage(draft, index, { enter: stage.enter.filter((one) => one !== rule) });
  return { ...changed, off: [...draft.off, { stageId: stage.id, place, rule }] };
}

export function switchOn(draft: Draft, index: number, offRule: OffRule): Draft {
  const stage = draft.model.stages[index];
  if (stage === undefined) return draft;
  const enter = [...stage.enter];
  enter.splice(Math.min(offRule.place, enter.length), 0, offRule.rule);
  const changed = withStage(draft, index, { enter });
  return { ...changed, off: draft.off.filter((one) => one !== offRule) };
}

/** The languages in which a model names things. */
export const namedLanguages: readonly Language[] = ['en', 'it', 'de', 'ko', 'ru'];

/** What a text is in one language; a file may have left it out. */
export function nameIn(names: Names, language: Language): string {
  const name: unknown = names[language];
  return typeof name === 'string' ? name : '';
}

/** That a text is there in every language. */
export function isWhole(names: Names): boolean {
  return namedLanguages.every((language) => nameIn(names, language).trim() !== '');
}

/** A name as an id: lower-case words joined by hyphens; `otherwise` where no letter of it can stand in one. */
export function wordOf(name: string, otherwise = 'stage'): string {
  const word = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return word === '' ? otherwise : word;
}

/** The wanted id, or with a number what is not taken yet. */
export function freeId(wanted: string, taken: readonly string[]): string {
  if (!taken.includes(wanted)) return wanted;
  for (let number = 2; ; number += 1) if (!taken.includes(`${wanted}-${number}`)) return `${wanted}-${number}`;
}
