import { allConditions } from '../conditions/condition-schema.ts';
import type { Model } from '../models/model-schema.ts';
import type { ConditionPlace } from './check-places.ts';
import { type ModelProblem, modelProblem, placeOf } from './check-problem.ts';
import { refute } from './check-refute.ts';
import { say, stageName } from './said.ts';

/** Finds entries of lists that nothing comes to, and words of the model that nothing uses. */
export function checkLists(model: Model, places: readonly ConditionPlace[]): ModelProblem[] {
  return [...neverReached(model, places), ...unusedWords(model), ...endedWithoutLaps(model, places)];
}

/** In these lists the first entry that holds is the answer. */
const orderedLists = ['lead', 'outcomes', 'plays'] as const;

function neverReached(model: Model, places: readonly ConditionPlace[]): ModelProblem[] {
  const byPlace = new Map(places.map((place) => [placeOf(place.path), place]));
  return model.stages.flatMap((stage, index) =>
    orderedLists.flatMap((list) => {
      const entries = stage[list].map((_, at) => byPlace.get(placeOf(['stages', index, list, at, 'when'])));
      return entries.flatMap((entry, position) => {
        if (position === 0 || !isCovered(model, entry, entries.slice(0, position))) return [];
        const said = say('entry-never-reached', { stage: stageName(stage.id), number: position + 1, list });
        return [modelProblem('warning', 'entry-never-reached', ['stages', index, list, position], said)];
      });
    }),
  );
}

/** Whether one of the entries before always fits when this one does. One without a condition always fits. */
function isCovered(
  model: Model,
  entry: ConditionPlace | undefined,
  earlier: readonly (ConditionPlace | undefined)[],
): boolean {
  const conditions = earlier.filter((place) => place !== undefined);
  if (conditions.length < earlier.length) return true;
  if (entry === undefined) return refute(model, [], conditions) !== null;
  return refute(model, [entry]) === null && refute(model, [entry], conditions) !== null;
}

function unusedWords(model: Model): ModelProblem[] {
  const outcomes = new Set(
    model.stages.flatMap((stage) => [...stage.outcomes, ...stage.marks].map((one) => one.outcome)),
  );
  const plays = new Set(model.stages.flatMap((stage) => stage.plays.map(({ play }) => play)));
  return [
    ...model.outcomes.flatMap(({ id }, index) => {
      const said = say('outcome-unused', { outcome: { of: 'outcome', id } });
      return outcomes.has(id) ? [] : [modelProblem('warning', 'outcome-unused', ['outcomes', index], said)];
    }),
    ...model.plays.flatMap(({ id }, index) => {
      const said = say('play-unused', { play: { of: 'play', id } });
      return plays.has(id) ? [] : [modelProblem('warning', 'play-unused', ['plays', index], said)];
    }),
  ];
}

/** Where there are no laps, what has ended once has ended for good, and whoever comes back stays where that leads. */
function endedWithoutLaps(model: Model, places: readonly ConditionPlace[]): ModelProblem[] {
  if (model.newLap !== undefined) return [];
  return places.flatMap(({ use, when, label, path }) => {
    const rests = [...allConditions(when)].some((one) => 'engagement' in one && one.engagement !== 'running');
    if (use !== 'enter' || !rests) return [];
    return [modelProblem('warning', 'engagement-without-laps', path, say('engagement-without-laps', { label }))];
  });
}
