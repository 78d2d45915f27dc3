/** A process that does one thing with one database: fill it, replay what is due in it, or only read and sort its ledgers. */
import { setTimeout as sleep } from 'node:timers/promises';
import { canonicalFacts } from '../../src/journey/canonical-facts.ts';
import { preset } from '../../src/journey/models/presets.ts';
import { createLog } from '../../src/log.ts';
import { refreshJourneys } from '../../src/refresh-journeys.ts';
import type { DatabaseSpec } from '../../src/store/database.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/operations.ts';
import { createAccountRegistry } from '../../src/worker/account-registry.ts';
import { loopSettings } from '../../src/worker/start-loops.ts';
import { answerParent, childData } from '../child.ts';
import { portalSeenAt } from '../replay/bench-portal.ts';
import { benchConfig } from '../settings.ts';
import { benchAccountId, benchNow, factsOfContacts } from './account-facts.ts';

export type AccountPlan = { database: DatabaseSpec; contacts: number };
export type AccountQuestion = { task: 'fill' } | { task: 'replay'; model: string } | { task: 'read' };

/** Memory of the whole process when so many of its records were done. */
export type MemorySample = { records: number; residentBytes: number; heapBytes: number };
export type AccountAnswer = {
  records: number;
  facts: number;
  publishMs: number;
  elapsedMs: number;
  memory: MemorySample[];
  peakResidentBytes: number;
};

const contactsAtOnce = 200;
const recordsAtOnce = 100;
const restMs = 50;

const { database, contacts } = childData<AccountPlan>();
const opening = openStore(database);

answerParent<AccountQuestion, AccountAnswer>(
  async (question) => {
    const store = await opening;
    const start = performance.now();
    const done =
      question.task === 'fill'
        ? await fill(store)
        : question.task === 'read'
          ? await readAll(store)
          : await replayAll(store, question.model);
    return {
      facts: 0,
      publishMs: 0,
      memory: [],
      elapsedMs: performance.now() - start,
      ...done,
      peakResidentBytes: process.resourceUsage().maxRSS * 1024,
    };
  },
  async () => (await opening).close(),
);

type Done = Pick<AccountAnswer, 'records'> & Partial<AccountAnswer>;

async function fill(store: Store): Promise<Done> {
  const account = { accountId: benchAccountId, now: benchNow };
  await store.installAccount({ ...account, language: 'en', scopes: [], tokens: null, tokenExpiresAt: 0 });
  await store.recordPortalMetadata({ accountId: benchAccountId, observed: portalSeenAt(0), dueAt: benchNow });
  let facts = 0;
  for (let first = 0; first < contacts; first += contactsAtOnce) {
    const batch = [...factsOfContacts(first, Math.min(contactsAtOnce, contacts - first))];
    facts += batch.length;
    await store.recordFacts({
      facts: batch,
      setAside: [],
      erasures: [],
      groupIds: [],
      now: benchNow,
      dueAt: benchNow,
      tombstoneKey: benchConfig.encryptionKeys[0],
    });
  }
  const { records } = await store.readTotals({});
  return { facts, records: Object.values(records).reduce((sum, count) => sum + count, 0) };
}

/** Publishes a model, which makes every record due, and replays as the app does until none is. */
async function replayAll(store: Store, modelName: string): Promise<Done> {
  const publishStart = performance.now();
  await store.publishModel({
    accountId: benchAccountId,
    name: modelName,
    definition: JSON.stringify(preset(modelName)),
    publishedBy: 'bench',
    expectedVersion: null,
    now: benchNow,
    dueAt: benchNow,
  });
  const publishMs = performance.now() - publishStart;
  const { records: due } = await store.readQueueSizes({ dueAt: benchNow });
  const samples = sampleMemory(due);
  let records = 0;
  const step = refreshJourneys({
    store,
    log: createLog(benchConfig.logLevel),
    currentModels: createAccountRegistry(store).currentModels,
    journeyNow: () => benchNow,
    leaseMs: benchConfig.claimLeaseMs,
    recordsAtOnce,
    onRefreshed: (count) => {
      records += count;
      samples.note(records);
    },
  });
  const start = performance.now();
  await Promise.all(Array.from({ length: loopSettings.refresh.concurrency }, () => drain(store, step)));
  return { records, publishMs, elapsedMs: performance.now() - start, memory: samples.taken };
}

/** Steps as the app's loop does, until no record is due. */
async function drain(store: Store, step: () => Promise<boolean>): Promise<void> {
  for (;;) {
    while (await step()) await new Promise(setImmediate);
    const { records, failedReplays } = await store.readQueueSizes({ dueAt: benchNow });
    if (failedReplays > 0)
      throw new Error(`${failedReplays} records could not be replayed: no figure would mean anything.`);
    if (records === 0) return;
    // Companies whose people have just moved rest for a moment before they are replayed.
    await sleep(restMs);
  }
}

/** The baseline: the same ledgers in batches of the same size, read and sorted; nothing is replayed, nothing saved. */
async function readAll(store: Store): Promise<Done> {
  const done = { records: 0, facts: 0 };
  for (const objectType of ['contact', 'deal', 'company'] as const) {
    let after = '';
    for (;;) {
      const records = await store.readRecordsPage({
        accountId: benchAccountId,
        objectType,
        after,
        limit: recordsAtOnce,
      });
      if (records.length === 0) break;
      for (const { facts } of await store.loadLedgers({ records })) done.facts += canonicalFacts(facts).length;
      done.records += records.length;
      after = records.at(-1)?.recordId ?? after;
    }
  }
  return done;
}

/** Takes note of the memory when a quarter, a half and all of so many records are done. */
function sampleMemory(expected: number): { taken: MemorySample[]; note(records: number): void } {
  const taken: MemorySample[] = [];
  const shares = [0.25, 0.5, 1];
  return {
    taken,
    note(records) {
      while (records >= expected * (shares[0] ?? Number.POSITIVE_INFINITY)) {
        shares.shift();
        const { rss, heapUsed } = process.memoryUsage();
        taken.push({ records, residentBytes: rss, heapBytes: heapUsed });
      }
    },
  };
}
