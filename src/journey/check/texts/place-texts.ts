import type { Texts } from '../../texts.ts';

/** How a sentence calls a condition, at its beginning; `…-within` in the middle of it. */
export const placeTexts = {
  'new-lap': {
    en: 'The rule of the new lap',
    it: 'La regola del nuovo giro',
    de: 'Die Regel der neuen Runde',
    ko: '새 회차 규칙',
    ru: 'Правило нового круга',
  },
  signal: {
    en: 'Signal "{signal}"',
    it: 'Segnale «{signal}»',
    de: 'Signal „{signal}“',
    ko: '신호 “{signal}”',
    ru: 'Сигнал «{signal}»',
  },
  lead: {
    en: 'Stage "{stage}", lead "{team}"',
    it: 'Fase «{stage}», guida «{team}»',
    de: 'Phase „{stage}“, Führung durch „{team}“',
    ko: '단계 “{stage}”, 맡는 팀 “{team}”',
    ru: 'Этап «{stage}», ведущая команда «{team}»',
  },
  rule: {
    en: 'Stage "{stage}", rule "{rule}"',
    it: 'Fase «{stage}», regola «{rule}»',
    de: 'Phase „{stage}“, Regel „{rule}“',
    ko: '단계 “{stage}”, 규칙 “{rule}”',
    ru: 'Этап «{stage}», правило «{rule}»',
  },
  'rule-within': {
    en: 'stage "{stage}", rule "{rule}"',
    it: 'la regola «{rule}» della fase «{stage}»',
    de: 'die Regel „{rule}“ der Phase „{stage}“',
    ko: '“{stage}” 단계의 규칙 “{rule}”',
    ru: 'правило «{rule}» этапа «{stage}»',
  },
  while: {
    en: 'Stage "{stage}", "while"',
    it: 'Fase «{stage}», "while"',
    de: 'Phase „{stage}“, "while"',
    ko: '단계 “{stage}”, "while"',
    ru: 'Этап «{stage}», "while"',
  },
  outcome: {
    en: 'Stage "{stage}", outcome "{outcome}"',
    it: 'Fase «{stage}», esito «{outcome}»',
    de: 'Phase „{stage}“, Ergebnis „{outcome}“',
    ko: '단계 “{stage}”, 결과 “{outcome}”',
    ru: 'Этап «{stage}», исход «{outcome}»',
  },
  mark: {
    en: 'Stage "{stage}", mark "{outcome}"',
    it: 'Fase «{stage}», esito già noto «{outcome}»',
    de: 'Phase „{stage}“, schon bekanntes Ergebnis „{outcome}“',
    ko: '단계 “{stage}”, 미리 알려진 결과 “{outcome}”',
    ru: 'Этап «{stage}», уже известный исход «{outcome}»',
  },
  play: {
    en: 'Stage "{stage}", play "{play}"',
    it: 'Fase «{stage}», punto di contatto «{play}»',
    de: 'Phase „{stage}“, Berührungspunkt „{play}“',
    ko: '단계 “{stage}”, 접점 “{play}”',
    ru: 'Этап «{stage}», точка касания «{play}»',
  },
} as const satisfies Record<string, Texts>;
