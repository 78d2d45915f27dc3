import { Writable } from 'node:stream';
import { expect, vi } from 'vitest';
import { buildScenario, scenarioEndsAt } from '../../sandbox/scenario/build-scenario.ts';
import { exportVisits } from '../../src/cli/export-visits.ts';
import { recordKey } from '../../src/journey/facts.ts';
import { preset } from '../../src/journey/models/presets.ts';
import { refreshJourneys } from '../../src/refresh-journeys.ts';
import type { Store } from '../../src/store/operations.ts';
import { createAccountRegistry } from '../../src/worker/account-registry.ts';
import { factsOfEvent } from '../../webhooks/facts-of-event.ts';
import { webhookEventSchema } from '../../webhooks/webhook-event.ts';
import { scenarioPortal } from '../sandbox/scenario/replay-scenario.ts';
import { failingLog } from './failing-log.ts';
import { hear } from './hear.ts';

/** Where the clock of journeys stands in the scenario's year. */
export const yearNow = scenarioEndsAt;

/** Records the built-in year in an account's ledger, with the settings of its portal and without those who were erased. */
export async function tellYear(store: Store, accountId: string): Promise<void> {
  await store.recordPortalMetadata({ accountId, observed: scenarioPortal, dueAt: yearNow });
  const events = buildScenario({ portalId: Number(accountId) });
  const readings = events.map((event) => factsOfEvent(webhookEventSchema.parse(event)));
  const erased = new Set(readings.flatMap((read) => (read.kind === 'erasure' ? [recordKey(read.record)] : [])));
  const facts = readings.flatMap((read) => (read.kind === 'facts' ? read.facts : []));
  const told = facts.filter((fact) => !erased.has(recordKey(fact)));
  for (let start = 0; start < told.length; start += 500) {
    await hear(store, accountId, told.slice(start, start + 500), { dueAt: yearNow });
  }
}

/** Publishes a preset for an account, as the command line does. */
export function publishPreset(store: Store, accountId: string, name: string) {
  const definition = JSON.stringify(preset(name));
  const rest = { publishedBy: 'cli', expectedVersion: null, now: Date.now(), dueAt: yearNow };
  return store.publishModel({ accountId, name, definition, ...rest });
}

/** Lets the app replay what is due until nothing is. Needs the faked `Date`, which it moves past the rests of companies. */
export async function refreshAll(store: Store): Promise<void> {
  const step = refreshJourneys({
    store,
    log: failingLog,
    currentModels: createAccountRegistry(store).currentModels,
    journeyNow: () => yearNow,
    leaseMs: 1_000,
    recordsAtOnce: 100,
    onRefreshed: () => {},
  });
  for (let round = 0; ; round += 1) {
    expect(round, 'rounds until nothing is due').toBeLessThan(50);
    vi.advanceTimersByTime(60_000);
    if (!(await step())) return;
  }
}

/** The export of all visits, byte for byte. */
export async function exportedBytes(store: Store): Promise<string> {
  const chunks: Buffer[] = [];
  const output = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk);
      done();
    },
  });
  await exportVisits(store, output);
  return Buffer.concat(chunks).toString('utf8');
}
