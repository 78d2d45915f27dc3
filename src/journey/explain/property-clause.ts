import type { PropertyTest } from '../conditions/condition-schema.ts';
import { parseInstant } from '../instant.ts';
import { conditionTexts } from './condition-texts.ts';
import { comparisonTexts } from './condition-words.ts';
import { type ClauseParts, fill, listOf, type SentenceWords } from './sentence-words.ts';

/** The clause on a property of the record. */
export function propertyClause(test: PropertyTest, holds: boolean, words: SentenceWords): ClauseParts {
  const { forms } = words;
  const property = forms.quote(test.property);
  const told = (name: PropertyTextName, values: Readonly<Record<string, string>> = {}): ClauseParts => {
    const text = holds ? conditionTexts[name] : conditionTexts[`no${capitalised(name)}`];
    return { text, values: { property, ...values } };
  };
  const label = test.property === 'lifecyclestage' ? words.lifecycleLabel : (value: string) => value;
  if (test.known !== undefined) return knownParts(holds === test.known, property);
  if (test.is !== undefined) return told('property', { values: forms.quote(label(test.is)) });
  if (test.in !== undefined) return told('property', { values: listOf(test.in.map(label), words) });
  if (test.includes !== undefined) return told('includes', { values: forms.quote(test.includes) });
  if (test.became !== undefined) return told('became', { values: forms.quote(label(test.became)) });
  if (test.valuesAtMost !== undefined) return told('valuesAtMost', { count: forms.number(test.valuesAtMost) });
  const date = dateComparison(test, words);
  return date === null
    ? told('number', { comparison: numberComparison(test, words) })
    : told('date', { comparison: date });
}

type PropertyTextName = 'property' | 'includes' | 'became' | 'valuesAtMost' | 'number' | 'date';

function capitalised<Name extends string>(name: Name): Capitalize<Name> {
  return (name.charAt(0).toUpperCase() + name.slice(1)) as Capitalize<Name>;
}

function knownParts(isKnown: boolean, property: string): ClauseParts {
  return { text: isKnown ? conditionTexts.known : conditionTexts.noKnown, values: { property } };
}

function numberComparison(test: PropertyTest, { language, forms }: SentenceWords): string {
  const name = (['atLeast', 'above', 'atMost', 'below'] as const).find((each) => test[each] !== undefined) ?? 'below';
  return fill(comparisonTexts[name][language], { x: forms.number(test[name] ?? 0) });
}

function dateComparison(test: PropertyTest, { language, forms }: SentenceWords): string | null {
  const { before, after, olderThan, dueWithin } = test;
  if (before === 'now') return comparisonTexts.past[language];
  if (after === 'now') return comparisonTexts.future[language];
  if (before !== undefined) return fill(comparisonTexts.before[language], { x: forms.day(parseInstant(before) ?? 0) });
  if (after !== undefined) return fill(comparisonTexts.after[language], { x: forms.day(parseInstant(after) ?? 0) });
  if (olderThan !== undefined) return fill(comparisonTexts.olderThan[language], { x: forms.duration(olderThan) });
  return dueWithin === undefined ? null : fill(comparisonTexts.dueWithin[language], { x: forms.duration(dueWithin) });
}
