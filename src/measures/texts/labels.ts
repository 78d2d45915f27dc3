import type { Texts } from '../../journey/texts.ts';
import type { ActivityKind } from '../../journey/vocabulary.ts';

/** Short words beside bars and over tables. */
export const labels = {
  questions: { en: 'Questions', it: 'Domande', de: 'Fragen', ko: '질문', ru: 'Вопросы' },
  wholeJourney: { en: 'Whole journey', it: 'Tutto il percorso', de: 'Ganze Reise', ko: '전체 여정', ru: 'Весь путь' },
  stages: { en: 'Stages', it: 'Fasi', de: 'Phasen', ko: '단계', ru: 'Этапы' },
  entered: { en: 'entered', it: 'entrati', de: 'eingetreten', ko: '진입', ru: 'вошли' },
  nowHere: { en: 'there now', it: 'ora lì', de: 'jetzt dort', ko: '현재', ru: 'сейчас там' },
  halfWithin: { en: 'half within', it: 'metà entro', de: 'Hälfte binnen', ko: '절반', ru: 'половина за' },
  p75Within: { en: '75 % within', it: '75 % entro', de: '75 % binnen', ko: '75 %', ru: '75 % за' },
  p90Within: { en: '90 % within', it: '90 % entro', de: '90 % binnen', ko: '90 %', ru: '90 % за' },
  ledTo: { en: 'then', it: 'poi', de: 'danach', ko: '다음', ru: 'затем' },
  stillThere: { en: 'still there', it: 'ancora lì', de: 'noch dort', ko: '머무는 중', ru: 'ещё там' },
  noStage: {
    en: 'then no stage',
    it: 'poi nessuna fase',
    de: 'danach keine Phase',
    ko: '이후 단계 없음',
    ru: 'затем без этапа',
  },
  byEdit: {
    en: 'taken out by an import or bulk edit',
    it: 'tolti da un’importazione o modifica in blocco',
    de: 'durch Import oder Sammeländerung entfernt',
    ko: '가져오기 또는 일괄 편집으로 이동',
    ru: 'убраны импортом или массовой правкой',
  },
  fellBack: {
    en: 'back to an earlier stage',
    it: 'indietro a una fase precedente',
    de: 'zurück in eine frühere Phase',
    ko: '이전 단계로',
    ru: 'назад, на более ранний этап',
  },
  outcome: { en: 'outcome', it: 'esito', de: 'Ausgang', ko: '결과', ru: 'исход' },
  noOutcome: {
    en: 'no outcome known',
    it: 'esito non noto',
    de: 'kein Ausgang bekannt',
    ko: '알려진 결과 없음',
    ru: 'исход не известен',
  },
  noValue: { en: 'nothing', it: 'niente', de: 'nichts', ko: '값 없음', ru: 'ничего' },
  unknown: { en: 'unknown', it: 'non noto', de: 'unbekannt', ko: '알 수 없음', ru: 'не известно' },
  others: {
    en: 'and {n} more: see --format json',
    it: 'e altri {n}: vedi --format json',
    de: 'und {n} weitere: siehe --format json',
    ko: '그 외 {n}개: --format json 참조',
    ru: 'и ещё {n}: см. --format json',
  },
  lap: {
    en: 'at least {n} laps',
    it: 'almeno {n} giri',
    de: 'mindestens {n} Runden',
    ko: '{n}회차 이상',
    ru: 'кругов не меньше {n}',
  },
  records: { en: 'records', it: 'record', de: 'Datensätze', ko: '레코드', ru: 'записи' },
  timeReversed: {
    en: 'dated before their creation, not counted',
    it: 'con date anteriori alla creazione, non contati',
    de: 'vor ihrer Anlage datiert, nicht gezählt',
    ko: '생성 전 날짜, 제외됨',
    ru: 'с датой до создания, не учтены',
  },
  outdated: {
    en: 'waiting to be replayed, not counted',
    it: 'in attesa di ricalcolo, non contati',
    de: 'warten auf Neuberechnung, nicht gezählt',
    ko: '재계산 대기 중, 제외됨',
    ru: 'ждут пересчёта, не учтены',
  },
  withoutStage: { en: 'without a stage', it: 'senza fase', de: 'ohne Phase', ko: '단계 없음', ru: 'без этапа' },
  unmatched: {
    en: 'referrals whose referrer is not among the contacts',
    it: 'segnalazioni di chi non è tra i contatti',
    de: 'Empfehlungen, deren Absender kein Kontakt ist',
    ko: '추천인이 연락처에 없는 추천',
    ru: 'рекомендации от тех, кого нет среди контактов',
  },
  elsewhere: {
    en: 'referrals made outside of the counted visits',
    it: 'segnalazioni fatte fuori dalle visite contate',
    de: 'Empfehlungen außerhalb der gezählten Besuche',
    ko: '집계된 방문 밖에서 나온 추천',
    ru: 'рекомендации вне учтённых пребываний',
  },
} as const satisfies Record<string, Texts>;

/** What a split is called over its segments; `property:NAME` goes by its name. */
export const splitNames: Readonly<Record<string, Texts>> = {
  source: { en: 'by source', it: 'per fonte', de: 'nach Quelle', ko: '유입 경로별', ru: 'по источникам' },
  owner: { en: 'by owner', it: 'per proprietario', de: 'nach Besitzer', ko: '담당자별', ru: 'по ответственным' },
  team: { en: 'by team', it: 'per team', de: 'nach Team', ko: '팀별', ru: 'по командам' },
  month: {
    en: 'by month of entry (UTC)',
    it: 'per mese di ingresso (UTC)',
    de: 'nach Eintrittsmonat (UTC)',
    ko: '진입 월별(UTC)',
    ru: 'по месяцам входа (UTC)',
  },
};

export const activityNames: Readonly<Record<ActivityKind, Texts>> = {
  call: { en: 'call', it: 'chiamata', de: 'Anruf', ko: '통화', ru: 'звонок' },
  email: { en: 'e-mail', it: 'e-mail', de: 'E-Mail', ko: '이메일', ru: 'письмо' },
  'email-open': {
    en: 'e-mail opened',
    it: 'e-mail aperta',
    de: 'E-Mail geöffnet',
    ko: '이메일 열람',
    ru: 'письмо открыто',
  },
  'email-click': {
    en: 'link in an e-mail followed',
    it: 'link di un’e-mail seguito',
    de: 'Link einer E-Mail geöffnet',
    ko: '이메일 링크 클릭',
    ru: 'переход по ссылке из письма',
  },
  'email-reply': {
    en: 'e-mail answered',
    it: 'risposta a un’e-mail',
    de: 'E-Mail beantwortet',
    ko: '이메일 답장',
    ru: 'ответ на письмо',
  },
  meeting: { en: 'meeting', it: 'incontro', de: 'Treffen', ko: '미팅', ru: 'встреча' },
  note: { en: 'note', it: 'nota', de: 'Notiz', ko: '메모', ru: 'заметка' },
  message: { en: 'message', it: 'messaggio', de: 'Nachricht', ko: '메시지', ru: 'сообщение' },
  form: { en: 'form', it: 'modulo', de: 'Formular', ko: '양식', ru: 'форма' },
  logged: {
    en: 'activity of a kind not told',
    it: 'attività di tipo non detto',
    de: 'Aktivität ohne Angabe der Art',
    ko: '종류를 알 수 없는 활동',
    ru: 'действие неизвестного вида',
  },
};
