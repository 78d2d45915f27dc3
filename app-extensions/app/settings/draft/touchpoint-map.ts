import { type Draft, freeId, isWhole, type Model, type Names, type Stage, withStage, wordOf } from './draft.ts';
import { isFields } from './is-fields.ts';

export type TouchpointMap = NonNullable<Stage['touchpointMap']>;
export type Touchpoint = TouchpointMap['touchpoints'][number];
export type Decision = TouchpointMap['decisions'][number];
export type Place = Touchpoint['place'];

export const places: readonly Place[] = ['online', 'offline'];

/** As many of them a stage may have: the backend refuses more. */
export const mostTouchpoints = 12;
export const mostDecisions = 6;

export function mapOf({ touchpointMap }: Stage): TouchpointMap {
  return touchpointMap ?? { touchpoints: [], decisions: [] };
}

/** A stage without touchpoints and decisions has no map, as before it was given one. */
export function withMap(draft: Draft, index: number, change: Partial<TouchpointMap>): Draft {
  const stage = draft.model.stages[index];
  if (stage === undefined) return draft;
  const map = { ...mapOf(stage), ...change };
  if (map.touchpoints.length + map.decisions.length > 0) return withStage(draft, index, { touchpointMap: map });
  const { touchpointMap: _, ...rest } = stage;
  const stages = draft.model.stages.map((one, place) => (place === index ? rest : one));
  return { ...draft, model: { ...draft.model, stages }, isChanged: true };
}

/** Called the same in all languages until it is given other names; when they meet is still to be entered. */
export function newTouchpoint(name: string, map: TouchpointMap): Touchpoint {
  const occasions = { en: '', it: '', de: '', ko: '', ru: '' };
  return { id: idOf(name, 'touchpoint', map), place: 'online', names: everywhere(name), occasions, kinds: [] };
}

export function newDecision(question: string, map: TouchpointMap): Decision {
  return { id: idOf(question, 'decision', map), names: everywhere(question), leadsTo: [] };
}

/** What a decision leads to and the model no longer has. */
export function goneTargets({ leadsTo }: Decision, { stages, outcomes }: Model): string[] {
  return leadsTo.filter((id) => ![...stages, ...outcomes].some((one) => one.id === id));
}

export function isTouchpointWhole({ names, occasions }: Touchpoint): boolean {
  return isWhole(names) && isWhole(occasions);
}

export function isDecisionWhole(decision: Decision, model: Model): boolean {
  return isWhole(decision.names) && goneTargets(decision, model).length === 0;
}

function idOf(name: string, otherwise: string, { touchpoints, decisions }: TouchpointMap): string {
  const taken = [...touchpoints, ...decisions].map(({ id }) => id);
  return freeId(wordOf(name, otherwise), taken);
}

function everywhere(text: string): Names {
  return { en: text, it: text, de: text, ko: text, ru: text };
}

/**
 * The map of a stage in a file that somebody pasted, as far as the form can draw it: lists that are left out are empty.
 * Undefined where there is none, null for what is no map at all.
 */
export function mapInFile(value: unknown): TouchpointMap | undefined | null {
  if (value === undefined) return undefined;
  if (!isFields(value)) return null;
  const { touchpoints = [], decisions = [] } = value;
  const kinds = entriesIn(touchpoints, ['names', 'occasions'], 'kinds');
  const questions = entriesIn(decisions, ['names'], 'leadsTo');
  if (kinds === null || questions === null) return null;
  return { ...value, touchpoints: kinds, decisions: questions } as TouchpointMap;
}

function entriesIn(value: unknown, texts: readonly string[], list: string): object[] | null {
  if (!Array.isArray(value)) return null;
  const isDrawable = (entry: unknown) =>
    isFields(entry) && texts.every((name) => isFields(entry[name])) && Array.isArray(entry[list] ?? []);
  return value.every(isDrawable) ? value.map((entry: object) => ({ [list]: [], ...entry })) : null;
}
