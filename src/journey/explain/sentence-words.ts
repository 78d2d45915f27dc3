import type { Anchor } from '../conditions/condition-schema.ts';
import type { Texts } from '../texts.ts';
import type { Language } from '../vocabulary.ts';
import { anchorTexts } from './condition-words.ts';
import type { LanguageForms } from './language-forms.ts';

/** What a sentence is told in, and what its names stand for. */
export type SentenceWords = {
  language: Language;
  forms: LanguageForms;
  isCircular: boolean;
  /** Whether the record is a deal, of which conditions on deals speak. */
  isDeal: boolean;
  lifecycleLabel: (value: string) => string;
  pipelineLabel: (id: string) => string;
  outcomeLabel: (id: string) => string;
};

/** A clause before its values are put in; `details` stand in brackets. */
export type ClauseParts = {
  text: Texts;
  values?: Readonly<Record<string, string>>;
  details?: readonly string[];
};

/** Puts values into the places of a text; a value is never read as a text with places of its own. */
export function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) => values[name] ?? place);
}

/** From when something is measured, as a phrase. */
export function sinceAnchor(anchor: Anchor, { language, forms }: SentenceWords): string {
  if (typeof anchor === 'string') return anchorTexts[anchor][language];
  if ('tickets' in anchor) return anchorTexts[`tickets-${anchor.tickets}`][language];
  if ('deals' in anchor) return anchorTexts[`deals-${anchor.deals}`][language];
  if (anchor.property === 'lifecyclestage') return anchorTexts.lifecycle[language];
  return fill(anchorTexts.property[language], { property: forms.quote(anchor.property) });
}

/** How many values a sentence names before it stops, and how much of a long one. */
const mostValues = 4;
const longestValue = 60;

/** Some values as quotes, joined by "or". */
export function listOf(values: readonly string[], { forms }: SentenceWords): string {
  const told = values.slice(0, mostValues).map((value) => forms.quote(shortened(value)));
  return forms.or(values.length > mostValues ? [...told, '…'] : told);
}

function shortened(text: string): string {
  return text.length > longestValue ? `${text.slice(0, longestValue - 1).toWellFormed()}…` : text;
}
