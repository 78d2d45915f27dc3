import { fill } from '../../cards/texts/fill.ts';
import type { Language } from '../../cards/who-reads.ts';
import { type Model, nameIn } from '../draft/draft.ts';
import type { ModelPlaceTexts } from '../texts/model-place-texts.ts';
import type { SettingsTexts } from '../texts/settings-texts.ts';

type Step = { field: string; index: number | null };

/**
 * Where something stands in a model, in the words of the page: `stages[2].plays[0].when` is “Stages and rules › Capture ›
 * Recommended touchpoints › touchpoint 1 › condition”. A place that the page does not know goes by its path.
 */
export function modelPlaceNames(
  model: Model,
  language: Language,
  shared: SettingsTexts,
  own: ModelPlaceTexts,
): (path: string) => string {
  const texts = { ...own, ...shared };
  const name = (entry: { id: string; names: Model['names'] } | undefined) =>
    entry === undefined ? undefined : nameIn(entry.names, language) || entry.id;
  const ordinal = (text: string, index: number | null) =>
    index === null ? [] : [fill(text, { number: String(index + 1) })];

  const withinStage = ([step, ...rest]: Step[]): string[] => {
    if (step === undefined) return [];
    const { field, index } = step;
    const entries: Record<string, [title: string, entry: string | null]> = {
      names: [own.names, null],
      lead: [texts.lead, own.leadChoice],
      contributors: [texts.contributors, null],
      enter: [texts.rules, own.rule],
      while: [own.keeps, null],
      outcomes: [own.outcomes, own.rule],
      marks: [own.marks, own.rule],
      plays: [texts.plays, own.play],
      nurtureTrack: [own.nurture, null],
    };
    if (field === 'touchpointMap') return [texts.touchpointMap, ...withinMap(rest)];
    const [title, entry] = entries[field] ?? [field, null];
    return [title, ...(entry === null ? [] : ordinal(entry, index)), ...last(rest)];
  };
  const withinMap = ([step, ...rest]: Step[]): string[] => {
    if (step?.field === 'touchpoints') {
      return [texts.touchpoints, ...ordinal(own.touchpoint, step.index), ...last(rest)];
    }
    if (step?.field === 'decisions') return [texts.decisions, ...ordinal(own.decision, step.index), ...last(rest)];
    return [];
  };
  const fields: Record<string, string> = {
    when: own.condition,
    names: own.names,
    where: texts.where,
    occasion: texts.occasion,
    leadsTo: texts.leadsTo,
  };
  /** The field of an entry; what lies within a condition, the form of the condition marks. */
  const last = (steps: Step[]) => steps.slice(0, 1).flatMap(({ field }) => fields[field] ?? []);

  const within = ([step, ...rest]: Step[]): string[] | null => {
    if (step === undefined) return null;
    const { field, index } = step;
    switch (field) {
      case 'stages': {
        if (index === null) return [texts.tabs.stages];
        return [texts.tabs.stages, name(model.stages[index]) ?? String(index + 1), ...withinStage(rest)];
      }
      case 'plays':
        return [own.playCatalogue, ...namedOr(index, model.plays), ...last(rest)];
      case 'outcomes':
        return [own.outcomes, ...namedOr(index, model.outcomes), ...last(rest)];
      case 'questions':
        return [own.questions, ...namedOr(index, model.questions), ...last(rest)];
      case 'names':
        return [fill(texts.modelNames, { model: nameIn(model.names, language) })];
      case 'newLap':
        return [own.newLap];
      case 'readiness':
        return [
          own.readiness,
          ...namedOr(rest[0]?.index ?? null, model.readiness?.signals ?? []),
          ...last(rest.slice(1)),
        ];
      case 'buyingGroup':
        return [own.buyingGroup, ...namedOr(rest[0]?.index ?? null, model.buyingGroup?.roles ?? [])];
      default:
        return null;
    }
  };
  const namedOr = (index: number | null, entries: readonly { id: string; names: Model['names'] }[]) =>
    index === null ? [] : [name(entries[index]) ?? String(index + 1)];
  return (path) => within(stepsOf(path))?.join(' › ') ?? path;
}

/** `stages[2].lead` as its steps. */
function stepsOf(path: string): Step[] {
  return path.split('.').map((part) => {
    const [, field = part, index] = /^([^[]*)\[(\d+)\]/.exec(part) ?? [];
    return { field, index: index === undefined ? null : Number(index) };
  });
}
