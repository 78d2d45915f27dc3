import type { Language } from './reader.ts';

/**
 * The names of the stages that come with the app, for when the backend cannot be asked. They repeat what stands in the models of
 * the backend, because only this folder is uploaded; a test holds the two together.
 */
export const presetStageNames: Record<string, Record<Language, string>> = {
  'lead-funnel:attract': { en: 'Attract', it: 'Attrarre', de: 'Anziehen', ko: '유입', ru: 'Привлечение' },
  'lead-funnel:capture': { en: 'Capture', it: 'Acquisire', de: 'Erfassen', ko: '확보', ru: 'Захват' },
  'lead-funnel:nurture': { en: 'Nurture', it: 'Coltivare', de: 'Pflegen', ko: '육성', ru: 'Взращивание' },
  'lead-funnel:convert': { en: 'Convert', it: 'Convertire', de: 'Konvertieren', ko: '전환', ru: 'Конверсия' },
  'lead-funnel:expand': { en: 'Expand', it: 'Espandere', de: 'Ausbauen', ko: '확장', ru: 'Развитие' },
  'buying-cycle:out-of-market': {
    en: 'Out of market',
    it: 'Fuori mercato',
    de: 'Kein Bedarf',
    ko: '수요 없음',
    ru: 'Вне рынка',
  },
  'buying-cycle:trigger': { en: 'Trigger', it: 'Stimolo', de: 'Auslöser', ko: '계기', ru: 'Импульс' },
  'buying-cycle:brand-consideration': {
    en: 'Brand consideration',
    it: 'Considerazione dei marchi',
    de: 'Markenauswahl',
    ko: '브랜드 고려',
    ru: 'Выбор брендов',
  },
  'buying-cycle:active-evaluation': {
    en: 'Active evaluation',
    it: 'Valutazione attiva',
    de: 'Aktive Bewertung',
    ko: '적극 평가',
    ru: 'Активная оценка',
  },
  'buying-cycle:purchase-decision': {
    en: 'Purchase decision',
    it: "Decisione d'acquisto",
    de: 'Kaufentscheidung',
    ko: '구매 결정',
    ru: 'Решение о покупке',
  },
  'buying-cycle:experience': { en: 'Experience', it: 'Esperienza', de: 'Erfahrung', ko: '경험', ru: 'Опыт' },
  'buying-cycle:loyalty': { en: 'Loyalty', it: 'Fedeltà', de: 'Loyalität', ko: '충성', ru: 'Лояльность' },
  'client-lifecycle:pre-purchase': {
    en: 'Pre-purchase',
    it: 'Pre-acquisto',
    de: 'Vor dem Kauf',
    ko: '구매 전',
    ru: 'До покупки',
  },
  'client-lifecycle:client-experience': {
    en: 'Client experience',
    it: 'Esperienza del cliente',
    de: 'Kundenerfahrung',
    ko: '고객 경험',
    ru: 'Опыт клиента',
  },
  'client-lifecycle:between-engagements': {
    en: 'Between engagements',
    it: 'Tra due incarichi',
    de: 'Zwischen Aufträgen',
    ko: '의뢰 사이',
    ru: 'Между проектами',
  },
  'client-lifecycle:former-client': {
    en: 'Former client',
    it: 'Ex cliente',
    de: 'Ehemaliger Kunde',
    ko: '이전 고객',
    ru: 'Бывший клиент',
  },
};

/** What to call a stage tag (`model:stage`); a stage of a model of one's own goes by its id, made readable. */
export function stageNameOf(tag: string, language: Language): string {
  const id = tag.split(':').at(-1) ?? tag;
  return presetStageNames[tag]?.[language] ?? capitalised(id.replaceAll('-', ' '));
}

function capitalised(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
