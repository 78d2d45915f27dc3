import { type Agreement, agreementSchema } from '../../src/agreement/agreement-schema.ts';
import type { AgreementVersion, Clock, ClocksOfRecord } from '../../src/agreement/clock.ts';
import { replayWithClocks } from '../../src/agreement/run-clocks.ts';
import type { HeardFact, JourneyRecord } from '../../src/journey/facts.ts';
import { preset } from '../../src/journey/models/presets.ts';
import type { ActionName, Language, Team } from '../../src/journey/vocabulary.ts';
import { historyOf } from '../journey/history.ts';
import { instantOf, timeOf } from '../journey/notation.ts';
import { portal } from '../journey/portal.ts';
import { officeWeek } from './calendars.ts';

/** The same words in every language; what a test does not read. */
export function names(text: string): Record<Language, string> {
  return { en: text, it: text, de: text, ko: text, ru: text };
}

const calendar = { zone: 'UTC', week: officeWeek };

type Given = Partial<Record<keyof Agreement, unknown>>;

/** An agreement of three teams that work Monday to Friday from nine to five, UTC, as a file would give it. */
export function agreementOf(given: Given): Agreement {
  return agreementSchema.parse({
    id: 'test',
    names: names('Test'),
    stages: {},
    teams: { marketing: { calendar }, sales: { calendar, leadPerson: '7' }, service: { calendar } },
    touches: { kinds: ['call', 'email', 'meeting', 'message', 'logged'] },
    returnReasons: [{ id: 'not-ready', name: names('Not ready') }],
    ...given,
  });
}

export const firstVersion = (agreement: Agreement): AgreementVersion => ({
  version: 1,
  agreement,
  publishedAtMs: instantOf('d1'),
  appliesTo: 'open-visits',
});

export const contact: JourneyRecord = { objectType: 'contact', recordId: '1' };

/** What a person says: `d5 10:00 | handoff-returned | convert sales not-ready`. */
export function actionsOf(text: string): HeardFact[] {
  return text
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .filter(([time]) => time !== '')
    .map(([time = '', name = '', words = ''], index) => {
      const [stage = '', team = '', reason] = words.split(' ');
      return actionOf(time, name as ActionName, { id: `a${index}`, stage, team: team as Team, reason });
    });
}

export function actionOf(time: string, name: ActionName, said: { id: string; [key: string]: unknown }): HeardFact {
  const { id, ...value } = said;
  return {
    ...contact,
    recordId: '1',
    kind: 'action',
    subject: `${name}:${id}`,
    value: JSON.stringify({ ...value, by: '42' }),
    occurredAt: instantOf(time),
    hearing: { channel: 'own-action', changeSource: 'CARD', sourceId: 'userId:42' },
  };
}

type Run = {
  agreement?: Agreement;
  versions?: readonly AgreementVersion[];
  now: string;
  actions?: string;
  record?: JourneyRecord;
  /** `contact/5` → `7` */
  aliases?: Record<string, string>;
  model?: string;
};

export function clocksOf(history: string | readonly HeardFact[], run: Run): ClocksOfRecord {
  const { agreement, now, actions = '', record = contact, model = 'lead-funnel' } = run;
  const versions = run.versions ?? [firstVersion(agreement!)];
  const facts = [...(typeof history === 'string' ? historyOf(history) : history), ...actionsOf(actions)];
  const ledger = { record, aliases: new Map(Object.entries(run.aliases ?? {})), facts };
  return replayWithClocks(versions, preset(model), portal, ledger, instantOf(now)).clocks;
}

/** `accept convert sales d5 10:00–d5 11:00 met, due d5 12:00, 60 min` */
export function clockLine(clock: Clock): string {
  const { kind, stage, team, lap, startedAtMs, stoppedAtMs, dueAtMs, state } = clock;
  const span = `${timeOf(startedAtMs)}–${stoppedAtMs === null ? '' : timeOf(stoppedAtMs)}`;
  const due = dueAtMs === null ? 'no due' : `due ${timeOf(dueAtMs)}`;
  const paused = clock.pausedSeconds === 0 ? '' : `, ${clock.pausedSeconds / 60} min paused`;
  const late = clock.breachedBySeconds === 0 ? '' : `, ${clock.breachedBySeconds / 60} min late`;
  const counted = `${clock.businessSeconds / 60} min`;
  return `${kind} ${stage} ${team} ${lap === 1 ? '' : `lap ${lap} `}${span} ${state}, ${due}, ${counted}${paused}${late}`;
}

export function clockLines(history: string | readonly HeardFact[], run: Run): string[] {
  return clocksOf(history, run).clocks.map(clockLine);
}
