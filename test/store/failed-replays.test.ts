import { expect, test } from 'vitest';
import { preset } from '../../src/journey/models/presets.ts';
import type { Log } from '../../src/log.ts';
import { refreshJourneys } from '../../src/refresh-journeys.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/operations.ts';
import { portal } from '../journey/portal.ts';
import { install } from './battery-store.ts';
import { describeEachDatabase } from './each-database.ts';
import { failingLog } from './failing-log.ts';
import { contact, created, deal, hear } from './hear.ts';

const brokenId = '50';
const journeyNow = 1_000;
const minuteMs = 60_000;

describeEachDatabase('a record that can not be replayed', (open) => {
  test('is set aside alone, tried again after growing pauses, and forgotten as a failure when it succeeds', async () => {
    const store = await openStore(await open());
    try {
      const accountId = await install(store);
      const ids = Array.from({ length: 100 }, (_, index) => String(index + 1));
      await hear(
        store,
        accountId,
        ids.map((id) => created(contact(id), 1)),
      );
      const said: unknown[] = [];
      const log = { error: (context: unknown) => said.push(context) } as unknown as Pick<Log, 'error'>;
      const refreshed: number[] = [];
      const refresh = (through: Store, into: Pick<Log, 'error'>) =>
        refreshJourneys({
          store: through,
          log: into,
          currentModels: async () => () => ({ model: preset('lead-funnel'), modelVersion: 1, portal, language: 'en' }),
          journeyNow: () => journeyNow,
          leaseMs: 1_000,
          recordsAtOnce: 100,
          onRefreshed: (count) => refreshed.push(count),
        })();

      const startedAt = Date.now();
      expect(await refresh(withBrokenLedger(store), log)).toBe(true);
      expect(refreshed).toEqual([99]);
      expect(said).toEqual([{ err: expect.any(Error), accountId, objectType: 'contact', recordId: brokenId }]);
      const [failed, ...others] = await store.readFailedReplays({ limit: 10 });
      expect(others).toEqual([]);
      expect(failed).toMatchObject({ accountId, recordId: brokenId, failures: 1, failure: 'this ledger is broken' });
      expect(failed!.retryAt - startedAt).toBeGreaterThanOrEqual(30_000);
      expect(failed!.retryAt - startedAt).toBeLessThan(minuteMs);
      expect(await store.readQueueSizes({ dueAt: journeyNow })).toMatchObject({ records: 1, failedReplays: 1 });
      // Nobody claims it during the pause.
      expect(await refresh(store, failingLog)).toBe(false);

      const pauses = [];
      for (let attempt = 2; attempt <= 9; attempt += 1) {
        await store.setAsideReplays({ failed: [{ record: failed!, failure: 'again' } as never], now: 0 });
        pauses.push((await store.readFailedReplays({ limit: 10 }))[0]!.retryAt);
      }
      expect(pauses).toEqual([1, 2, 4, 8, 16, 32, 64, 64].map((minutes) => minutes * minuteMs));

      // The pause is over: of the clock's beginning nothing is left.
      expect(await refresh(store, failingLog)).toBe(true);
      expect(refreshed).toEqual([99, 1]);
      expect(await store.readFailedReplays({ limit: 10 })).toEqual([]);
      expect(await store.readQueueSizes({ dueAt: journeyNow })).toMatchObject({ records: 0, failedReplays: 0 });
      expect(await store.readVisitsPage({ after: null, limit: 1_000 })).toHaveLength(100);
    } finally {
      await store.close();
    }
  });

  test('is told to its account, after the record that was told before, also when that can be replayed again', async () => {
    const store = await openStore(await open());
    try {
      const accountId = await install(store);
      const records = [contact('10'), contact('9'), deal('1')];
      await hear(
        store,
        accountId,
        records.map((record) => created(record, 1)),
      );
      const told = async (after: { objectType: string; recordId: string } | null) =>
        (await store.readAccountFailedReplays({ accountId, after, limit: 9 })).map(({ recordId }) => recordId);
      const failed = records.map((record) => ({ record: { accountId, ...record }, failure: 'odd' }) as never);
      await store.setAsideReplays({ failed: failed.slice(1), now: 0 });
      // The first has none of its own.
      expect(await told(contact('10'))).toEqual(['9', '1']);
      expect(await told(contact('9'))).toEqual(['1']);
      expect(await told(deal('1'))).toEqual([]);
      expect(await told(null)).toEqual(['9', '1']);
      const [first] = await store.readAccountFailedReplays({ accountId, limit: 1 });
      expect(first).toEqual({
        ...{ objectType: 'contact', recordId: '9', failures: 1, failure: 'odd' },
        retryAt: expect.any(Number),
      });
    } finally {
      await store.close();
    }
  });
});

/** The same store, which gives the ledger of one record in a state that replay can't bear. */
function withBrokenLedger(store: Store): Store {
  return {
    ...store,
    loadLedgers: async (input) => {
      const ledgers = await store.loadLedgers(input);
      return ledgers.map((ledger) => (ledger.record.recordId === brokenId ? broken(ledger) : ledger));
    },
  };
}

function broken<Ledger extends object>(ledger: Ledger): Ledger {
  return Object.defineProperty({ ...ledger }, 'facts', {
    get: () => {
      throw new Error('this ledger is broken');
    },
  });
}
