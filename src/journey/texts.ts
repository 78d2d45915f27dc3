import type { JourneyFlag, Language, MoveKind, OwnerTeam } from './vocabulary.ts';

/** A text in every language of the product. */
export type Texts = Readonly<Record<Language, string>>;

export const teamNames: Readonly<Record<OwnerTeam, Texts>> = {
  marketing: { en: 'Marketing', it: 'Marketing', de: 'Marketing', ko: '마케팅', ru: 'Маркетинг' },
  sales: { en: 'Sales', it: 'Vendite', de: 'Vertrieb', ko: '영업', ru: 'Продажи' },
  service: { en: 'Service', it: 'Assistenza', de: 'Service', ko: '서비스', ru: 'Сервис' },
  nobody: { en: 'Nobody', it: 'Nessuno', de: 'Niemand', ko: '없음', ru: 'Никто' },
};

export const moveNames: Readonly<Record<MoveKind, Texts>> = {
  start: { en: 'Start', it: 'Inizio', de: 'Beginn', ko: '시작', ru: 'Начало' },
  advance: { en: 'Advance', it: 'Avanzamento', de: 'Weiter', ko: '진행', ru: 'Вперёд' },
  skip: { en: 'Skip', it: 'Salto', de: 'Sprung', ko: '건너뜀', ru: 'Пропуск' },
  regress: { en: 'Back', it: 'Ritorno', de: 'Zurück', ko: '되돌아감', ru: 'Назад' },
  'new-lap': { en: 'New lap', it: 'Nuovo giro', de: 'Neue Runde', ko: '새 회차', ru: 'Новый круг' },
  correction: { en: 'Correction', it: 'Correzione', de: 'Korrektur', ko: '정정', ru: 'Исправление' },
  noise: {
    en: 'Import or bulk edit',
    it: 'Importazione o modifica in blocco',
    de: 'Import oder Sammeländerung',
    ko: '가져오기 또는 일괄 편집',
    ru: 'Импорт или массовая правка',
  },
};

export const flagNotices: Readonly<Record<JourneyFlag, Texts>> = {
  ambiguous: {
    en: 'A property had several values in the same instant; reading the record again will tell which is right.',
    it: 'Una proprietà aveva più valori nello stesso istante; una nuova lettura del record dirà quale è giusto.',
    de: 'Eine Eigenschaft hatte im selben Augenblick mehrere Werte; erneutes Lesen des Datensatzes zeigt, welcher stimmt.',
    ko: '한 속성이 같은 순간에 여러 값을 가졌습니다. 레코드를 다시 읽으면 올바른 값을 알 수 있습니다.',
    ru: 'Свойство имело несколько значений в один миг; повторное чтение записи покажет верное.',
  },
  estimated: {
    en: 'HubSpot does not say since when some records here are associated; the earliest possible time is taken.',
    it: 'HubSpot non dice da quando alcuni record qui sono associati; vale il primo momento possibile.',
    de: 'HubSpot sagt nicht, seit wann hier einige Datensätze verknüpft sind; es gilt der frühestmögliche Zeitpunkt.',
    ko: '일부 레코드가 언제 연결되었는지 HubSpot에 없어, 가능한 가장 이른 시각을 사용합니다.',
    ru: 'HubSpot не сообщает, с какого времени связаны некоторые записи; взято самое раннее возможное.',
  },
  seen: {
    en: 'Something here was missed when it happened and found later; the time at which it was found is taken.',
    it: 'Qualcosa qui è sfuggito quando è accaduto ed è stato trovato dopo; vale il momento in cui è stato trovato.',
    de: 'Etwas wurde hier versäumt, als es geschah, und später gefunden; es gilt der Zeitpunkt, zu dem es gefunden wurde.',
    ko: '일부 변경이 발생 당시에는 전달되지 않고 나중에 발견되어, 발견된 시각을 사용합니다.',
    ru: 'Что-то здесь было пропущено и обнаружено позже; взято время обнаружения.',
  },
  'time-reversed': {
    en: 'Something is dated before this record was created.',
    it: 'Qualcosa ha una data precedente alla creazione del record.',
    de: 'Etwas ist auf eine Zeit vor der Anlage des Datensatzes datiert.',
    ko: '레코드가 생성되기 전 날짜의 기록이 있습니다.',
    ru: 'Есть событие с датой до создания записи.',
  },
  'unknown-deal-stage': {
    en: 'A deal is in a stage that the portal’s pipelines do not have.',
    it: 'Una trattativa è in una fase che le pipeline del portale non hanno.',
    de: 'Ein Geschäft ist in einer Phase, die keine Pipeline des Portals hat.',
    ko: '포털의 파이프라인에 없는 단계의 거래가 있습니다.',
    ru: 'Сделка находится на этапе, которого нет в воронках портала.',
  },
  'unknown-ticket-stage': {
    en: 'A ticket is in a stage that the app does not know from the portal’s ticket pipelines.',
    it: 'Un ticket è in una fase che l’app non conosce dalle pipeline dei ticket del portale.',
    de: 'Ein Ticket ist in einer Phase, die die App aus den Ticket-Pipelines des Portals nicht kennt.',
    ko: '포털의 티켓 파이프라인에서 앱이 알 수 없는 단계의 티켓이 있습니다.',
    ru: 'Тикет находится на этапе, неизвестном приложению по воронкам тикетов портала.',
  },
};

export const correctedBy: Texts = {
  en: 'A person corrected the stage.',
  it: 'Una persona ha corretto la fase.',
  de: 'Eine Person hat die Phase korrigiert.',
  ko: '담당자가 단계를 정정했습니다.',
  ru: 'Этап исправлен человеком.',
};

export const ruleHeld: Texts = {
  en: 'The rule “{value}” holds.',
  it: 'Vale la regola «{value}».',
  de: 'Die Regel „{value}“ trifft zu.',
  ko: '규칙 “{value}”이(가) 충족됩니다.',
  ru: 'Выполняется правило «{value}».',
};
