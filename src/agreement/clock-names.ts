import type { Texts } from '../journey/texts.ts';
import type { ClockKind } from './clock.ts';

/** What a clock is called where people read it. */
export const clockNames: Readonly<Record<ClockKind, Texts>> = {
  accept: {
    en: 'Accept the handoff',
    it: 'Accettare il passaggio',
    de: 'Übergabe annehmen',
    ko: '인계 수락',
    ru: 'Принять передачу',
  },
  'first-touch': {
    en: 'First touch',
    it: 'Primo contatto',
    de: 'Erster Kontakt',
    ko: '첫 접촉',
    ru: 'Первый контакт',
  },
  'keep-in-touch': {
    en: 'Keep in touch',
    it: 'Restare in contatto',
    de: 'In Kontakt bleiben',
    ko: '연락 유지',
    ru: 'Поддерживать контакт',
  },
  'time-in-stage': {
    en: 'Time in stage',
    it: 'Tempo nella fase',
    de: 'Zeit in der Phase',
    ko: '단계 체류 시간',
    ru: 'Время на этапе',
  },
};
