/** A process that fills a new file with a large account: as it would be after years, and at rest. */
import { sql } from 'kysely';
import { preset } from '../../src/journey/models/presets.ts';
import { createLog } from '../../src/log.ts';
import { refreshJourneys } from '../../src/refresh-journeys.ts';
import { createAccountRegistry } from '../../src/worker/account-registry.ts';
import { scenarioPortal } from '../../test/sandbox/scenario/replay-scenario.ts';
import { answerParent, childData } from '../child.ts';
import { benchConfig } from '../settings.ts';
import { type AccountSize, cardPortalId, factsOfContacts } from './card-account.ts';
import { openQuick, storeHere } from './open-quick.ts';

export type FillPlan = { path: string; size: AccountSize };
export type FillAnswer = { facts: number; elapsedMs: number };

const contactsAtOnce = 2_000;
const accountId = String(cardPortalId);
const { path, size } = childData<FillPlan>();
const db = await openQuick({ kind: 'sqlite', path });
const store = storeHere(db);

answerParent<'fill', FillAnswer>(
  async () => {
    const start = performance.now();
    await db.migrate();
    await install();
    const facts = await fill();
    return { facts, elapsedMs: performance.now() - start };
  },
  () => db.close(),
);

async function install(): Promise<void> {
  const common = { accountId, now: size.untilMs };
  await store.installAccount({ ...common, language: 'en', scopes: [], tokens: null, tokenExpiresAt: 0 });
  await store.recordPortalMetadata({ accountId, observed: { ...scenarioPortal, observedAt: 0 }, dueAt: size.untilMs });
  const model = preset('lead-funnel');
  const version = { name: model.name, definition: JSON.stringify(model), publishedBy: 'bench', expectedVersion: null };
  await store.publishModel({ ...common, ...version, dueAt: size.untilMs });
}

/** Everything is told to the app's own operations and replayed by its own step, so that nothing is stored in another form. */
async function fill(): Promise<number> {
  const step = refreshJourneys({
    store,
    log: createLog(benchConfig.logLevel),
    currentModels: createAccountRegistry(store).currentModels,
    journeyNow: () => size.untilMs,
    leaseMs: 600_000,
    recordsAtOnce: contactsAtOnce,
    onRefreshed: () => {},
  });
  let facts = 0;
  for (let first = 0; first < size.contacts; first += contactsAtOnce) {
    const batch = [...factsOfContacts(first, Math.min(contactsAtOnce, size.contacts - first), size)];
    facts += batch.length;
    await store.recordFacts({
      ...{ facts: batch, setAside: [], erasures: [], groupIds: [] },
      ...{ now: Date.now(), dueAt: size.untilMs, tombstoneKey: benchConfig.encryptionKeys[0] },
    });
    await step();
    if ((first / contactsAtOnce) % 50 === 49) process.stderr.write(`${first + contactsAtOnce} contacts\n`);
  }
  while (await isDue()) if (!(await step())) await new Promise((resolve) => setTimeout(resolve, 100));
  // All tags have been taken to HubSpot.
  await sql`update tag_write set written = desired, pending = 0 where pending = 1`.execute(db.kysely);
  return facts;
}

async function isDue(): Promise<boolean> {
  const { rows } = await sql`select 1 from record where due_at <= ${size.untilMs} limit 1`.execute(db.kysely);
  return rows.length > 0;
}
