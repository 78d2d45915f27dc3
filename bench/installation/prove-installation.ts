import { randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { postJson } from '../../sandbox/demo/watch-app.ts';
import type { FaultInput } from '../../sandbox/portal/api/faults.ts';
import { exportVisits } from '../../src/cli/export-visits.ts';
import { propertiesToFollow } from '../../src/hubspot/followed-properties.ts';
import { preset } from '../../src/journey/models/presets.ts';
import { objectTypes } from '../../src/journey/vocabulary.ts';
import { databaseSpec } from '../../src/store/database.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/operations.ts';
import { compareTags } from '../../test/end-to-end/compare-tags.ts';
import { exportInMemory } from '../../test/end-to-end/replay-in-memory.ts';
import { scenarioPortal } from '../../test/sandbox/scenario/replay-scenario.ts';
import { startChild } from '../child.ts';
import { compareLedger, type LedgerComparison } from './compare-ledger.ts';
import { expectedLife } from './expected-life.ts';
import type { HubSpotAnswer, HubSpotQuestion, HubSpotTerms, PortalTerms } from './hubspot-process.ts';
import { endsAt, installedAt, inventLife, type Life } from './invent-life.ts';
import type { TrueRecord } from './portal-truth.ts';
import { createProvenApp, type ProvenApp } from './proven-app.ts';

/** One portal at the end: what was held against what, and what differs. */
export type PortalProof = {
  portalId: number;
  ledger: LedgerComparison;
  tags: { compared: number; different: string[] };
  /** Visits of the export, but for the ids of their causes. */
  visits: { compared: number; different: string[] };
  /** What repair found again, by the kind of fact. */
  recovered: Record<string, number>;
  lost: number;
  /** Facts of people whose privacy deletion was told. */
  factsOfForgotten: number;
};
export type InstallationProof = { portals: PortalProof[]; kills: number; seconds: Record<string, number> };

export type ProofTerms = {
  /** In each of the two portals. */
  contacts: number;
  databaseUrl?: string;
  /** What is going on, for whoever waits. */
  tell: (line: string) => void;
};

const client = { id: 'proof-client', secret: randomBytes(16).toString('hex') };
/** More than HubSpot grants, so that the proof takes minutes less; the limits are kept to all the same. */
const callsPerTenSeconds = 1_100;
const subscriptionsPath = fileURLToPath(
  new URL('../../app-extensions/app/webhooks/webhooks-hsmeta.json', import.meta.url),
);

/** What HubSpot does to calls all the time. */
const faults: FaultInput[] = [
  { path: '/batch/', status: 503, share: 0.02 },
  { path: '/search', status: 500, share: 0.02 },
  { path: '/batch/', cut: 'before-write', share: 0.01 },
  { path: '/batch/update', cut: 'after-write', share: 0.02 },
  { path: '/batch/update', status: 423, share: 0.02 },
  { path: '/batch/', failedInputShare: 0.01, share: 0.05 },
];
/** What costs ten seconds of waiting, and what costs fifteen: once in each portal. */
const limited: FaultInput = { path: '/batch/', status: 429, times: 1, share: 0.2 };
const unanswered: FaultInput = { path: '/batch/read', delayMs: 16_000, times: 1, share: 0.2 };

/**
 * Installs two portals, which use the same record ids, in one app, and reads their past under faults and kills while they go
 * on living; loses and doubles deliveries; repairs; and holds every record against its portal.
 */
export async function proveInstallation(terms: ProofTerms): Promise<InstallationProof> {
  const directory = mkdtempSync(join(tmpdir(), 'journey-steward-proof-'));
  const databaseUrl = terms.databaseUrl ?? join(directory, 'journey-steward.db');
  const portals: PortalTerms[] = [1, 2].map((seed) => ({
    portalId: 20_260_700 + seed,
    contacts: terms.contacts,
    seed,
  }));
  const hubspotTerms: HubSpotTerms = {
    ...{ clientId: client.id, clientSecret: client.secret, callsPerTenSeconds, subscriptionsPath, portals },
  };
  const hubspot = startChild<HubSpotQuestion, HubSpotAnswer>(
    fileURLToPath(new URL('hubspot-process.ts', import.meta.url)),
    hubspotTerms,
  );
  const opened = await hubspot.ask({ ask: 'open' });
  const portalUrls = Object.values(opened.portalUrls);
  const app = await createProvenApp({ client, hubspotUrl: opened.url, portalUrls, databaseUrl, callsPerTenSeconds });
  const seconds: Record<string, number> = {};
  const timed = async (what: string, work: () => Promise<void>) => {
    const startedAt = Date.now();
    await work();
    seconds[what] = (Date.now() - startedAt) / 1_000;
    terms.tell(`${what}: ${seconds[what]} s`);
  };
  let store: Store | null = null;
  try {
    await app.start();
    store = await openStore(databaseSpec(databaseUrl));
    const run: Run = { app, store, hubspot, portals, portalUrls, kills: 0 };
    await timed('installing', () => install(run));
    await timed('reading the past', () => readPast(run));
    await timed('living on', () => liveOn(run));
    await timed('repairing', () => repair(run));
    const proofs: PortalProof[] = [];
    await timed('comparing', async () => {
      const csv = await exportedVisits(store as Store, directory);
      for (const portal of portals) proofs.push(await provePortal(run, portal, csv, directory, opened.portalUrls));
    });
    return { portals: proofs, kills: run.kills, seconds };
  } finally {
    await app.stop();
    await store?.close();
    await hubspot.stop();
    rmSync(directory, { recursive: true, force: true });
  }
}

type Run = {
  app: ProvenApp;
  store: Store;
  hubspot: ReturnType<typeof startChild<HubSpotQuestion, HubSpotAnswer>>;
  portals: readonly PortalTerms[];
  portalUrls: readonly string[];
  kills: number;
};

async function setFaults({ portalUrls }: Run, rules: readonly FaultInput[]): Promise<void> {
  await Promise.all(portalUrls.map((portal) => postJson(`${portal}/sandbox/faults`, { faults: rules })));
}

async function kill(run: Run): Promise<void> {
  run.kills += 1;
  await run.app.kill();
}

async function install(run: Run): Promise<void> {
  await setFaults(run, [limited, unanswered, ...faults]);
  for (const { portalId } of run.portals) {
    await run.hubspot.ask({ ask: 'sign-in', portalId });
    await run.app.install();
  }
  await run.app.deliver();
}

/** Life goes on while the past is read; the app is killed at a twentieth, a third and two thirds of it. */
async function readPast(run: Run): Promise<void> {
  const all = run.portals.reduce((sum, { contacts }) => sum + contacts * 1.25, 0);
  await untilRead(run, (done) => done >= all * 0.05);
  await run.hubspot.ask({ ask: 'live', part: 'during', duplicateRate: 0.1 });
  for (const share of [0.05, 0.33, 0.66]) {
    await untilRead(run, (done, isWhole) => done >= all * share || isWhole);
    await kill(run);
  }
  await untilRead(run, (_, isWhole) => isWhole);
  await run.app.untilAtRest();
}

async function untilRead(
  { store, portals }: Run,
  isEnough: (done: number, isWhole: boolean) => boolean,
): Promise<void> {
  for (;;) {
    const progress = await store.readBackfillProgress({ now: Date.now() });
    const done = progress.reduce((sum, { recordsDone }) => sum + recordsDone, 0);
    const isBegun = new Set(progress.map(({ accountId }) => accountId)).size === portals.length;
    if (isEnough(done, isBegun && progress.every(({ finishedAt }) => finishedAt !== null))) return;
    await sleep(50);
  }
}

async function liveOn(run: Run): Promise<void> {
  await setFaults(run, faults);
  await run.hubspot.ask({ ask: 'live', part: 'after', duplicateRate: 0.1 });
  await kill(run);
  await run.app.untilAtRest();
}

/** The app itself compares, as it does each night, and is killed once under way. */
async function repair(run: Run): Promise<void> {
  await setFaults(run, [limited, ...faults]);
  await run.store.beginRepairs({ since: installedAt, now: Date.now(), journeyNow: endsAt });
  const finished = async () => {
    const states = await run.store.readRepairs({ now: Date.now() });
    return { all: states.length, some: states.filter(({ finishedAt }) => finishedAt !== null).length };
  };
  for (let { some } = await finished(); some === 0; { some } = await finished()) await sleep(50);
  await kill(run);
  // Types without a record end first: each of all types counts.
  for (let { all, some } = await finished(); some < all; { all, some } = await finished()) await sleep(50);
  await setFaults(run, []);
  await run.app.untilAtRest();
}

async function exportedVisits(store: Store, directory: string): Promise<string> {
  const path = join(directory, 'visits.csv');
  await exportVisits(store, createWriteStream(path));
  return readFileSync(path, 'utf8');
}

async function provePortal(
  run: Run,
  portal: PortalTerms,
  csv: string,
  directory: string,
  portalUrls: HubSpotAnswer['portalUrls'],
): Promise<PortalProof> {
  const { portalId } = portal;
  const accountId = String(portalId);
  const life = inventLife(portal);
  const path = join(directory, `truth-${portalId}.jsonl`);
  await run.hubspot.ask({ ask: 'write-truth', portalId, path });
  const truth: TrueRecord[] = [];
  for await (const line of createInterface({ input: createReadStream(path) })) truth.push(JSON.parse(line));
  const model = preset('lead-funnel');
  const spoken = spokenOf(life);
  const ledger = await compareLedger(run.store, {
    ...{ accountId, truth, at: endsAt },
    followed: Object.fromEntries(objectTypes.map((type) => [type, propertiesToFollow(type, { model })])),
    isUnknown: (name) => !spoken.has(name),
  });
  const expected = exportInMemory(expectedLife(life), { model, portal: [scenarioPortal], now: endsAt });
  const repairs = await run.store.readRepairs({ accountId, now: Date.now() });
  const { during, after } = life;
  return {
    portalId,
    ledger,
    tags: await compareTags(portalUrls[accountId] ?? '', Buffer.from(expected)),
    visits: compareVisits(visitsOf(csv, accountId), visitsOf(expected, accountId)),
    recovered: addedUp(repairs.map(({ recovered }) => recovered)),
    lost: during.lost.length + after.lost.length,
    factsOfForgotten: await factsOfForgotten(run.store, accountId, life),
  };
}

/** Records that were there when the account began, or of which something was told or lost since. */
function spokenOf({ past, during, after }: Life): Set<string> {
  const gone = new Set(past.filter(({ subscriptionType }) => subscriptionType.endsWith('.deletion')).map(nameOf));
  const all = [...past, ...during.told, ...during.lost, ...after.told, ...after.lost];
  return new Set(all.map(nameOf).filter((name) => !gone.has(name)));
}

function nameOf({ subscriptionType, objectId }: Life['past'][number]): string {
  return `${subscriptionType.split('.')[0]}/${objectId}`;
}

/** What caused a visit may be named by either id of a merged record: all else of a visit is compared. */
function visitsOf(csv: string, accountId: string): Map<string, string> {
  const lines = csv.split('\n').filter((line) => line.startsWith(`${accountId},`));
  const visits = new Map<string, string>();
  for (const line of lines) {
    const fields = line.split(',').slice(0, -1);
    const record = fields.slice(1, 3).join('/');
    visits.set(record, `${visits.get(record) ?? ''}${fields.slice(3).join(',')} | `);
  }
  return visits;
}

function compareVisits(found: Map<string, string>, wanted: Map<string, string>): PortalProof['visits'] {
  const records = [...new Set([...found.keys(), ...wanted.keys()])];
  const different = records.filter((record) => found.get(record) !== wanted.get(record));
  return {
    compared: records.length,
    different: different.map((record) => `${record}: ${found.get(record)} instead of ${wanted.get(record)}`),
  };
}

function addedUp(counts: readonly Record<string, number>[]): Record<string, number> {
  const sum: Record<string, number> = {};
  for (const one of counts) for (const [kind, count] of Object.entries(one)) sum[kind] = (sum[kind] ?? 0) + count;
  return sum;
}

async function factsOfForgotten(store: Store, accountId: string, { after }: Life): Promise<number> {
  const recordIds = after.told
    .filter(({ subscriptionType }) => subscriptionType === 'contact.privacyDeletion')
    .map(({ objectId }) => String(objectId));
  const known = await store.readKnownRecords({ accountId, objectType: 'contact', recordIds });
  return known.reduce((sum, { facts }) => sum + facts.length, 0);
}
