import type { Language, PastType } from '../journey/vocabulary.ts';
import type { PastReading } from '../store/read-card.ts';
import type { CardData } from './card-contract.ts';

const names: Readonly<Record<PastType, Readonly<Record<Language, string>>>> = {
  contact: { en: 'contacts', it: 'contatti', de: 'Kontakte', ko: '연락처', ru: 'контакты' },
  company: { en: 'companies', it: 'aziende', de: 'Unternehmen', ko: '회사', ru: 'компании' },
  deal: { en: 'deals', it: 'trattative', de: 'Deals', ko: '거래', ru: 'сделки' },
  ticket: { en: 'tickets', it: 'ticket', de: 'Tickets', ko: '티켓', ru: 'тикеты' },
  call: { en: 'calls', it: 'chiamate', de: 'Anrufe', ko: '통화', ru: 'звонки' },
  email: { en: 'e-mails', it: 'e-mail', de: 'E-Mails', ko: '이메일', ru: 'письма' },
  meeting: { en: 'meetings', it: 'incontri', de: 'Treffen', ko: '미팅', ru: 'встречи' },
  note: { en: 'notes', it: 'note', de: 'Notizen', ko: '메모', ru: 'заметки' },
  communication: { en: 'messages', it: 'messaggi', de: 'Nachrichten', ko: '메시지', ru: 'сообщения' },
};

/**
 * How far the past of the portal has been read; null once all of it is. Nobody knows the share before HubSpot has counted what is
 * still to come.
 */
export function pastForCard(past: readonly PastReading[], language: Language): CardData['past'] {
  const waiting = past.filter(({ isFinished }) => !isFinished);
  if (waiting.length === 0) return null;
  const isCounted = waiting.every(({ recordsTotal }) => recordsTotal > 0);
  const total = sum(past.map(({ recordsDone, recordsTotal }) => Math.max(recordsDone, recordsTotal)));
  const done = sum(past.map(({ recordsDone }) => recordsDone));
  return {
    // Not before the last record is read is it all.
    percent: isCounted ? Math.min(99, Math.floor((100 * done) / total)) : null,
    waiting: waiting.map(({ objectType: id }) => ({ id, label: names[id][language] })),
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
