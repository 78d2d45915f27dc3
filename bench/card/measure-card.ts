import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startFlags, steadyFlags } from '../../sandbox/demo/node-flags.ts';
import { presetAgreement } from '../../src/agreement/preset-agreements.ts';
import { databaseSpec } from '../../src/store/database.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/operations.ts';
import { createDatabase } from '../../test/postgres/create-database.ts';
import type { PostgresCluster } from '../../test/postgres/start-postgres-cluster.ts';
import { type Child, startChild } from '../child.ts';
import { loadBefore } from '../machine.ts';
import { sizeOf, startOrSay } from '../re-replay/measure-accounts.ts';
import type { Asked, AskPlan } from './ask-process.ts';
import { cardPortalId } from './card-account.ts';
import { type AppCounts, type CardApp, createCardApp } from './card-app.ts';
import type { CardOptions } from './card-options.ts';
import type { CopyAnswer, CopyPlan } from './copy-process.ts';
import type { EventAnswer, EventPlan } from './event-process.ts';
import type { FillAnswer, FillPlan } from './fill-process.ts';
import type { PortalPlan, PortalQuestion } from './portal-process.ts';

/** Cards of one account on one database: asked for while nothing came in (the baseline), and while events did. */
export type CardMeasurement = {
  database: 'sqlite' | 'postgres';
  contacts: number;
  filled: CopyAnswer;
  bytes: number;
  quiet: Asked[];
  busy: Asked[];
  events: EventAnswer;
  /** What the app did while events came in, and what waited afterwards. */
  done: AppCounts;
  load: { quiet: string; busy: string };
};

export async function measureCards(options: CardOptions): Promise<CardMeasurement[]> {
  const directory = mkdtempSync(join(options.directory, 'journey-steward-bench-'));
  // The database server may run as another user and must reach its directory in this one.
  chmodSync(directory, 0o755);
  const measurements: CardMeasurement[] = [];
  const filled = options.filled ?? join(directory, 'filled.db');
  try {
    const untilMs = await fillFile(filled, options);
    for (const database of options.databases) {
      const cluster = database === 'postgres' ? await startOrSay(directory) : undefined;
      if (database === 'postgres' && cluster === undefined) continue;
      try {
        measurements.push(await measureDatabase(database, { ...options, filled, untilMs }, directory, cluster));
      } finally {
        await cluster?.stop();
      }
    }
    return measurements;
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

async function measureDatabase(
  kind: 'sqlite' | 'postgres',
  options: CardOptions & Filled,
  directory: string,
  cluster: PostgresCluster | undefined,
): Promise<CardMeasurement> {
  const created = kind === 'postgres' && cluster !== undefined ? await createDatabase(cluster) : undefined;
  const path = join(directory, 'card.db');
  try {
    return await measure(kind, options, created?.url ?? path);
  } finally {
    await created?.drop();
    for (const file of globSync(`${path}*`)) rmSync(file);
  }
}

async function measure(
  kind: 'sqlite' | 'postgres',
  options: CardOptions & Filled,
  databaseUrl: string,
): Promise<CardMeasurement> {
  const client = { id: 'bench', secret: randomBytes(16).toString('hex') };
  const children: { stop(): Promise<void> }[] = [];
  const start = <Question, Answer>(file: string, plan: unknown, flags: readonly string[] = steadyFlags) => {
    const child = startChild<Question, Answer>(join(import.meta.dirname, file), plan, flags);
    children.unshift(child);
    return child;
  };
  const tell = (line: string) => process.stderr.write(`${kind}: ${line}\n`);
  const portalPlan: PortalPlan = { clientId: client.id, clientSecret: client.secret };
  const portal = start<PortalQuestion, { url: string }>('portal-process.ts', portalPlan);
  try {
    const { url: hubspotUrl } = await portal.ask({ ask: 'address' });
    const app = await createCardApp({ client, hubspotUrl, databaseUrl });
    children.unshift(app);
    await install(app, databaseUrl);
    const filled = await copy(start, options, databaseUrl);
    tell(`${filled.facts} facts copied in ${Math.round(filled.elapsedMs / 1_000)} s`);
    await portal.ask({ ask: 'live', contacts: options.contacts });
    await app.start();
    const common = { appUrl: app.url, clientSecret: client.secret, contacts: options.contacts };
    const askPlan: AskPlan = {
      ...common,
      appProcessId: app.processId(),
      asksPerSecond: options.asksPerSecond,
    };
    const eventPlan: EventPlan = { ...common, eventsPerSecond: options.eventsPerSecond };
    const asker = start<{ seconds: number }, Asked[]>('ask-process.ts', askPlan);
    const sender = start<{ seconds: number }, EventAnswer>('event-process.ts', eventPlan);
    const asked = await askTwice(app, asker, sender, options.seconds);
    tell('asked');
    return {
      database: kind,
      contacts: options.contacts,
      filled,
      bytes: await sizeOf(databaseSpec(databaseUrl)),
      ...asked,
    };
  } finally {
    for (const child of children) await child.stop();
  }
}

/** Installs the app in the empty portal and stops it: what the account becomes after years is filled in beside it. */
async function install(app: CardApp, databaseUrl: string): Promise<void> {
  await app.start();
  const store = await openStore(databaseSpec(databaseUrl));
  try {
    await app.install(store);
    await publishAgreement(store);
  } finally {
    await store.close();
    await app.stop();
  }
}

/** From the beginning, so that the card of every open visit has a clock. */
async function publishAgreement(store: Store): Promise<void> {
  const agreement = presetAgreement('lead-funnel');
  const given = {
    name: agreement.id,
    definition: JSON.stringify(agreement),
    publishedBy: 'bench',
    expectedVersion: null,
  };
  const inForce = { appliesTo: 'open-visits', inForceFrom: 1 } as const;
  await store.publishAgreement({ accountId: String(cardPortalId), ...given, ...inForce, now: Date.now(), dueAt: 1 });
}

type Start = <Question, Answer>(file: string, plan: unknown, flags?: readonly string[]) => Child<Question, Answer>;

/** A file with the account, and the instant until which it was filled. */
type Filled = { filled: string; untilMs: number };

const fillFlags = [...startFlags, '--max-old-space-size=2048'];

/** Fills a file, unless that was done before. */
async function fillFile(path: string, { contacts, facts }: CardOptions): Promise<number> {
  const known = readFilled(path);
  if (known !== null) return known;
  const size = { contacts, facts, untilMs: Date.now() };
  const plan: FillPlan = { path, size };
  const child = startChild<'fill', FillAnswer>(join(import.meta.dirname, 'fill-process.ts'), plan, fillFlags);
  try {
    const answer = await child.ask('fill');
    process.stderr.write(`${contacts} contacts, ${answer.facts} facts: ${Math.round(answer.elapsedMs / 1_000)} s\n`);
  } finally {
    await child.stop();
  }
  writeFileSync(`${path}.json`, JSON.stringify(size));
  return size.untilMs;
}

/** Until when a file was filled; null where there is none. */
function readFilled(path: string): number | null {
  if (!existsSync(`${path}.json`)) return null;
  return (JSON.parse(readFileSync(`${path}.json`, 'utf8')) as { untilMs: number }).untilMs;
}

async function copy(start: Start, options: CardOptions & Filled, databaseUrl: string): Promise<CopyAnswer> {
  const { filled: from, contacts, facts, untilMs } = options;
  const plan: CopyPlan = { from, database: databaseSpec(databaseUrl), size: { contacts, facts, untilMs } };
  const child = start<'copy', CopyAnswer>('copy-process.ts', plan, fillFlags);
  const answer = await child.ask('copy');
  await child.stop();
  return answer;
}

/** Code that was never run is slow, and so is a page that was never read: the first seconds are of neither. */
const warmUpSeconds = 5;

async function askTwice(
  app: CardApp,
  asker: Child<{ seconds: number }, Asked[]>,
  sender: Child<{ seconds: number }, EventAnswer>,
  seconds: number,
): Promise<Pick<CardMeasurement, 'quiet' | 'busy' | 'events' | 'done' | 'load'>> {
  await asker.ask({ seconds: Math.min(seconds, warmUpSeconds) });
  const loadQuiet = loadBefore();
  const quiet = await asker.ask({ seconds });
  const before = await app.counts();
  // Events come before the first and after the last of the cards that count.
  const sending = sender.ask({ seconds: seconds + Math.min(seconds, warmUpSeconds) });
  await asker.ask({ seconds: Math.min(seconds, warmUpSeconds) });
  const loadBusy = loadBefore();
  const busy = await asker.ask({ seconds });
  const events = await sending;
  const after = await app.counts();
  const done = {
    events: after.events - before.events,
    journeys: after.journeys - before.journeys,
    tags: after.tags - before.tags,
    queued: after.queued,
  };
  return { quiet, busy, events, done, load: { quiet: loadQuiet, busy: loadBusy } };
}
