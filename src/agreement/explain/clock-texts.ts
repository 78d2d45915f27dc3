import type { Texts } from '../../journey/texts.ts';
import type { ClockState } from '../clock.ts';

export const clockStateNames: Readonly<Record<ClockState, Texts>> = {
  running: { en: 'running', it: 'in corso', de: 'läuft', ko: '진행 중', ru: 'идёт' },
  paused: { en: 'paused', it: 'in pausa', de: 'angehalten', ko: '일시 중지', ru: 'на паузе' },
  met: { en: 'met', it: 'rispettato', de: 'eingehalten', ko: '준수', ru: 'соблюдён' },
  breached: { en: 'breached', it: 'violato', de: 'verletzt', ko: '위반', ru: 'нарушен' },
  cancelled: { en: 'cancelled', it: 'annullato', de: 'aufgehoben', ko: '취소', ru: 'отменён' },
};

/** Whose time it is beside that of teams and nobody. */
export const clientName: Texts = { en: 'Client', it: 'Cliente', de: 'Kunde', ko: '고객', ru: 'Клиент' };

export type DeadlineText =
  | 'target'
  | 'targetDay'
  | 'soFar'
  | 'counted'
  | 'closed'
  | 'holidays'
  | 'moreHolidays'
  | 'paused'
  | 'pausedNow'
  | 'pauseCause'
  | 'morePauses'
  | 'due'
  | 'dueNone'
  | 'met'
  | 'late'
  | 'wasLate'
  | 'lateUncounted'
  | 'cancelled'
  | 'versions'
  | 'revised';

export const deadlineTexts: Readonly<Record<DeadlineText, Texts>> = {
  target: {
    en: '{clock}: {team} has {length} of business time from {start} ({zone}).',
    it: '{clock}: {team} ha {length} di tempo lavorativo da {start} ({zone}).',
    de: '{clock}: {team} hat {length} Geschäftszeit ab {start} ({zone}).',
    ko: '{clock}: {team} 팀에 {start}({zone})부터 업무 시간 {length}이 주어집니다.',
    ru: '{clock}: {team} — {length} рабочего времени, начиная с {start} ({zone}).',
  },
  targetDay: {
    en: '{clock}: {team} has until the end of business day {count}, counted from {start} ({zone}): {length} of business time.',
    it: '{clock}: {team} ha tempo fino al termine del giorno lavorativo {count}, contando da {start} ({zone}): {length} di tempo lavorativo.',
    de: '{clock}: {team} hat bis zum Ende von Geschäftstag {count} Zeit, gezählt ab {start} ({zone}): {length} Geschäftszeit.',
    ko: '{clock}: {team} 팀의 기한은 {start}({zone})부터 세어 {count}번째 업무일이 끝날 때까지이며, 업무 시간으로 {length}입니다.',
    ru: '{clock}: {team} — до конца рабочего дня {count}, считая с {start} ({zone}): {length} рабочего времени.',
  },
  soFar: {
    en: '{length} have counted so far.',
    it: 'Finora contano {length}.',
    de: 'Bisher zählen {length}.',
    ko: '지금까지 {length}이 계산되었습니다.',
    ru: 'Пока засчитано: {length}.',
  },
  counted: {
    en: '{length} counted until {end}.',
    it: 'Fino a {end} contano {length}.',
    de: 'Bis {end} zählen {length}.',
    ko: '{end}까지 {length}이 계산되었습니다.',
    ru: 'До {end} засчитано: {length}.',
  },
  closed: {
    en: 'Time outside of the team’s hours did not count.',
    it: 'Il tempo fuori dall’orario del team non conta.',
    de: 'Zeit außerhalb der Arbeitszeit des Teams zählt nicht.',
    ko: '팀의 업무 시간 외 시간은 제외되었습니다.',
    ru: 'Время вне рабочих часов команды не засчитано.',
  },
  holidays: {
    en: 'Holidays did not count: {holidays}.',
    it: 'Le festività non contano: {holidays}.',
    de: 'Feiertage zählen nicht: {holidays}.',
    ko: '휴일은 제외되었습니다: {holidays}.',
    ru: 'Праздники не засчитаны: {holidays}.',
  },
  moreHolidays: {
    en: '{count} more',
    it: 'altre {count}',
    de: '{count} weitere',
    ko: '그 외 {count}일',
    ru: 'ещё {count}',
  },
  paused: {
    en: 'From {from} to {to} the clock stood still{cause}: {length} of business time.',
    it: 'Da {from} a {to} il cronometro era fermo{cause}: {length} di tempo lavorativo.',
    de: 'Von {from} bis {to} stand die Uhr still{cause}: {length} Geschäftszeit.',
    ko: '{from}부터 {to}까지 시간이 멈췄습니다{cause}. 업무 시간으로 {length}입니다.',
    ru: 'С {from} по {to} отсчёт стоял{cause}: {length} рабочего времени.',
  },
  pausedNow: {
    en: 'Since {from} the clock has stood still{cause}: {length} of business time.',
    it: 'Da {from} il cronometro è fermo{cause}: {length} di tempo lavorativo.',
    de: 'Seit {from} steht die Uhr still{cause}: {length} Geschäftszeit.',
    ko: '{from}부터 시간이 멈춰 있습니다{cause}. 업무 시간으로 {length}입니다.',
    ru: 'С {from} отсчёт стоит{cause}: {length} рабочего времени.',
  },
  pauseCause: {
    en: ' ({property} was {value})',
    it: ' ({property} era {value})',
    de: ' ({property} war {value})',
    ko: '({property} = {value})',
    ru: ' ({property}: {value})',
  },
  morePauses: {
    en: 'There were {count} more pauses: {length} of business time.',
    it: 'Altre pause: {count}, per {length} di tempo lavorativo.',
    de: 'Weitere Pausen: {count}, zusammen {length} Geschäftszeit.',
    ko: '그 외 일시 중지 {count}번: 업무 시간으로 {length}입니다.',
    ru: 'Другие паузы: {count}, всего {length} рабочего времени.',
  },
  due: {
    en: 'It is due on {due}.',
    it: 'Scade il {due}.',
    de: 'Fällig ist es am {due}.',
    ko: '기한은 {due}입니다.',
    ru: 'Срок: {due}.',
  },
  dueNone: {
    en: 'It has no due time while it stands still.',
    it: 'Finché è fermo non ha scadenza.',
    de: 'Solange sie steht, gibt es keinen Fälligkeitszeitpunkt.',
    ko: '멈춰 있는 동안에는 기한이 없습니다.',
    ru: 'Пока отсчёт стоит, срока нет.',
  },
  met: {
    en: 'It was met in time; it was due on {due}.',
    it: 'È stato rispettato; scadeva il {due}.',
    de: 'Es wurde eingehalten; fällig war es am {due}.',
    ko: '기한({due}) 안에 완료되었습니다.',
    ru: 'Срок ({due}) соблюдён.',
  },
  late: {
    en: 'It was due on {due} and is late by {late} of business time.',
    it: 'Scadeva il {due} ed è in ritardo di {late} di tempo lavorativo.',
    de: 'Fällig war es am {due}; der Rückstand beträgt {late} Geschäftszeit.',
    ko: '기한은 {due}이었고, 업무 시간으로 {late} 지났습니다.',
    ru: 'Срок был {due}; опоздание — {late} рабочего времени.',
  },
  wasLate: {
    en: 'It was due on {due} and came late by {late} of business time.',
    it: 'Scadeva il {due} ed è arrivato con {late} di tempo lavorativo di ritardo.',
    de: 'Fällig war es am {due}; es kam um {late} Geschäftszeit zu spät.',
    ko: '기한은 {due}이었고, 업무 시간으로 {late} 늦었습니다.',
    ru: 'Срок был {due}; опоздание составило {late} рабочего времени.',
  },
  lateUncounted: {
    en: 'It was due on {due}, and that has passed, though no business time has since.',
    it: 'Scadeva il {due}: il termine è passato, anche se da allora non è trascorso tempo lavorativo.',
    de: 'Fällig war es am {due}; das ist vorbei, auch wenn seitdem keine Geschäftszeit verging.',
    ko: '기한 {due}이 지났지만, 그 뒤로 업무 시간은 흐르지 않았습니다.',
    ru: 'Срок {due} прошёл, хотя рабочего времени с тех пор не было.',
  },
  cancelled: {
    en: 'It ended before it was met or late, because the stage or the lead changed.',
    it: 'È terminato prima di essere rispettato o violato, perché è cambiata la fase o la guida.',
    de: 'Sie endete, bevor sie eingehalten oder verletzt war, weil die Phase oder die Führung wechselte.',
    ko: '단계나 담당 팀이 바뀌어, 준수 또는 위반되기 전에 종료되었습니다.',
    ru: 'Отсчёт завершён до срока, потому что сменился этап или ведущая команда.',
  },
  versions: {
    en: 'Counted by version {policy} of the agreement and version {calendar} of the calendar.',
    it: 'Contato con la versione {policy} dell’accordo e la versione {calendar} del calendario.',
    de: 'Gezählt nach Version {policy} der Vereinbarung und Version {calendar} des Kalenders.',
    ko: '합의 버전 {policy}과 일정 버전 {calendar}에 따라 계산되었습니다.',
    ru: 'Подсчитано по версии соглашения {policy} и версии календаря {calendar}.',
  },
  revised: {
    en: 'Something that was heard late has changed this: before, it was {state} (version {policy}).',
    it: 'Una notizia arrivata tardi ha cambiato l’esito: prima era {state} (versione {policy}).',
    de: 'Etwas, das spät gemeldet wurde, hat dies geändert: Vorher hieß es „{state}“ (Version {policy}).',
    ko: '늦게 들어온 정보로 결과가 바뀌었습니다. 이전 결과: {state}(버전 {policy}).',
    ru: 'Поздние сведения изменили результат: раньше было «{state}» (версия {policy}).',
  },
};
