import { type Texts, teamNames } from '../journey/texts.ts';
import type { Language } from '../journey/vocabulary.ts';
import type { AgreementVersion, Clock, ClockKind, ClockStep } from './clock.ts';

/** What a task says, in the language of the account. `ownerIds`: who should have it, the first choice first. */
export type StepTask = { subject: string; body: string; dueAt: number; ownerIds: string[] };

/** A step that has come while its clock is open; `task` is null for one that only warns. */
export type OpenStep = { clockKey: string; step: string; task: StepTask | null };

export type StepContext = {
  versions: readonly AgreementVersion[];
  language: Language;
  /** What a stage is called in that language. */
  stageName: (stage: string) => string;
  /** The owner of the record now; empty when nobody owns it. */
  ownerId: string;
};

/**
 * The steps that have come on open clocks. One that had come before the agreement was published asks nobody for anything: who
 * publishes one must not flood the portal with tasks about the past.
 */
export function openSteps(clocks: readonly Clock[], context: StepContext): OpenStep[] {
  const open: OpenStep[] = [];
  for (const clock of clocks) {
    if (clock.stoppedAtMs !== null) continue;
    for (const step of clock.steps) {
      if (!step.reached || step.silent) continue;
      const task = step.do === 'task' ? taskOf(clock, step, context) : null;
      open.push({ clockKey: clock.key, step: step.id, task });
    }
  }
  return open;
}

function taskOf(clock: Clock, step: ClockStep, context: StepContext): StepTask {
  const { versions, language, ownerId } = context;
  const team = versions.find(({ version }) => version === clock.policyVersion)?.agreement.teams[clock.team];
  const owner = ownerId === '' ? [] : [ownerId];
  const leader = team?.leadPerson === undefined ? [] : [team.leadPerson];
  const people = step.who === 'owner' ? [...owner, ...leader] : [...leader, ...owner];
  const urgency = step.atPercent < 100 ? soon : overdue;
  return {
    subject: `${urgency[language]}: ${asks[clock.kind][language]} (${context.stageName(clock.stage)})`,
    body: fill(reason[language], {
      team: teamNames[clock.team][language],
      percent: String(step.atPercent),
      due: dueText(clock, team?.calendar.zone, language),
    }),
    dueAt: Math.max(clock.dueAtMs ?? 0, step.atMs ?? 0),
    ownerIds: [...new Set(people)],
  };
}

function dueText({ dueAtMs }: Clock, timeZone: string | undefined, language: Language): string {
  if (dueAtMs === null) return '–';
  return dateFormat(language, timeZone).format(dueAtMs);
}

const dateFormats = new Map<string, Intl.DateTimeFormat>();

/** To make one takes a hundred times as long as to use it; there are as many as zones of agreements. */
function dateFormat(language: Language, timeZone: string | undefined): Intl.DateTimeFormat {
  const key = `${language} ${timeZone ?? ''}`;
  const known = dateFormats.get(key);
  if (known !== undefined) return known;
  const options = { dateStyle: 'medium', timeStyle: 'short', ...(timeZone !== undefined && { timeZone }) } as const;
  const format = new Intl.DateTimeFormat(language, options);
  dateFormats.set(key, format);
  return format;
}

function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
}

const soon: Texts = { en: 'Due soon', it: 'In scadenza', de: 'Bald fällig', ko: '기한 임박', ru: 'Скоро срок' };
const overdue: Texts = { en: 'Overdue', it: 'Scaduto', de: 'Überfällig', ko: '기한 초과', ru: 'Просрочено' };

const asks: Readonly<Record<ClockKind, Texts>> = {
  accept: {
    en: 'accept or return the handoff',
    it: 'accettare o restituire il passaggio',
    de: 'Übergabe annehmen oder zurückgeben',
    ko: '인계를 수락하거나 반환하세요',
    ru: 'принять или вернуть передачу',
  },
  'first-touch': {
    en: 'get in touch for the first time',
    it: 'prendere il primo contatto',
    de: 'den ersten Kontakt aufnehmen',
    ko: '첫 연락을 하세요',
    ru: 'связаться впервые',
  },
  'keep-in-touch': {
    en: 'get in touch again',
    it: 'riprendere il contatto',
    de: 'sich wieder melden',
    ko: '다시 연락하세요',
    ru: 'снова связаться',
  },
  'time-in-stage': {
    en: 'bring the stage to an end',
    it: 'concludere la fase',
    de: 'die Phase zum Abschluss bringen',
    ko: '단계를 마무리하세요',
    ru: 'завершить этап',
  },
};

const reason: Texts = {
  en: '{team} has used {percent} % of the agreed time; it is due on {due}.',
  it: '{team} ha usato il {percent} % del tempo concordato; la scadenza è {due}.',
  de: '{team} hat {percent} % der vereinbarten Zeit verbraucht; fällig ist es am {due}.',
  ko: '{team} 팀이 합의된 시간의 {percent}%를 사용했습니다. 기한: {due}.',
  ru: '{team}: использовано {percent} % согласованного времени; срок: {due}.',
};
