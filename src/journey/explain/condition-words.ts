import type { AssociationTest, DealTest, TicketTest } from '../conditions/condition-schema.ts';
import type { Texts } from '../texts.ts';
import type { ActivityKind, Actor, Direction } from '../vocabulary.ts';

/** A word in the forms that the clauses of `countTexts` ask for: of one, of several, and one more where a clause needs it. */
export type WordForms = { one: Texts; many: Texts; own?: Texts };

/** How a deal stands: of one, of several, and of the record's own deal. */
export const phaseTexts: Readonly<Record<DealTest['deals'], WordForms>> = {
  open: {
    one: { en: 'open', it: 'aperta', de: 'offen', ko: '진행 중인', ru: 'открытая' },
    many: { en: 'open', it: 'aperte', de: 'offen', ko: '진행 중인', ru: 'открытых' },
    own: { en: 'open', it: 'aperta', de: 'offen', ko: '진행 중', ru: 'открыта' },
  },
  won: {
    one: { en: 'won', it: 'vinta', de: 'gewonnen', ko: '수주한', ru: 'выигранная' },
    many: { en: 'won', it: 'vinte', de: 'gewonnen', ko: '수주한', ru: 'выигранных' },
    own: { en: 'won', it: 'vinta', de: 'gewonnen', ko: '수주', ru: 'выиграна' },
  },
  lost: {
    one: { en: 'lost', it: 'persa', de: 'verloren', ko: '실주한', ru: 'проигранная' },
    many: { en: 'lost', it: 'perse', de: 'verloren', ko: '실주한', ru: 'проигранных' },
    own: { en: 'lost', it: 'persa', de: 'verloren', ko: '실주', ru: 'проиграна' },
  },
  any: {
    one: { en: 'known', it: 'registrata', de: 'erfasst', ko: '등록된', ru: 'известная' },
    many: { en: 'known', it: 'registrate', de: 'erfasst', ko: '등록된', ru: 'известных' },
    own: { en: 'known', it: 'registrata', de: 'erfasst', ko: '등록된', ru: 'известна' },
  },
};

/** How a ticket stands: one, and several. */
export const ticketPhaseTexts: Readonly<Record<TicketTest['tickets'], WordForms>> = {
  open: {
    one: { en: 'open', it: 'aperto', de: 'offen', ko: '열린', ru: 'открытый' },
    many: { en: 'open', it: 'aperti', de: 'offen', ko: '열린', ru: 'открытых' },
  },
  closed: {
    one: { en: 'closed', it: 'chiuso', de: 'geschlossen', ko: '닫힌', ru: 'закрытый' },
    many: { en: 'closed', it: 'chiusi', de: 'geschlossen', ko: '닫힌', ru: 'закрытых' },
  },
  any: {
    one: { en: 'known', it: 'registrato', de: 'erfasst', ko: '등록된', ru: 'известный' },
    many: { en: 'known', it: 'registrati', de: 'erfasst', ko: '등록된', ru: 'известных' },
  },
};

/** The records of an association: one, several, and none. */
export const associateTexts: Readonly<Record<AssociationTest['associated'], WordForms>> = {
  contact: {
    one: { en: 'a contact', it: 'un contatto', de: 'ein Kontakt', ko: '연락처', ru: 'связанный контакт' },
    many: { en: 'contacts', it: 'contatto', de: 'Kontakte', ko: '연락처', ru: 'связанных контактов' },
    own: { en: 'contacts', it: 'alcun contatto', de: 'kein Kontakt', ko: '연락처', ru: 'связанных контактов' },
  },
  company: {
    one: { en: 'a company', it: 'un’azienda', de: 'ein Unternehmen', ko: '회사', ru: 'связанная компания' },
    many: { en: 'companies', it: 'azienda', de: 'Unternehmen', ko: '회사', ru: 'связанных компаний' },
    own: { en: 'companies', it: 'alcuna azienda', de: 'kein Unternehmen', ko: '회사', ru: 'связанных компаний' },
  },
  deal: {
    one: { en: 'a deal', it: 'una trattativa', de: 'ein Geschäft', ko: '거래', ru: 'связанная сделка' },
    many: { en: 'deals', it: 'trattativa', de: 'Geschäfte', ko: '거래', ru: 'связанных сделок' },
    own: { en: 'deals', it: 'alcuna trattativa', de: 'kein Geschäft', ko: '거래', ru: 'связанных сделок' },
  },
};

/** What happened, as the object of "there is" (`es gibt`). */
export const activityTexts: Readonly<Record<ActivityKind, Texts>> = {
  call: { en: 'a call', it: 'una chiamata', de: 'einen Anruf', ko: '통화', ru: 'звонок' },
  email: { en: 'an e-mail', it: 'un’e-mail', de: 'eine E-Mail', ko: '이메일', ru: 'письмо' },
  'email-open': {
    en: 'an opened e-mail',
    it: 'un’e-mail aperta',
    de: 'eine geöffnete E-Mail',
    ko: '이메일 열람',
    ru: 'открытие письма',
  },
  'email-click': {
    en: 'a click in an e-mail',
    it: 'un clic in un’e-mail',
    de: 'einen Klick in einer E-Mail',
    ko: '이메일 클릭',
    ru: 'клик в письме',
  },
  'email-reply': {
    en: 'a reply to an e-mail',
    it: 'una risposta a un’e-mail',
    de: 'eine Antwort auf eine E-Mail',
    ko: '이메일 회신',
    ru: 'ответ на письмо',
  },
  meeting: { en: 'a meeting', it: 'un incontro', de: 'ein Meeting', ko: '미팅', ru: 'встреча' },
  note: { en: 'a note', it: 'una nota', de: 'eine Notiz', ko: '메모', ru: 'заметка' },
  message: { en: 'a message', it: 'un messaggio', de: 'eine Nachricht', ko: '메시지', ru: 'сообщение' },
  form: {
    en: 'a submitted form',
    it: 'un modulo inviato',
    de: 'ein abgeschicktes Formular',
    ko: '양식 제출',
    ru: 'отправленная форма',
  },
  feedback: {
    en: 'an answered survey',
    it: 'un sondaggio compilato',
    de: 'eine beantwortete Umfrage',
    ko: '설문 응답',
    ru: 'ответ на опрос',
  },
  logged: {
    en: 'a logged activity',
    it: 'un’attività registrata',
    de: 'eine protokollierte Aktivität',
    ko: '기타 기록',
    ru: 'записанная активность',
  },
};

/** Which side an activity must be of, in brackets behind the clause. */
export const sideTexts: Readonly<Record<Direction | Actor, Texts>> = {
  incoming: {
    en: 'from the buyer',
    it: 'da parte dell’acquirente',
    de: 'vom Käufer ausgehend',
    ko: '구매자 측에서',
    ru: 'со стороны покупателя',
  },
  outgoing: {
    en: 'from our side',
    it: 'da parte nostra',
    de: 'von uns ausgehend',
    ko: '우리 측에서',
    ru: 'с нашей стороны',
  },
  owner: {
    en: 'by the owner',
    it: 'del proprietario',
    de: 'durch den Besitzer',
    ko: '담당자가',
    ru: 'через ответственного',
  },
  others: {
    en: 'by somebody other than the owner',
    it: 'di qualcuno che non è il proprietario',
    de: 'durch jemand anderen als den Besitzer',
    ko: '담당자가 아닌 사람이',
    ru: 'не через ответственного',
  },
};

/** From when something is measured. `deals-…` are anchors on the latest such deal; `property` on a property's present value. */
export const anchorTexts = {
  created: {
    en: 'since the record was created',
    it: 'dalla creazione del record',
    de: 'seit der Anlage des Datensatzes',
    ko: '레코드 생성 이후',
    ru: 'с создания записи',
  },
  'visit-start': {
    en: 'since this stage began',
    it: 'dall’inizio di questa fase',
    de: 'seit dem Beginn dieser Phase',
    ko: '현재 단계 시작 이후',
    ru: 'с начала этого этапа',
  },
  'lap-start': {
    en: 'since this lap began',
    it: 'dall’inizio di questo giro',
    de: 'seit dem Beginn dieser Runde',
    ko: '이번 회차 시작 이후',
    ru: 'с начала этого круга',
  },
  'last-activity': {
    en: 'since the last activity',
    it: 'dall’ultima attività',
    de: 'seit der letzten Aktivität',
    ko: '마지막 활동 이후',
    ru: 'с последней активности',
  },
  'engagement-end': {
    en: 'since the last engagement ended',
    it: 'dalla fine dell’ultimo incarico',
    de: 'seit dem Ende des letzten Auftrags',
    ko: '마지막 의뢰 종료 이후',
    ru: 'с завершения последнего проекта',
  },
  property: {
    en: 'since the property {property} last changed',
    it: 'dall’ultima modifica della proprietà {property}',
    de: 'seit der letzten Änderung der Eigenschaft {property}',
    ko: '속성 {property}의 마지막 변경 이후',
    ru: 'с последнего изменения свойства {property}',
  },
  lifecycle: {
    en: 'since the lifecycle stage last changed',
    it: 'dall’ultimo cambio della fase del ciclo di vita',
    de: 'seit dem letzten Wechsel der Lifecycle-Phase',
    ko: '라이프사이클 단계의 마지막 변경 이후',
    ru: 'с последней смены стадии жизненного цикла',
  },
  'deals-open': {
    en: 'since a deal was last opened',
    it: 'dall’apertura dell’ultima trattativa',
    de: 'seit dem zuletzt eröffneten Geschäft',
    ko: '마지막 거래 시작 이후',
    ru: 'с открытия последней сделки',
  },
  'deals-won': {
    en: 'since a deal was last won',
    it: 'dall’ultima trattativa vinta',
    de: 'seit dem letzten gewonnenen Geschäft',
    ko: '마지막 수주 이후',
    ru: 'с выигрыша последней сделки',
  },
  'deals-lost': {
    en: 'since a deal was last lost',
    it: 'dall’ultima trattativa persa',
    de: 'seit dem letzten verlorenen Geschäft',
    ko: '마지막 실주 이후',
    ru: 'с проигрыша последней сделки',
  },
  'tickets-open': {
    en: 'since a ticket was last opened',
    it: 'dall’apertura dell’ultimo ticket',
    de: 'seit dem zuletzt eröffneten Ticket',
    ko: '마지막 티켓 생성 이후',
    ru: 'с открытия последнего тикета',
  },
  'tickets-closed': {
    en: 'since a ticket was last closed',
    it: 'dalla chiusura dell’ultimo ticket',
    de: 'seit dem zuletzt geschlossenen Ticket',
    ko: '마지막 티켓 종료 이후',
    ru: 'с закрытия последнего тикета',
  },
} as const satisfies Record<string, Texts>;

/** How a number or a date must stand to another. */
export const comparisonTexts = {
  atLeast: { en: 'at least {x}', it: 'almeno {x}', de: 'mindestens {x}', ko: '{x} 이상', ru: 'не меньше {x}' },
  above: { en: 'more than {x}', it: 'più di {x}', de: 'mehr als {x}', ko: '{x} 초과', ru: 'больше {x}' },
  atMost: { en: 'at most {x}', it: 'al massimo {x}', de: 'höchstens {x}', ko: '{x} 이하', ru: 'не больше {x}' },
  below: { en: 'less than {x}', it: 'meno di {x}', de: 'weniger als {x}', ko: '{x} 미만', ru: 'меньше {x}' },
  before: { en: 'before {x}', it: 'precedente a «{x}»', de: 'vor dem {x}', ko: '{x} 이전', ru: 'раньше {x}' },
  after: { en: 'after {x}', it: 'successiva a «{x}»', de: 'nach dem {x}', ko: '{x} 이후', ru: 'позже {x}' },
  past: { en: 'in the past', it: 'nel passato', de: 'in der Vergangenheit', ko: '지난 날', ru: 'в прошлом' },
  future: { en: 'in the future', it: 'nel futuro', de: 'in der Zukunft', ko: '앞으로 올 날', ru: 'в будущем' },
  olderThan: {
    en: 'at least {x} ago',
    it: 'di almeno {x} fa',
    de: 'mindestens {x} zurück',
    ko: '{x} 이상 지난 날',
    ru: '{x} назад или раньше',
  },
  dueWithin: {
    en: 'within the next {x}',
    it: 'entro {x} da ora',
    de: 'höchstens {x} in der Zukunft',
    ko: '앞으로 {x} 이내',
    ru: 'в ближайшие {x}',
  },
} as const satisfies Record<string, Texts>;

/** What stands in brackets behind a clause. */
export const detailTexts = {
  after: { en: 'new {x}', it: 'solo {x}', de: 'neu {x}', ko: '{x}', ru: 'считая {x}' },
  pipelines: { en: 'pipeline {x}', it: 'pipeline {x}', de: 'Pipeline {x}', ko: '파이프라인 {x}', ru: 'воронка {x}' },
  lostReasons: { en: 'reason {x}', it: 'motivo {x}', de: 'Grund {x}', ko: '사유 {x}', ru: 'причина {x}' },
  amount: { en: 'amount {x}', it: 'importo: {x}', de: 'Betrag {x}', ko: '금액 {x}', ru: 'сумма {x}' },
  probability: {
    en: 'probability {x}',
    it: 'probabilità: {x}',
    de: 'Wahrscheinlichkeit {x}',
    ko: '확률 {x}',
    ru: 'вероятность {x}',
  },
  priorities: { en: 'priority {x}', it: 'priorità {x}', de: 'Priorität {x}', ko: '우선순위 {x}', ru: 'приоритет {x}' },
  labels: { en: 'label {x}', it: 'etichetta {x}', de: 'Bezeichnung {x}', ko: '레이블 {x}', ru: 'метка {x}' },
  roles: { en: 'role {x}', it: 'ruolo {x}', de: 'Rolle {x}', ko: '역할 {x}', ru: 'роль {x}' },
  quiet: {
    en: 'no activity for {x}',
    it: 'nessuna attività per {x}',
    de: '{x} lang keine Aktivität',
    ko: '{x} 동안 활동 없음',
    ru: 'без активности {x}',
  },
  points: { en: 'now {x}', it: 'ora {x}', de: 'jetzt {x}', ko: '현재 {x}점', ru: 'сейчас {x}' },
  date: { en: 'on {x}', it: '{x}', de: 'am {x}', ko: '{x}', ru: '{x}' },
  visit: {
    en: 'in this stay',
    it: 'in questa permanenza',
    de: 'in diesem Aufenthalt',
    ko: '현재 단계에서',
    ru: 'на этом этапе',
  },
  again: {
    en: 'anew in this lap',
    it: 'di nuovo in questo giro',
    de: 'in dieser Runde erneut',
    ko: '이번 회차에서 다시',
    ru: 'заново в этом круге',
  },
  ever: {
    en: 'in any lap',
    it: 'in qualsiasi giro',
    de: 'in irgendeiner Runde',
    ko: '모든 회차에서',
    ru: 'в любом круге',
  },
} as const satisfies Record<string, Texts>;
