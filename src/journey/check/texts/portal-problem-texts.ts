import { guessTexts } from '../../models/schema-problem-texts.ts';
import type { Texts } from '../../texts.ts';

/** `{guess}` is one of the first three or nothing, `{present}` what the portal has, each by its internal value or id. */
export const portalProblemTexts = {
  meant: guessTexts,
  'label-of-value': {
    en: ' That is the label of "{meant}"; write this value.',
    it: ' È l’etichetta di "{meant}"; scrivi questo valore.',
    de: ' Das ist die Bezeichnung von "{meant}"; schreiben Sie diesen Wert.',
    ko: ' 이것은 "{meant}"의 레이블입니다. 이 값을 쓰세요.',
    ru: ' Это название значения "{meant}"; напишите само значение.',
  },
  'label-of-id': {
    en: ' That is the label of "{meant}"; write the id.',
    it: ' È l’etichetta di "{meant}"; scrivi l’ID.',
    de: ' Das ist die Bezeichnung von "{meant}"; schreiben Sie die ID.',
    ko: ' 이것은 "{meant}"의 레이블입니다. ID를 쓰세요.',
    ru: ' Это название для "{meant}"; напишите идентификатор.',
  },
  'lifecycle-not-standard': {
    en: '"{value}" is none of HubSpot\'s own lifecycle stages.{guess}',
    it: '"{value}" non è una delle fasi del ciclo di vita predefinite di HubSpot.{guess}',
    de: '"{value}" ist keine der Lifecycle-Phasen, die HubSpot mitbringt.{guess}',
    ko: '"{value}"은(는) HubSpot의 기본 라이프사이클 단계가 아닙니다.{guess}',
    ru: '"{value}" — не стандартная стадия жизненного цикла HubSpot.{guess}',
  },
  'lifecycle-unknown': {
    en: 'This portal has no lifecycle stage "{value}".{guess} It has: {present}.',
    it: 'Questo portale non ha la fase del ciclo di vita "{value}".{guess} Ha: {present}.',
    de: 'Dieses Portal hat keine Lifecycle-Phase "{value}".{guess} Es hat: {present}.',
    ko: '이 포털에는 "{value}" 라이프사이클 단계가 없습니다.{guess} 있는 단계: {present}.',
    ru: 'В этом портале нет стадии жизненного цикла "{value}".{guess} Есть: {present}.',
  },
  'lifecycle-taken-out': {
    en: 'This portal has taken out {values}, so this holds of no record that is changed from now on. It has: {present}.',
    it: 'Questo portale ha tolto {values}, quindi d’ora in poi questo non vale per alcun record che cambia. Ha: {present}.',
    de: 'Dieses Portal hat {values} entfernt; das trifft also auf keinen Datensatz zu, der von nun an geändert wird. Es hat: {present}.',
    ko: '이 포털에서 {values}을(를) 삭제했으므로 앞으로 변경되는 레코드에는 충족되지 않습니다. 있는 단계: {present}.',
    ru: 'В этом портале убраны: {values}, поэтому ни для одной записи, изменённой с этого времени, условие не выполнится. Есть: {present}.',
  },
  'deal-pipeline-unknown': {
    en: 'This portal has no deal pipeline with the id "{pipeline}".{guess} It has: {present}.',
    it: 'Questo portale non ha una pipeline di trattative con l’ID "{pipeline}".{guess} Ha: {present}.',
    de: 'Dieses Portal hat keine Deal-Pipeline mit der ID "{pipeline}".{guess} Es hat: {present}.',
    ko: '이 포털에는 ID가 "{pipeline}"인 거래 파이프라인이 없습니다.{guess} 있는 파이프라인: {present}.',
    ru: 'В этом портале нет воронки сделок с идентификатором "{pipeline}".{guess} Есть: {present}.',
  },
  'ticket-pipeline-unknown': {
    en: 'This portal has no ticket pipeline with the id "{pipeline}".{guess} It has: {present}.',
    it: 'Questo portale non ha una pipeline di ticket con l’ID "{pipeline}".{guess} Ha: {present}.',
    de: 'Dieses Portal hat keine Ticket-Pipeline mit der ID "{pipeline}".{guess} Es hat: {present}.',
    ko: '이 포털에는 ID가 "{pipeline}"인 티켓 파이프라인이 없습니다.{guess} 있는 파이프라인: {present}.',
    ru: 'В этом портале нет воронки тикетов с идентификатором "{pipeline}".{guess} Есть: {present}.',
  },
  'tickets-not-granted': {
    en: 'This portal has not let the app read tickets, so none is known. Install the app again with the scope "tickets".',
    it: 'Questo portale non ha consentito all’app di leggere i ticket, quindi non se ne conosce alcuno. Installa di nuovo l’app con l’ambito "tickets".',
    de: 'Dieses Portal hat der App nicht erlaubt, Tickets zu lesen; es ist also keines bekannt. Installieren Sie die App erneut mit der Berechtigung "tickets".',
    ko: '이 포털은 앱에 티켓 읽기를 허용하지 않아 알려진 티켓이 없습니다. "tickets" 범위를 포함해 앱을 다시 설치하세요.',
    ru: 'Этот портал не разрешил приложению читать тикеты, поэтому ни один не известен. Установите приложение снова с разрешением "tickets".',
  },
  'roles-of-company': {
    en: 'A company has no buying role. Ask for "associated": "contact", or leave "roles" out.',
    it: 'Un’azienda non ha un ruolo d’acquisto. Chiedi "associated": "contact" oppure togli "roles".',
    de: 'Ein Unternehmen hat keine Einkaufsrolle. Verlangen Sie "associated": "contact", oder lassen Sie "roles" weg.',
    ko: '회사에는 구매 역할이 없습니다. "associated": "contact"를 요구하거나 "roles"를 빼세요.',
    ru: 'У компании нет роли в покупке. Требуйте "associated": "contact" или уберите "roles".',
  },
  'roles-of-deal': {
    en: 'A deal has no buying role. Ask for "associated": "contact", or leave "roles" out.',
    it: 'Una trattativa non ha un ruolo d’acquisto. Chiedi "associated": "contact" oppure togli "roles".',
    de: 'Ein Deal hat keine Einkaufsrolle. Verlangen Sie "associated": "contact", oder lassen Sie "roles" weg.',
    ko: '거래에는 구매 역할이 없습니다. "associated": "contact"를 요구하거나 "roles"를 빼세요.',
    ru: 'У сделки нет роли в покупке. Требуйте "associated": "contact" или уберите "roles".',
  },
  'role-unknown': {
    en: '"{role}" is no buying role of this portal.{guess} There are: {present}.',
    it: '"{role}" non è un ruolo d’acquisto di questo portale.{guess} Ci sono: {present}.',
    de: '"{role}" ist keine Einkaufsrolle dieses Portals.{guess} Es gibt: {present}.',
    ko: '"{role}"은(는) 이 포털의 구매 역할이 아닙니다.{guess} 있는 역할: {present}.',
    ru: '"{role}" — не роль в покупке этого портала.{guess} Есть: {present}.',
  },
} as const satisfies Record<string, Texts>;
