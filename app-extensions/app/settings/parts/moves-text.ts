import type { AgreementPreviewData } from '../../../../src/api/agreement-settings-contract.ts';
import type { PreviewData } from '../../../../src/api/settings-contract.ts';
import { fill } from '../../cards/texts/fill.ts';
import type { QuestionTexts } from '../texts/question-texts.ts';

/** How many records a model would move, by its preview. */
export function movesText(data: PreviewData, texts: QuestionTexts, locale: string): string {
  return `${fill(texts.recordsMove, numbersOf(data, locale))}${partialText(data, texts, locale)}`;
}

/** How many records would have other breaches under an agreement, and how many breaches those are, by its preview. */
export function breachesText(data: AgreementPreviewData, texts: QuestionTexts, locale: string): string {
  const sum = (kind: 'appear' | 'vanish') => data.groups.reduce((total, group) => total + group[kind], 0);
  const numbers = numbersOf({ ...data, appear: sum('appear'), vanish: sum('vanish') }, locale);
  return `${fill(texts.breachesMove, numbers)}${partialText(data, texts, locale)}`;
}

function partialText(data: PreviewData | AgreementPreviewData, texts: QuestionTexts, locale: string): string {
  return data.isPartial ? ` ${fill(texts.lookedAtInTime, numbersOf(data, locale))}` : '';
}

function numbersOf(data: object, locale: string): Record<string, string> {
  const format = new Intl.NumberFormat(locale);
  return Object.fromEntries(
    Object.entries(data).flatMap(([name, value]) => (typeof value === 'number' ? [[name, format.format(value)]] : [])),
  );
}
