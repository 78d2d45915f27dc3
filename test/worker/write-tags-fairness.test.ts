import { pino } from 'pino';
import { expect, test } from 'vitest';
import type { ApiCall, HubSpot } from '../../src/hubspot/hubspot-client.ts';
import { writeTagsStep } from '../../src/worker/write-tags-step.ts';
import { answeredWith } from '../hubspot/answer-calls.ts';
import { useBatteryStore } from '../store/battery-store.ts';
import { describeEachDatabase } from '../store/each-database.ts';
import { contact, created, hear } from '../store/hear.ts';
import { journeyOf, replayed, visit } from '../store/visits.ts';

const workers = 6;
const idsOf = (call: ApiCall) => (call.body as { inputs: { id: string }[] }).inputs.map(({ id }) => id);

describeEachDatabase('accounts that share the workers', (open) => {
  const battery = useBatteryStore(open);

  test('are served while one is slow, one is limited and one has gone: none holds up the others', async () => {
    const slow = await accountWith(900);
    const limited = await accountWith(900);
    const away = await accountWith(900);
    const quick = [await accountWith(250), await accountWith(120)];
    const released = Promise.withResolvers<void>();
    const calls = new Map<string, number>();
    const most = new Map<string, number>();
    const hubspot: HubSpot = {
      async call(accountId, call) {
        calls.set(accountId, (calls.get(accountId) ?? 0) + 1);
        most.set(accountId, Math.max(most.get(accountId) ?? 0, calls.get(accountId) ?? 0));
        try {
          if (accountId === slow) await released.promise;
          if (accountId === limited) throw answeredWith(429, { policyName: 'DAILY' });
          if (accountId === away) throw answeredWith(477, null, { 'Retry-After': '3600' });
          return { status: 200, body: { results: idsOf(call).map((id) => ({ id })) } };
        } finally {
          calls.set(accountId, (calls.get(accountId) ?? 1) - 1);
        }
      },
    };
    const step = writeTagsStep({
      store: battery.store,
      hubspot,
      log: pino({ level: 'silent' }),
      leaseMs: 60_000,
      delayMs: 0,
      callsPerTenSeconds: 1_000,
      journeyNow: () => 1,
      unready: () => [],
      onWritten: () => undefined,
    });
    const stopping = new AbortController();
    const work = async () => {
      while (!stopping.signal.aborted) if (!(await step())) await new Promise(setImmediate);
    };
    const all = Promise.all(Array.from({ length: workers }, work));
    const waiting = async (accountId: string) => (await battery.store.readTagProgress({ accountId })).waiting;
    try {
      await expect.poll(async () => Promise.all(quick.map(waiting)), { timeout: 20_000, interval: 20 }).toEqual([0, 0]);
      // All that while the slow one was still at its first batches, and had not all the workers.
      expect(await waiting(slow)).toBe(900);
      expect(most.get(slow)).toBeLessThan(workers);
      expect(await Promise.all([limited, away].map(waiting))).toEqual([900, 900]);
    } finally {
      stopping.abort();
      released.resolve();
      await all;
    }
    expect(await waiting(slow)).toBeLessThan(900);
  }, 240_000);

  async function accountWith(records: number): Promise<string> {
    const accountId = await battery.installedAccount();
    await battery.store.markPrepared({ accountId, modelVersion: 1, now: 1 });
    const contacts = Array.from({ length: records }, (_, index) => contact(String(index + 1)));
    await hear(
      battery.store,
      accountId,
      contacts.map((record) => created(record, 1)),
    );
    await battery.store.saveJourneys({
      journeys: contacts.map((record) => replayed(accountId, journeyOf(record, [visit('attract', 1)]), 1)),
      now: 1,
      dueAt: 1,
    });
    return accountId;
  }
});
