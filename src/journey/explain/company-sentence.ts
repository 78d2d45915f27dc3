import type { Texts } from '../texts.ts';
import type { CompanyStageExplained } from './explain-company.ts';
import { fill, type SentenceWords } from './sentence-words.ts';

/** Why a company is in its stage, as a sentence. */
export const rollUpCause: Texts = {
  en: 'This is the furthest stage of its contacts and deals.',
  it: 'È la fase più avanzata dei suoi contatti e delle sue trattative.',
  de: 'Das ist die am weitesten fortgeschrittene Phase ihrer Kontakte und Geschäfte.',
  ko: '이 회사의 연락처와 거래 중 가장 앞선 단계입니다.',
  ru: 'Это самый дальний этап среди контактов и сделок компании.',
};

const further: Texts = {
  en: '{stage} comes as soon as one of its contacts or deals reaches it.',
  it: 'La fase {stage} inizia quando la raggiunge uno dei suoi contatti o una delle sue trattative.',
  de: 'Die Phase {stage} beginnt, sobald einer ihrer Kontakte oder eines ihrer Geschäfte sie erreicht.',
  ko: '연락처나 거래 중 하나가 도달하면 {stage} 단계로 이동합니다.',
  ru: 'Этап {stage} начинается, как только его достигнет один из контактов или одна из сделок.',
};

const earlier: Texts = {
  en: 'Back to {stage} when a contact or deal is there and none is further (there: {here}; further: {ahead}).',
  it: 'Si torna alla fase {stage} quando vi si trova un contatto o una trattativa e nessuno è più avanti (lì: {here}; più avanti: {ahead}).',
  de: 'Zurück zur Phase {stage} geht es, wenn ein Kontakt oder Geschäft dort ist und keines weiter (dort: {here}; weiter: {ahead}).',
  ko: '연락처나 거래가 그 단계에 있고 더 앞선 것이 없을 때 {stage} 단계로 되돌아갑니다(해당 단계: {here}, 더 앞선 단계: {ahead}).',
  ru: 'Возврат на этап {stage} происходит, когда на нём есть контакт или сделка и никто не находится дальше (там: {here}; дальше: {ahead}).',
};

/** What brings a company to another stage, as a sentence; null for the one that it is in. */
export function companySentence(
  { relation, members, membersFurther }: CompanyStageExplained,
  { language, forms }: SentenceWords,
  stageLabel: string,
): string | null {
  if (relation === 'present') return null;
  const stage = language === 'en' ? stageLabel : forms.quote(stageLabel);
  const [here, ahead] = [forms.number(members.length), forms.number(membersFurther)];
  return fill((relation === 'earlier' ? earlier : further)[language], { stage, here, ahead });
}
