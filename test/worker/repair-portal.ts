import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { webhookEvents } from '../../sandbox/portal/deliveries/webhook-events.ts';
import type { OpenAnswers } from '../../sandbox/portal/portal-state.ts';
import { createClientToken } from '../../src/hubspot/client-token.ts';
import { createHubSpot } from '../../src/hubspot/hubspot-client.ts';
import { createJournal, journalScopes } from '../../src/hubspot/journal.ts';
import { uninstallSubscription, wantedSubscriptions } from '../../src/hubspot/journal-subscriptions.ts';
import { followedProperties } from '../../src/journey/models/followed-properties.ts';
import { preset } from '../../src/journey/models/presets.ts';
import { createLog } from '../../src/log.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/operations.ts';
import { backfillStep } from '../../src/worker/backfill-step.ts';
import { type ReadHistoriesOptions, readHistoriesStep } from '../../src/worker/read-histories-step.ts';
import { type ReadJournalOptions, readJournalStep } from '../../src/worker/read-journal-step.ts';
import { repairStep } from '../../src/worker/repair-step.ts';
import { unpackDelivery } from '../../webhooks/unpack-delivery.ts';
import { unpackJournalFile } from '../../webhooks/unpack-journal-file.ts';
import { allScopes, clientId, clientSecret, startPortal } from '../sandbox/portal/start-portal.ts';
import { install } from '../store/battery-store.ts';
import { tombstoneKey } from '../store/hear.ts';

const model = preset('lead-funnel');
const never = new AbortController().signal;
export const startsAt = Date.UTC(2026, 2, 2, 9);
const minuteMs = 60_000;

export type RepairPortal = Awaited<ReturnType<typeof createRepairPortal>>;

/** A portal whose clock goes on by a minute with each change, and a store whose accounts hear what a test lets them hear. */
export async function createRepairPortal(
  openAnswers: Partial<OpenAnswers> = {},
  {
    scopes = allScopes,
    ...portalOptions
  }: { grantsJournal?: boolean; journalEventsPerFile?: number; scopes?: readonly string[] } = {},
) {
  const limits = { callsPerTenSeconds: 100_000, searchesPerSecond: 10_000, journalCallsPerSecond: 1_000 };
  const { portal, url } = await startPortal({ ...limits, ...portalOptions, openAnswers });
  const directory = mkdtempSync(join(tmpdir(), 'journey-steward-repair-'));
  const store = await openStore({ kind: 'sqlite', path: join(directory, 'journey-steward.db') });
  const close = async () => {
    await store.close();
    rmSync(directory, { recursive: true, force: true });
  };
  let now = startsAt;
  portal.clock.set(now);
  const told: object[] = [];
  portal.watch({
    changed: (changes) => told.push(...changes.flatMap((change) => webhookEvents(portal.state, null, change))),
  });
  const { accessToken } = portal.grant(scopes);
  const tokens = { get: async () => accessToken, forget: () => {}, keep: () => ({ tokens: '', tokenExpiresAt: 0 }) };
  const hubspot = createHubSpot({
    ...{ store, tokens, apiUrl: url, callsPerTenSeconds: 100_000, searchesPerSecond: 10_000 },
    onCall: () => {},
  });
  const options = {
    ...{ store, hubspot, tombstoneKey, leaseMs: 10_000 },
    log: createLog('silent'),
    modelOf: async () => ({ model, modelVersion: 1, language: 'en' as const, portal: [] }),
    journeyNow: () => now,
    onRecorded: () => {},
  };
  const run = async (step: (signal: AbortSignal) => Promise<boolean>) => {
    while (await step(never)) {
      // Each turn does a part.
    }
  };
  const token = createClientToken({ apiUrl: url, clientId, clientSecret }, journalScopes);
  const journal = createJournal({ apiUrl: url, token });
  const readJournalAs = (accountId: string, changes: Partial<ReadJournalOptions> = {}) =>
    readJournalStep({
      ...options,
      ...{ journal, everyMs: 0, onRead: () => {}, onUninstalled: async () => {} },
      unpack: (text) =>
        unpackJournalFile(text.replaceAll(`"portalId":${portal.state.portalId}`, `"portalId":${accountId}`)),
      ...changes,
    });
  const historiesStep = (changes: Partial<ReadHistoriesOptions> = {}) =>
    readHistoriesStep({ ...options, onRead: () => {}, ...changes });
  return {
    portal,
    store,
    hubspot,
    journal,
    /** Has everything followed in the portal's journal. */
    async follow() {
      const account = { accountId: String(portal.state.portalId), scopes: ['tickets'] };
      const wanted = wantedSubscriptions(account, followedProperties);
      for (const one of [...wanted, uninstallSubscription]) await journal.subscribe(one);
    },
    /** A step that reads the journal, as if it told of this account. */
    readJournalAs,
    /** Reads the journal to its end, or as far as it goes. */
    readJournal: (accountId: string, changes: Partial<ReadJournalOptions> = {}) =>
      run(readJournalAs(accountId, changes)),
    close,
    now: () => now,
    /** Makes a change a minute after the last one. Returns the id of the record that exists then. */
    change(change: Parameters<typeof portal.change>[0]): string {
      now += minuteMs;
      portal.clock.set(now);
      return portal.change(change).recordId ?? '';
    },
    /** Lets time pass. */
    wait(minutes: number) {
      now += minutes * minuteMs;
      portal.clock.set(now);
    },
    /** The events that were told since this was last asked. */
    takeEvents: () => told.splice(0),
    /** An account that is ready and has read the past of the portal as it stands. */
    async readyAccount(accountId: string) {
      await install(store, accountId);
      await store.saveTokens({ accountId, was: 'sealed', tokens: 'sealed', tokenExpiresAt: 0, scopes: [...scopes] });
      await store.markPrepared({ accountId, modelVersion: 1, now: 0 });
      await run(backfillStep({ ...options, accountId }));
    },
    hear: (accountId: string, events: readonly object[]) => hearEvents(store, accountId, events),
    /** Reads the histories of what was merged or restored, of all accounts. */
    readHistories: () => run(historiesStep()),
    historiesStep,
    /** Compares an account with the portal. Returns what was recovered. */
    async repair(accountId: string, since?: number) {
      now += minuteMs;
      portal.clock.set(now);
      await store.beginRepairs({ accountId, since, now: Date.now(), journeyNow: now });
      await run(repairStep({ ...options, accountId }));
      return store.readRepairs({ accountId, now: Date.now() });
    },
    step: (accountId: string) => repairStep({ ...options, accountId }),
  };
}

async function hearEvents(store: Store, accountId: string, events: readonly object[]): Promise<void> {
  const body = JSON.stringify(events.map((event) => ({ ...event, portalId: Number(accountId) })));
  const { facts, unclear, erasures } = unpackDelivery(Buffer.from(body));
  if (unclear.length > 0) throw new Error(unclear[0]?.reason);
  const rest = { setAside: [], groupIds: [], now: Date.now(), dueAt: 0, tombstoneKey };
  await store.recordFacts({ facts, erasures, ...rest });
}
