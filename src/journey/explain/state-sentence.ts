import type { Texts } from '../texts.ts';
import type { PointsExplained } from './explain-points.ts';
import type { Stay } from './explain-stages.ts';
import { fill, type SentenceWords } from './sentence-words.ts';
import { longestSentence } from './stage-sentence.ts';

const stays: Readonly<Record<Exclude<Stay, 'rule'>, Texts>> = {
  while: {
    en: 'No rule leads elsewhere, and what keeps the record here still holds.',
    it: 'Nessuna regola porta altrove, e ciò che trattiene qui il record vale ancora.',
    de: 'Keine Regel führt anderswohin, und was den Datensatz hier hält, gilt noch.',
    ko: '다른 단계로 이어지는 규칙이 없고, 현재 단계의 유지 조건이 여전히 충족됩니다.',
    ru: 'Ни одно правило не ведёт в другое место, а условие, которое удерживает запись здесь, ещё выполняется.',
  },
  'no-other-rule': {
    en: 'No rule holds any more; the record stays here until one does.',
    it: 'Nessuna regola vale più; il record resta qui finché non ne vale una.',
    de: 'Keine Regel trifft mehr zu; der Datensatz bleibt hier, bis eine zutrifft.',
    ko: '더 이상 충족되는 규칙이 없으므로, 다른 규칙이 충족될 때까지 현재 단계에 머뭅니다.',
    ru: 'Ни одно правило больше не выполняется; запись остаётся здесь, пока не выполнится какое-нибудь.',
  },
  correction: {
    en: 'A person’s correction holds the record here.',
    it: 'La correzione di una persona trattiene qui il record.',
    de: 'Die Korrektur einer Person hält den Datensatz hier.',
    ko: '담당자의 정정으로 현재 단계가 유지되고 있습니다.',
    ru: 'Запись удерживает здесь исправление человека.',
  },
};

/** What holds a record in its stage, where it is not the rule that the cause tells; null where it is. */
export function staySentence(staysBy: Stay | null, { language }: SentenceWords): string | null {
  return staysBy === null || staysBy === 'rule' ? null : stays[staysBy][language];
}

const score: Texts = {
  en: 'The readiness score is {points}: {signals}.',
  it: 'Il punteggio di prontezza è {points}: {signals}.',
  de: 'Der Reifewert ist {points}: {signals}.',
  ko: '준비도 점수는 {points}점입니다: {signals}.',
  ru: 'Балл готовности — {points}: {signals}.',
};

const noScore: Texts = {
  en: 'The readiness score is 0: no signal counts now.',
  it: 'Il punteggio di prontezza è 0: ora nessun segnale conta.',
  de: 'Der Reifewert ist 0: Zurzeit zählt kein Signal.',
  ko: '준비도 점수는 0점입니다. 현재 반영되는 신호가 없습니다.',
  ru: 'Балл готовности — 0: сейчас ни один сигнал не учитывается.',
};

const until: Texts = {
  en: 'until {date}',
  it: 'scadenza: {date}',
  de: 'bis {date}',
  ko: '{date}까지',
  ru: 'до {date}',
};

/** How many signals a sentence names, those that weigh most first. */
const mostSignals = 5;

/** A record's points and what gives them, as a sentence. `signalLabel` is the name of a signal in the model. */
export function pointsSentence(
  { points, signals }: PointsExplained,
  { language, forms }: SentenceWords,
  signalLabel: (id: string) => string,
): string {
  if (signals.length === 0) return noScore[language];
  const weightiest = signals.toSorted((left, right) => Math.abs(right.points) - Math.abs(left.points));
  const told = weightiest.slice(0, mostSignals).map((signal) => {
    const date = signal.expiresAt === null ? [] : [fill(until[language], { date: forms.day(signal.expiresAt) })];
    return `${forms.quote(signalLabel(signal.id))} (${[forms.signed(signal.points), ...date].join('; ')})`;
  });
  const parts = signals.length > mostSignals ? [...told, '…'] : told;
  const sentence = fill(score[language], { points: forms.number(points), signals: parts.join(', ') }).replace(
    /…\.$/,
    '…',
  );
  return sentence.length <= longestSentence
    ? sentence
    : fill(score[language], { points: forms.number(points), signals: '…' });
}
