import type { Said } from './said.ts';

/** Where in a model file something stands: keys and positions from the top. */
export type ModelPath = readonly (string | number)[];

/**
 * Everything that a check can find, with how much it weighs. An error makes a model say something that can't be, so it is not
 * published; a warning may be meant. `same-evidence` is an error where it leaves a stage that no rule can enter.
 * docs/models.md says of each what to do about it.
 */
export const problemCodes = [
  'never-holds',
  'branch-never-holds',
  'while-never-holds',
  'always-holds',
  'stage-unreachable',
  'same-evidence',
  'rule-shadowed',
  'rule-never-cause',
  'ceases-on-entry',
  'entry-never-reached',
  'no-beginning',
  'engagement-without-laps',
  'outcome-unused',
  'play-unused',
  'touchpoints-missing',
  'decision-outcome-elsewhere',
  'roles-of-others',
  'own-tag',
  'property-unknown',
  'property-not-followed',
  'property-of-others',
  'includes-of-one',
  'property-type',
  'option-unknown',
  'lifecycle-unknown',
  'pipeline-unknown',
  'tickets-not-granted',
  'check-incomplete',
] as const;
export type ProblemCode = (typeof problemCodes)[number];

/**
 * One finding about a model: `place` is `path` as people write it, such as `stages[2].enter[0].when.all[1]`. What is `said` has its
 * words from `toldProblem`.
 */
export type ModelProblem = {
  severity: 'error' | 'warning';
  code: ProblemCode;
  path: (string | number)[];
  place: string;
  said: Said;
};

export function modelProblem(
  severity: ModelProblem['severity'],
  code: ProblemCode,
  path: ModelPath,
  said: Said,
): ModelProblem {
  return { severity, code, path: [...path], place: placeOf(path), said };
}

/** Writes a path as people do: `stages[2].enter[0].when`. Empty for the model itself. */
export function placeOf(path: ModelPath): string {
  return path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${part}`))
    .join('')
    .replace(/^\./, '');
}
