import { missingScopes } from '../hubspot/scopes.ts';
import { tellTagFailure } from '../hubspot/tell-tag-failure.ts';
import type { Language, PastType } from '../journey/vocabulary.ts';
import type { Account } from '../store/accounts.ts';
import type { RefusedTask } from '../store/clock-steps.ts';
import type { Store } from '../store/operations.ts';
import type { AccountWork } from '../store/read-account-work.ts';
import type { TagProgress } from '../store/read-tag-progress.ts';
import type { RecordQueue } from '../store/read-waiting-records.ts';
import { recoveredForCard } from './recovered-for-card.ts';
import type { HealthData, HealthRow, HealthTable } from './settings-health-contract.ts';
import { healthWords } from './settings-health-words.ts';
import { tagProblemKey, tagProblemRows, tasksProblemKey } from './tag-problem-rows.ts';
import { tellSetAsideEvent } from './tell-set-aside-event.ts';

export type HealthSource = {
  store: Pick<
    Store,
    | 'readAccountFailedReplays'
    | 'readAccountSetAsideEvents'
    | 'readAccountWork'
    | 'readAccounts'
    | 'readBackfillProgress'
    | 'readJournalReading'
    | 'readRecoveredRecords'
    | 'readRefusedTasks'
    | 'readRepairs'
    | 'readSetAsideReasons'
    | 'readTagProblems'
    | 'readTagProgress'
    | 'readTaggedRecords'
    | 'readWaitingRecords'
  >;
  /** The clock of journeys, ms. */
  journeyNow: () => number;
};

type Asked = {
  accountId: string;
  language: Language;
  now: number;
  limit: number;
  reason?: string | undefined;
  problem?: string | undefined;
  state?: 'refused' | 'retried' | undefined;
  queue?: RecordQueue | undefined;
  type?: PastType | undefined;
  /** Of the tables of records that change all the time: the record after which to go on. */
  place?: { objectType: string; recordId: string } | null | undefined;
};

const iso = (at: number) => new Date(at).toISOString();
const isoOrNull = (at: number | null) => (at === null ? null : iso(at));

/** Reads the rows of each table of one account's health. */
export const healthReaders: {
  [Table in HealthTable]: (source: HealthSource, asked: Asked) => Promise<HealthRow<Table>[]>;
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
  'waiting-records': async ({ store, journeyNow }, { accountId, limit, queue = 'replays', place = null }) =>
    (await store.readWaitingRecords({ accountId, queue, dueAt: journeyNow(), after: place, limit })).map((one) => ({
      ...{ objectType: one.objectType, recordId: one.recordId },
      ...{ since: iso(one.since), retryAt: isoOrNull(one.retryAt) },
    })),
  'tagged-records': ({ store }, { accountId, limit, place = null }) =>
    store.readTaggedRecords({ accountId, after: place, limit }),
  'recovered-records': async ({ store }, { accountId, language, limit, type = 'contact', place = null }) =>
    (await store.readRecoveredRecords({ accountId, objectType: type, after: place, limit })).map((one) => ({
      ...{ objectType: one.objectType, recordId: one.recordId, foundAt: iso(one.foundAt) },
      found: recoveredForCard(one.recovered, language)
        .map(({ label, count }) => `${label}: ${count}`)
        .join(', '),
    })),
  'set-aside-events': async ({ store }, { accountId, language, limit }) =>
    (await store.readSetAsideReasons({ accountId, limit })).map(({ reason, events, firstAt, lastAt }) => ({
      ...{ reason, events, firstAt: iso(firstAt), lastAt: iso(lastAt) },
      whatToDo: healthWords.setAside[language],
    })),
  'single-set-aside-events': async ({ store }, { accountId, language, limit, reason = null }) =>
    (await store.readAccountSetAsideEvents({ accountId, reason, limit })).map((one) => ({
      ...tellSetAsideEvent(one.event),
      ...{ reason: one.reason, setAsideAt: iso(one.setAsideAt), whatToDo: healthWords.setAside[language] },
    })),
  'tag-problems': ({ store }, asked) => tagProblemRows(store, asked),
  'failed-replays': async ({ store }, { accountId, language, limit }) =>
    (await store.readAccountFailedReplays({ accountId, limit })).map((one) => ({
      ...{ objectType: one.objectType, recordId: one.recordId, failures: one.failures },
      ...{ message: one.failure, retryAt: iso(one.retryAt), whatToDo: healthWords.failedReplay[language] },
    })),
};

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
  { accountId, language }: Pick<Asked, 'accountId' | 'language'>,
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
