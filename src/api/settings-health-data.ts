import { missingScopes } from '../hubspot/scopes.ts';
import { tellTagFailure } from '../hubspot/tell-tag-failure.ts';
import type { Language } from '../journey/vocabulary.ts';
import type { Account } from '../store/accounts.ts';
import type { RefusedTask } from '../store/clock-steps.ts';
import type { AccountWork } from '../store/read-account-work.ts';
import type { TagProgress } from '../store/read-tag-progress.ts';
import type { HealthData, HealthRow, HealthTable } from './settings-health-contract.ts';
import { partReaders } from './settings-health-parts.ts';
import type { HealthAsked, HealthSource, Placed } from './settings-health-source.ts';
import { healthWords } from './settings-health-words.ts';
import { tagProblemKey, tasksProblemKey } from './tag-problem-rows.ts';

const iso = (at: number) => new Date(at).toISOString();
const isoOrNull = (at: number | null) => (at === null ? null : iso(at));

/** Reads the rows of each table of one account's health. */
export const healthReaders: {
  [Table in HealthTable]: (source: HealthSource, asked: HealthAsked) => Promise<HealthRow<Table>[]>;
} = {
  backfill: async ({ store }, { accountId, language, now }) =>
    (await store.readBackfillProgress({ accountId, now })).map((one) => ({
      objectType: one.objectType,
      phase: one.phase,
      recordsDone: one.recordsDone,
      recordsTotal: one.recordsTotal,
      startedAt: iso(one.startedAt),
      changedAt: iso(one.changedAt),
      finishedAt: isoOrNull(one.finishedAt),
      isRunning: one.isRunning,
      ...failureOf(one, language),
    })),
  repairs: async ({ store }, { accountId, language, now }) =>
    (await store.readRepairs({ accountId, now })).map((one) => ({
      objectType: one.objectType,
      phase: one.phase,
      checkedAt: isoOrNull(one.checkedAt),
      recordsDone: one.recordsDone,
      recordsTotal: one.recordsTotal,
      recovered: one.recovered,
      recoveredEver: one.recoveredEver,
      finishedAt: isoOrNull(one.finishedAt),
      isRunning: one.isRunning,
      ...failureOf(one, language),
    })),
  queues: async ({ store, journeyNow }, { accountId, now }) => {
    const work = await store.readAccountWork({ accountId, dueAt: journeyNow(), lately: now });
    return queuesOf(work, await store.readTagProgress({ accountId }));
  },
  'waiting-records': (source, asked) => rowsOf(partReaders['waiting-records'](source, asked)),
  'tagged-records': (source, asked) => rowsOf(partReaders['tagged-records'](source, asked)),
  'recovered-records': (source, asked) => rowsOf(partReaders['recovered-records'](source, asked)),
  'set-aside-events': async ({ store }, { accountId, language, limit }) =>
    (await store.readSetAsideReasons({ accountId, limit })).map(({ reason, events, firstAt, lastAt }) => ({
      ...{ reason, events, firstAt: iso(firstAt), lastAt: iso(lastAt) },
      whatToDo: healthWords.setAside[language],
    })),
  'single-set-aside-events': (source, asked) => rowsOf(partReaders['single-set-aside-events'](source, asked)),
  'tag-problems': (source, asked) => rowsOf(partReaders['tag-problems'](source, asked)),
  'failed-replays': (source, asked) => rowsOf(partReaders['failed-replays'](source, asked)),
};

async function rowsOf<Row>(placed: Promise<Placed<Row>[]>): Promise<Row[]> {
  return (await placed).map(({ row }) => row);
}

function queuesOf({ replays, tagWrites, erasures }: AccountWork, { bulkWaiting }: TagProgress): HealthRow<'queues'>[] {
  return [
    { queue: 'replays', waiting: replays.count, since: null },
    { queue: 'tag-writes', waiting: tagWrites.count, since: isoOrNull(tagWrites.since) },
    { queue: 'bulk-tag-writes', waiting: bulkWaiting, since: null },
    { queue: 'erasures', waiting: erasures.count, since: isoOrNull(erasures.since) },
  ];
}

/** The tasks that HubSpot refused, with the words of one of them. */
function taskProblems({ total, examples }: { total: number; examples: readonly RefusedTask[] }, language: Language) {
  return examples.slice(0, 1).map(({ objectType, failure }) => ({
    ...{ key: tasksProblemKey, objectType, records: total, isSetAside: true },
    message: `${healthWords.taskRefused[language]} ${healthWords.saysHubSpot[language]} ${failure}`,
  }));
}

/** What is over is told no more, though its words are still there. */
function failureOf(
  { failure, finishedAt }: { failure: string | null; finishedAt: number | null },
  language: Language,
): { failure: string; whatToDo: string } {
  if (failure === null || finishedAt !== null) return { failure: '', whatToDo: '' };
  return { failure, whatToDo: healthWords.goesOn[language] };
}

const examples = 20;

/** Reads how one account is doing, as the settings page shows it. */
export async function readHealth(
  source: HealthSource,
  { accountId, language }: Pick<HealthAsked, 'accountId' | 'language'>,
): Promise<HealthData> {
  const now = Date.now();
  const asked = { accountId, language, now, limit: examples };
  const work = await source.store.readAccountWork({ accountId, dueAt: source.journeyNow(), lately: now });
  const tags = await source.store.readTagProgress({ accountId });
  const repairs = await healthReaders.repairs(source, asked);
  const journal = await source.store.readJournalReading({});
  const account = (await source.store.readAccounts({})).find((one) => one.accountId === accountId);
  return {
    connection: account === undefined ? null : connectionOf(account, language),
    checkedAt: checkedAtOf(repairs),
    journalReadAsOf: isoOrNull(journal?.asOf ?? null),
    backfill: await healthReaders.backfill(source, asked),
    repairs,
    queues: queuesOf(work, tags),
    tags: { written: tags.written, setAside: tags.setAside },
    tagProblems: [
      ...taskProblems(await source.store.readRefusedTasks({ accountId, limit: 1 }), language),
      ...tags.problems.map(({ objectType, records, isSetAside, failure }) => {
        const told = tellTagFailure(failure, language);
        return {
          key: tagProblemKey({ objectType, isSetAside, failure }),
          objectType,
          records,
          isSetAside,
          message: isSetAside ? told : `${told} ${healthWords.triesAgain[language]}`,
        };
      }),
    ],
    setAsideEvents: { total: work.setAsideEvents, reasons: await healthReaders['set-aside-events'](source, asked) },
    failedReplays: { total: work.failedReplays, examples: await healthReaders['failed-replays'](source, asked) },
  };
}

/** Why an account could not be prepared, and which scopes are missing that it needs. */
function connectionOf(
  { failure, scopes }: Pick<Account, 'failure' | 'scopes'>,
  language: Language,
): HealthData['connection'] {
  const missing = missingScopes(scopes);
  if (missing.length === 0) return failure === null ? null : { failure, whatToDo: healthWords.goesOn[language] };
  const said = `${healthWords.notGranted[language]} ${missing.join(', ')}.`;
  return {
    failure: failure === null ? said : `${said} ${failure}`,
    whatToDo: healthWords.missingScopes[language],
  };
}

/** The account as a whole is as old as the type that was compared longest ago. */
function checkedAtOf(repairs: readonly HealthRow<'repairs'>[]): string | null {
  const instants = repairs.map(({ checkedAt }) => checkedAt);
  if (instants.length === 0 || instants.includes(null)) return null;
  return instants.filter((one) => one !== null).sort()[0] ?? null;
}
