import type { Texts } from '../texts.ts';

/** The sentences around the clauses of `conditionTexts`; `{ways}` are clauses with "when", joined by "or". */
export const stageSentenceTexts = {
  further: {
    en: '{stage} comes {ways}.',
    it: 'La fase {stage} inizia {ways}.',
    de: 'Die Phase {stage} beginnt, {ways}.',
    ko: '{ways} {stage} 단계로 이동합니다.',
    ru: 'Этап {stage} начинается, {ways}.',
  },
  earlier: {
    en: 'Back to {stage} {ways}.',
    it: 'Si torna alla fase {stage} {ways}.',
    de: 'Zurück zur Phase {stage} geht es, {ways}.',
    ko: '{ways} {stage} 단계로 되돌아갑니다.',
    ru: 'Возврат на этап {stage} происходит, {ways}.',
  },
  newLap: {
    en: 'A new lap begins {ways}.',
    it: 'Un nuovo giro inizia {ways}.',
    de: 'Eine neue Runde beginnt, {ways}.',
    ko: '{ways} 새 회차가 시작됩니다.',
    ru: 'Новый круг начинается, {ways}.',
  },
  unreachable: {
    en: '{stage} can’t be reached any more.',
    it: 'La fase {stage} non è più raggiungibile.',
    de: 'Die Phase {stage} ist nicht mehr erreichbar.',
    ko: '{stage} 단계로는 더 이상 이동할 수 없습니다.',
    ru: 'Этап {stage} больше недостижим.',
  },
  unreachableInLap: {
    en: '{stage} can’t be reached any more in this lap.',
    it: 'In questo giro la fase {stage} non è più raggiungibile.',
    de: 'Die Phase {stage} ist in dieser Runde nicht mehr erreichbar.',
    ko: '이번 회차에서는 {stage} 단계로 더 이상 이동할 수 없습니다.',
    ru: 'В этом круге этап {stage} больше недостижим.',
  },
  corrected: {
    en: '{stage} is the stage by the rules; a person’s correction holds until they lead elsewhere or it is withdrawn.',
    it: 'Secondo le regole la fase è {stage}; la correzione di una persona vale finché le regole non portano altrove o viene ritirata.',
    de: 'Nach den Regeln ist die Phase {stage}; die Korrektur einer Person gilt, bis die Regeln anderswohin führen oder sie zurückgenommen wird.',
    ko: '규칙에 따른 단계는 {stage}입니다. 규칙이 다른 단계로 이어지거나 정정이 철회될 때까지 담당자의 정정이 유지됩니다.',
    ru: 'По правилам этап — {stage}; исправление человека действует, пока правила не приведут к другому этапу или его не отзовут.',
  },
  byTime: {
    en: 'By itself on {date} if nothing happens before.',
    it: 'Da sola in data {date}, se prima non succede nulla.',
    de: 'Von selbst am {date}, wenn vorher nichts geschieht.',
    ko: '그 전에 아무 일도 없으면 {date}에 자동으로 이동합니다.',
    ru: 'Сам по себе — {date}, если раньше ничего не произойдёт.',
  },
} as const satisfies Record<string, Texts>;

/** How clauses become one: `first` begins the first way, `next` each further one (`nextOfTwo`: where there are two),
 * `inEachCase` stands for what all ways
 * ask for, `more…` tells how many are left out. */
export const joinTexts = {
  first: { en: 'when ', it: 'quando ', de: 'wenn ', ko: '', ru: 'когда ' },
  next: { en: ', or when ', it: ', oppure quando ', de: ' oder wenn ', ko: ' 또는 ', ru: ', или когда ' },
  nextOfTwo: { en: ', or when ', it: ', oppure quando ', de: ' oder wenn ', ko: ' 또는 ', ru: ' или когда ' },
  inEachCase: {
    en: '; in each case only if {clauses}',
    it: '; in ogni caso solo se {clauses}',
    de: '; in jedem Fall nur, wenn {clauses}',
    ko: ' (모든 경우에 {clauses}에만)',
    ru: '; в любом случае только если {clauses}',
  },
  moreWays: {
    en: ' (or in other ways: {count})',
    it: ' (o in altri modi: {count})',
    de: ' (oder auf andere Weise: {count})',
    ko: ' (그 밖의 경우 {count}가지)',
    ru: ' (или иначе, ещё вариантов: {count})',
  },
  moreConditions: {
    en: ' (and other conditions: {count})',
    it: ' (e altre condizioni: {count})',
    de: ' (und andere Bedingungen: {count})',
    ko: ' (그 밖의 조건 {count}개)',
    ru: ' (и другие условия: {count})',
  },
} as const satisfies Record<string, Texts>;
