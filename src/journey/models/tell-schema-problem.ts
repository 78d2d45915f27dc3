import { joiningWords } from '../check/texts/joining-words.ts';
import { fill } from '../explain/sentence-words.ts';
import type { Language } from '../vocabulary.ts';
import {
  guessTexts,
  type IdKind,
  idKinds,
  type SchemaProblemCode,
  schemaProblemTexts,
} from './schema-problem-texts.ts';

/** What is wrong, to be said in any language: `values` are put into the sentence, `meant` is the name that was probably meant. */
export type SaidProblem = {
  code: SchemaProblemCode;
  values?: Readonly<Record<string, string>>;
  kind?: IdKind;
  meant?: string | null;
  /** Names that the sentence lists. */
  all?: readonly string[];
};

/** What is wrong with one place of a file, in words. */
export function tellSchemaProblem(said: SaidProblem, language: Language): string {
  const { code, values = {}, kind, meant = null, all = [] } = said;
  const guess = meant === null ? '' : fill(guessTexts[language], { meant });
  const told = kind === undefined ? values : { ...values, kind: idKinds[kind][language] };
  return fill(schemaProblemTexts[code][language], { ...told, guess, all: all.join(joiningWords.and[language]) });
}

/** An issue of a schema's own checks, which carries what it says. */
export function saidIssue(path: (string | number)[], said: SaidProblem) {
  return { code: 'custom', path, message: tellSchemaProblem(said, 'en'), params: { said } } as const;
}

/** What an issue of a schema's own checks carries; undefined for one that speaks English alone. */
export function saidIn(issue: { params?: Record<string, unknown> | undefined }): SaidProblem | undefined {
  return issue.params?.said as SaidProblem | undefined;
}
