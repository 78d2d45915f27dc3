import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { postJson } from '../../sandbox/demo/watch-app.ts';
import { createSeededRandom } from '../../sandbox/portal/seeded-random.ts';
import { markerIn } from '../../src/hubspot/task-marker.ts';
import { createTestDatabase, postgresUnavailable } from '../postgres/create-test-database.ts';
import { writeTestAgreement } from './agreement-file.ts';
import { createInstallation, type Installation } from './installation.ts';
import { parse } from './parse-csv.ts';

const portalId = 20_260_001;
const contacts = 120;
const kills = 6;
const directory = mkdtempSync(join(tmpdir(), 'journey-steward-storm-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

type ClockColumn = 'record_id' | 'kind' | 'state' | 'stopped_at';
type Task = { id: string; status: string; marker: string; subject: string; contacts: string[] };

const history = join(directory, 'history.jsonl');
writeFileSync(
  history,
  Array.from({ length: contacts }, (_, index) => {
    const about = { portalId, appId: 7, objectId: 5_001 + index, occurredAt: Date.parse('2026-05-04T07:30:00Z') };
    const lead = { propertyName: 'lifecyclestage', propertyValue: 'marketingqualifiedlead', changeSource: 'CRM_UI' };
    const toSales = { ...lead, propertyValue: 'salesqualifiedlead', occurredAt: Date.parse('2026-05-04T08:00:00Z') };
    return [
      { ...about, eventId: index * 3 + 1, subscriptionType: 'contact.creation' },
      { ...about, eventId: index * 3 + 2, subscriptionType: 'contact.propertyChange', ...lead },
      { ...about, eventId: index * 3 + 3, subscriptionType: 'contact.propertyChange', ...toSales },
    ];
  })
    .flat()
    .map((event) => `${JSON.stringify(event)}\n`)
    .join(''),
);

async function tasksIn(installation: Installation): Promise<Task[]> {
  const response = await fetch(`${installation.urls.portal}/sandbox/export`);
  const lines = (await response.text()).split('\n').filter((line) => line !== '');
  return lines
    .map((line) => JSON.parse(line))
    .filter(({ objectType }) => objectType === 'task')
    .map(({ id, properties, associations }) => ({
      id,
      status: properties.hs_task_status,
      marker: markerIn(properties.hs_task_body) ?? '',
      subject: properties.hs_task_subject,
      contacts: associations.contact ?? [],
    }));
}

/** Waits until the portal has been asked so many times more to create tasks, or nothing is left to create. */
async function untilCreating(installation: Installation, times: number): Promise<void> {
  const status = async () => {
    const { calls } = await installation.portalStatus();
    return calls.byEndpoint['POST /crm/objects/2026-09/tasks/batch/create']?.calls ?? 0;
  };
  const before = await status();
  const isDone = async () =>
    (await status()) >= before + times || (await tasksIn(installation)).length === contacts * 2;
  await expect.poll(isDone, { timeout: 60_000, interval: 20 }).toBe(true);
}

/** Every contact breaches at once; the app is killed again and again while its tasks are made, and HubSpot fails now and then. */
async function survives(installation: Installation, seed: number): Promise<void> {
  const random = createSeededRandom(seed);
  try {
    let app = await installation.startApp();
    await installation.install();
    await installation.play({ path: history, nowMs: Date.parse('2026-05-04T08:30:00Z') });
    await installation.untilAtRest();
    expect(await tasksIn(installation)).toEqual([]);
    // All tasks take three calls, one after the other, and none is answered sooner: even where to look and to kill takes seconds, the
    // first kill comes before everything is made.
    const lost = { method: 'POST', path: '/tasks/batch/create', delayMs: 3_000 };
    await postJson(`${installation.urls.portal}/sandbox/faults`, {
      faults: [
        { ...lost, status: 500, isCarriedOut: true, share: 0.3 },
        { ...lost, cut: 'after-write', share: 0.2 },
        // Shorter than TASK_DOUBT_MS of the installation.
        { ...lost, status: 504, carriedOutAfterMs: 2_500, share: 0.5 },
        lost,
      ],
    });
    // Four business hours to accept are over at noon, and a half more at two; the eight for a first touch end the next day.
    await installation.moveClock('2026-05-04T14:30:00Z');
    let unfinished = 0;
    for (let kill = 0; kill < kills; kill += 1) {
      await untilCreating(installation, random.integer(1, 2));
      const ended = once(app.child, 'exit');
      app.child.kill('SIGKILL');
      await ended;
      unfinished += (await tasksIn(installation)).length < contacts * 2 ? 1 : 0;
      app = await installation.startApp();
    }
    await postJson(`${installation.urls.portal}/sandbox/faults`, { faults: [] });
    await installation.untilAtRest();
    const tasks = await tasksIn(installation);
    // A kill after everything was made would prove nothing.
    expect(unfinished).toBeGreaterThan(0);
    expect(tasks).toHaveLength(contacts * 2);
    expect(new Set(tasks.map(({ marker }) => marker)).size).toBe(contacts * 2);
    expect(tasks.filter(({ status, contacts: about }) => status !== 'NOT_STARTED' || about.length !== 1)).toEqual([]);
    const byContact = Map.groupBy(tasks, ({ contacts: [contact = ''] }) => contact);
    expect([...byContact.values()].map((own) => own.length)).toEqual(Array.from({ length: contacts }, () => 2));
    const { output } = await installation.command('clocks', '--format', 'csv');
    const late = parse<ClockColumn>(output).filter(({ state }) => state === 'breached');
    expect(late.map(({ kind, stopped_at }) => `${kind} ${stopped_at}`)).toEqual(
      Array.from({ length: contacts }, () => 'accept '),
    );
    await acceptOne(installation, byContact);
  } finally {
    await installation.stop();
  }
}

/** What was accepted at last needs no task any more; the others keep theirs. */
async function acceptOne(installation: Installation, byContact: ReadonlyMap<string, Task[]>): Promise<void> {
  const [[contact, own]] = [...byContact] as [[string, Task[]]];
  const requestUri = `${installation.urls.app}/api/cards/contact/handoff/accept`;
  const requestBody = { objectId: contact, stage: 'convert', team: 'sales', actionId: crypto.randomUUID() };
  await postJson(`${installation.urls.portal}/sandbox/fetch`, { requestUri, method: 'POST', requestBody });
  await installation.untilAtRest();
  const closed = (await tasksIn(installation)).filter(({ status }) => status === 'COMPLETED');
  expect(closed.map(({ id }) => id).sort()).toEqual(own.map(({ id }) => id).sort());
}

describe(`an app that is killed ${kills} times in a storm of breaches makes one task for each clock and step`, () => {
  const options = {
    portalId,
    now: '2026-05-04T07:00:00.000Z',
    hasOneClock: true,
    agreement: writeTestAgreement(join(directory, 'agreement.json')),
  };

  test.each([1, 2])('on SQLite, seed %i', async (seed) => survives(await createInstallation(options), seed), 240_000);

  const unavailable = postgresUnavailable('c');
  test.skipIf(unavailable !== undefined)(
    `on PostgreSQL${unavailable === undefined ? '' : ` (SKIPPED: ${unavailable})`}, seed 3`,
    async () => {
      const database = await createTestDatabase('c');
      await survives(await createInstallation({ ...options, databaseUrl: database.url }), 3);
      await database.drop();
    },
    240_000,
  );
});
