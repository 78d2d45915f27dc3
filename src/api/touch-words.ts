import type { ActivityKind, Language } from '../journey/vocabulary.ts';

type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

const one = (one: string, other: string): Forms => ({ one, other });
const few = (one: string, few: string, many: string): Forms => ({ one, few, many, other: few });
const same = (other: string): Forms => ({ other });

/** So many activities of a kind, in the plural forms of each language; `#` stands for the number. */
const forms: Readonly<Record<ActivityKind, Readonly<Record<Language, Forms>>>> = {
  call: {
    en: one('# call', '# calls'),
    it: one('# chiamata', '# chiamate'),
    de: one('# Anruf', '# Anrufe'),
    ko: same('통화 #건'),
    ru: few('# звонок', '# звонка', '# звонков'),
  },
  email: {
    en: one('# e-mail', '# e-mails'),
    it: same('# e-mail'),
    de: one('# E-Mail', '# E-Mails'),
    ko: same('이메일 #건'),
    ru: few('# письмо', '# письма', '# писем'),
  },
  'email-open': {
    en: one('# e-mail opened', '# e-mails opened'),
    it: one('# e-mail aperta', '# e-mail aperte'),
    de: one('# E-Mail geöffnet', '# E-Mails geöffnet'),
    ko: same('이메일 열람 #회'),
    ru: few('# открытие письма', '# открытия письма', '# открытий писем'),
  },
  'email-click': {
    en: one('# link followed', '# links followed'),
    it: one('# link seguito', '# link seguiti'),
    de: one('# Link geöffnet', '# Links geöffnet'),
    ko: same('링크 클릭 #회'),
    ru: few('# переход по ссылке', '# перехода по ссылке', '# переходов по ссылке'),
  },
  'email-reply': {
    en: one('# reply by e-mail', '# replies by e-mail'),
    it: one('# risposta via e-mail', '# risposte via e-mail'),
    de: one('# Antwort per E-Mail', '# Antworten per E-Mail'),
    ko: same('이메일 답장 #건'),
    ru: few('# ответ на письмо', '# ответа на письмо', '# ответов на письма'),
  },
  meeting: {
    en: one('# meeting', '# meetings'),
    it: one('# incontro', '# incontri'),
    de: same('# Treffen'),
    ko: same('미팅 #회'),
    ru: few('# встреча', '# встречи', '# встреч'),
  },
  note: {
    en: one('# note', '# notes'),
    it: one('# nota', '# note'),
    de: one('# Notiz', '# Notizen'),
    ko: same('메모 #건'),
    ru: few('# заметка', '# заметки', '# заметок'),
  },
  message: {
    en: one('# message', '# messages'),
    it: one('# messaggio', '# messaggi'),
    de: one('# Nachricht', '# Nachrichten'),
    ko: same('메시지 #건'),
    ru: few('# сообщение', '# сообщения', '# сообщений'),
  },
  form: {
    en: one('# form sent', '# forms sent'),
    it: one('# modulo inviato', '# moduli inviati'),
    de: one('# Formular gesendet', '# Formulare gesendet'),
    ko: same('양식 제출 #건'),
    ru: few('# отправленная форма', '# отправленные формы', '# отправленных форм'),
  },
  feedback: {
    en: one('# survey answered', '# surveys answered'),
    it: one('# sondaggio compilato', '# sondaggi compilati'),
    de: one('# Umfrage beantwortet', '# Umfragen beantwortet'),
    ko: same('설문 응답 #건'),
    ru: few('# ответ на опрос', '# ответа на опрос', '# ответов на опросы'),
  },
  logged: {
    en: one('# activity of a kind not told', '# activities of a kind not told'),
    it: same('# attività di tipo non detto'),
    de: one('# Aktivität ohne Angabe der Art', '# Aktivitäten ohne Angabe der Art'),
    ko: same('종류를 알 수 없는 활동 #건'),
    ru: few('# действие неизвестного вида', '# действия неизвестного вида', '# действий неизвестного вида'),
  },
};

const rules: Readonly<Record<Language, Intl.PluralRules>> = {
  en: new Intl.PluralRules('en'),
  it: new Intl.PluralRules('it'),
  de: new Intl.PluralRules('de'),
  ko: new Intl.PluralRules('ko'),
  ru: new Intl.PluralRules('ru'),
};

/** Such as “3 e-mails”. */
export function countedActivities(kind: ActivityKind, count: number, language: Language): string {
  const known = forms[kind][language];
  return (known[rules[language].select(count)] ?? known.other).replace('#', String(count));
}
