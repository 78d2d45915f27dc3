import { type ModelPath, placeOf } from '../../journey/check/check-problem.ts';
import { fill } from '../../journey/explain/sentence-words.ts';
import { teamNames } from '../../journey/texts.ts';
import { type Language, teams } from '../../journey/vocabulary.ts';
import { problemTexts } from './problem-texts.ts';

/**
 * Everything that a check of an agreement can find. An error makes it promise what nobody can keep or measure, so it is not
 * published; a warning may be meant. docs/agreement.md says of each what to do about it.
 */
export const agreementProblemCodes = [
  'stage-unknown',
  'stage-without-lead',
  'stage-not-agreed',
  'lead-differs',
  'lead-contributes',
  'team-without-calendar',
  'step-without-person',
  'touch-without-people',
  'return-without-reason',
  'target-longer',
  'holiday-twice',
  'pause-property-unknown',
  'pause-property-mistyped',
] as const;
export type AgreementProblemCode = (typeof agreementProblemCodes)[number];

/** One finding about an agreement. `values` are put into its sentence; teams stand there by their ids. */
export type AgreementProblem = {
  severity: 'error' | 'warning';
  code: AgreementProblemCode;
  path: (string | number)[];
  place: string;
  values: Record<string, string>;
  /** In English; other languages by `agreementProblemSentence`. */
  message: string;
};

export function agreementProblem(
  severity: AgreementProblem['severity'],
  code: AgreementProblemCode,
  path: ModelPath,
  values: Record<string, string>,
): AgreementProblem {
  const problem = { severity, code, path: [...path], place: placeOf(path), values };
  return { ...problem, message: agreementProblemSentence(problem, 'en') };
}

/** A finding in words, with what to do about it. */
export function agreementProblemSentence(
  { code, values }: Pick<AgreementProblem, 'code' | 'values'>,
  language: Language,
): string {
  const told = Object.entries(values).map(([name, value]) => {
    const team = name === 'team' ? teams.find((candidate) => candidate === value) : undefined;
    return [name, team === undefined ? value : teamNames[team][language]] as const;
  });
  return fill(problemTexts[code][language], Object.fromEntries(told));
}
