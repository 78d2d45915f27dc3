import type { OwnerTeam } from '../vocabulary.ts';
import type { SentenceName } from './texts/problem-texts.ts';

/** A sentence, or a part of one, before it is told in a language: which one, and what is put into its places. */
export type Said = { sentence: SentenceName; values: Readonly<Record<string, SaidValue>> };

/** Text stands as it is, whatever the language: ids, places, and what the file says. */
export type SaidValue = string | number | Said | SaidList | SaidName;

/** `and-last` has commas before; the others stand between any two. */
export type SaidList = { parts: readonly SaidValue[]; joined: 'comma' | 'semicolon' | 'or' | 'and' | 'and-last' };

/** What a model has names of in each language, or the product has. */
export type SaidName = { of: 'stage' | 'outcome' | 'play'; id: string } | { of: 'team'; id: OwnerTeam };

export function say(sentence: SentenceName, values: Said['values'] = {}): Said {
  return { sentence, values };
}

export function listed(parts: readonly SaidValue[], joined: SaidList['joined'] = 'comma'): SaidList {
  return { parts, joined };
}

/** Nothing, where a sentence may have a further part. */
export const nothing = '';

export function stageName(id: string): SaidName {
  return { of: 'stage', id };
}
