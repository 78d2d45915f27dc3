import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { preset } from '../../src/journey/models/presets.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/operations.ts';
import type { StoredClock } from '../../src/store/read-clocks.ts';
import { fillClocks } from './fill-clocks.ts';

export type SweepMeasurement = {
  clocks: number;
  due: number;
  /** Records that the sweep took: they must be those that are due, each once. */
  touched: number;
  /** A sweep that takes all that is due, and one that finds nothing. */
  sweepMs: number;
  idleMs: number;
  /** The baseline: every open clock is read and asked whether it is due. */
  lookAtAllMs: number;
};

const atOnce = 100;
const leaseMs = 3_600_000;

/** Fills a new database and sweeps it once for each round; the rounds take turns with the baseline. */
export async function measureSweep(
  directory: string,
  given: { clocks: number; due: number; rounds: number },
): Promise<SweepMeasurement[]> {
  const folder = mkdtempSync(join(directory, 'journey-steward-sweep-'));
  const path = join(folder, 'sweep.db');
  const now = Date.parse('2026-11-20T16:00:00Z');
  try {
    await prepare(path);
    fillClocks(path, { clocks: given.clocks, due: given.due, now });
    const store = await openStore({ kind: 'sqlite', path });
    const measured: SweepMeasurement[] = [];
    try {
      for (let round = 0; round < given.rounds; round += 1) {
        // The leases of the round before have run out by then.
        const wallClock = round * 2 * leaseMs;
        const begun = performance.now();
        const touched = await sweep(store, now, wallClock);
        const swept = performance.now();
        await store.claimDueRecords({ dueAt: now, now: wallClock, leaseMs, limit: atOnce });
        const idle = performance.now();
        await lookAtAll(store, now);
        const times = { sweepMs: swept - begun, idleMs: idle - swept, lookAtAllMs: performance.now() - idle };
        measured.push({ clocks: given.clocks, due: given.due, touched, ...times });
      }
    } finally {
      await store.close();
    }
    return measured;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function prepare(path: string): Promise<void> {
  const store = await openStore({ kind: 'sqlite', path });
  const model = preset('lead-funnel');
  const account = { accountId: '1', language: 'en', scopes: [], tokens: 't', tokenExpiresAt: 0, now: 0 } as const;
  await store.installAccount({ ...account, scopes: [] });
  const published = { name: model.name, definition: JSON.stringify(model), publishedBy: 'start', expectedVersion: 0 };
  await store.publishModel({ accountId: '1', ...published, now: 0, dueAt: 0 });
  await store.close();
}

/** What the refresh loop does before it replays: it takes what is due, a hundred at a time, until nothing is. */
async function sweep(store: Store, dueAt: number, now: number): Promise<number> {
  const touched = new Set<string>();
  for (;;) {
    const records = await store.claimDueRecords({ dueAt, now, leaseMs, limit: atOnce });
    if (records.length === 0) return touched.size;
    for (const { recordId } of records) touched.add(recordId);
  }
}

async function lookAtAll(store: Store, now: number): Promise<number> {
  let due = 0;
  for (let after: StoredClock | null = null; ; ) {
    const page: StoredClock[] = await store.readClocksPage({ after, limit: 10_000 });
    due += page.filter(({ clock }) => (clock.nextChangeAtMs ?? Number.POSITIVE_INFINITY) <= now).length;
    after = page.at(-1) ?? null;
    if (after === null) return due;
  }
}
