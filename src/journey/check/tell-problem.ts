import { fill } from '../explain/sentence-words.ts';
import type { Model } from '../models/model-schema.ts';
import { teamNames } from '../texts.ts';
import type { Language } from '../vocabulary.ts';
import type { ModelProblem } from './check-problem.ts';
import type { Said, SaidList, SaidName, SaidValue } from './said.ts';
import { joiningWords } from './texts/joining-words.ts';
import { problemTexts } from './texts/problem-texts.ts';

/** In which language a finding is told, and what it calls what has names. */
export type TellingWords = { language: Language; nameOf: (named: SaidName) => string };

/** The words of the command line: in English, everything called as the file calls it. */
export const wordsOfFile: TellingWords = { language: 'en', nameOf: ({ id }) => id };

/** The words of a reader, to whom a model shows its names. */
export function wordsOfReader(model: Model, language: Language): TellingWords {
  const lists = { stage: model.stages, outcome: model.outcomes, play: model.plays };
  return {
    language,
    nameOf: (named) => {
      if (named.of === 'team') return teamNames[named.id][language];
      return lists[named.of].find(({ id }) => id === named.id)?.names[language] ?? named.id;
    },
  };
}

/** A finding with its sentence, and without what it was made of. */
export type ToldProblem = Omit<ModelProblem, 'said'> & { message: string };

export function toldProblem({ said, ...problem }: ModelProblem, words: TellingWords): ToldProblem {
  return { ...problem, message: tell(said, words) };
}

function tell({ sentence, values }: Said, words: TellingWords): string {
  const told = Object.entries(values).map(([name, value]) => [name, tellValue(value, words)] as const);
  return fill(problemTexts[sentence][words.language], Object.fromEntries(told));
}

function tellValue(value: SaidValue, words: TellingWords): string {
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  if ('sentence' in value) return tell(value, words);
  return 'parts' in value ? tellList(value, words) : words.nameOf(value);
}

function tellList({ parts, joined }: SaidList, words: TellingWords): string {
  const told = parts.map((part) => tellValue(part, words));
  if (joined !== 'and-last') return told.join(joiningWords[joined][words.language]);
  const [last = '', ...before] = told.toReversed();
  if (before.length === 0) return last;
  return before.toReversed().join(joiningWords.comma[words.language]) + joiningWords.and[words.language] + last;
}
