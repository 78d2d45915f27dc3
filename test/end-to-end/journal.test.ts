import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ChangeInput } from '../../sandbox/portal/control/change-schema.ts';
import type { HeardFact } from '../../src/journey/facts.ts';
import { preset } from '../../src/journey/models/presets.ts';
import type { ObjectType } from '../../src/journey/vocabulary.ts';
import type { Store } from '../../src/store/operations.ts';
import { createInstallation, type Installation } from './installation.ts';
import { parse } from './parse-csv.ts';

const portalId = 20_260_091;
const accountId = String(portalId);
const startsAt = Date.UTC(2026, 5, 1, 9);
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** The real app and portal: the app is away while records change, and what is delivered meanwhile is lost. */
describe('an app that was away', { timeout: 240_000 }, () => {
  let installation: Installation;
  let app: Awaited<ReturnType<Installation['startApp']>>;
  let now = startsAt;
  /** Takes deliveries and does nothing with them. */
  const abyss = createServer((request, response) => request.resume().on('end', () => response.end()));
  const directory = mkdtempSync(join(tmpdir(), 'journey-steward-journal-'));

  beforeAll(async () => {
    await once(abyss.listen(0, '127.0.0.1'), 'listening');
    const at = new Date(startsAt).toISOString();
    installation = await createInstallation({ portalId, now: at, hasOneClock: true, journalIntervalMs: 200 });
    app = await installation.startApp();
    await installation.install();
    await installation.untilPastIsRead();
    await untilJournalIsRead();
  }, 240_000);
  afterAll(async () => {
    await installation?.stop();
    abyss.close();
    rmSync(directory, { recursive: true, force: true });
  });

  test('for an hour finds all that was lost in the journal, as it happened and when', async () => {
    const told = await givenRecords();
    const lost = await loseWhileAway(() => changeAll(told, 10 * minuteMs));
    await untilJournalIsRead();
    await installation.untilAtRest();
    expectExact(await factsOf('contact', told.contact), lost);
    expect((await factsOf('contact', told.gone)).filter(({ kind }) => kind === 'deleted')).toMatchObject([
      { occurredAt: lost.deletedAt, hearing: { channel: 'journal' } },
    ]);
    expect(await installation.untilStored((store) => store.readRepairs({ accountId, now: 0 }))).toEqual([]);
    expect(await stagesOf(told.contact)).toEqual(['capture', 'nurture']);
  });

  test('for four days finds in the journal what it still has, and the rest by comparing', async () => {
    const told = await givenRecords();
    const old = await givenRecords();
    const changes = async () => ({ old: await changeAll(old, hourMs), told: await changeAll(told, 3 * dayMs) });
    const lost = await loseWhileAway(changes, 12 * hourMs);
    await untilCompared();
    await installation.untilAtRest();
    expectExact(await factsOf('contact', told.contact), lost.told);
    const facts = await factsOf('contact', old.contact);
    expect(factWith(facts, 'marketingqualifiedlead')).toMatchObject({
      occurredAt: lost.old.valueAt,
      hearing: { channel: 'history' },
    });
    const ended = facts.filter(({ kind, value }) => kind === 'association' && value === 'removed');
    expect(ended.map(({ hearing }) => hearing.channel)).toEqual(['seen']);
    expect((await factsOf('contact', old.gone)).filter(({ kind }) => kind === 'deleted')).toMatchObject([
      { occurredAt: lost.old.deletedAt },
    ]);
    expect([await stagesOf(told.contact), await stagesOf(old.contact)]).toEqual([
      ['capture', 'nurture'],
      ['capture', 'nurture'],
    ]);
  });

  test('follows a property of its own model, which no webhook tells of: its past at once, its changes soon', async () => {
    const before = await create('contact', { lifecyclestage: 'lead', jobtitle: 'Chief Gardener' });
    const later = await create('contact', { lifecyclestage: 'lead' });
    await installation.untilAtRest();
    expect(await stagesOf(before)).toEqual(['capture']);
    const path = join(directory, 'model.json');
    const model = structuredClone(preset('lead-funnel'));
    const nurture = model.stages.find(({ id }) => id === 'nurture');
    nurture?.enter.push({ id: 'titled', when: { property: 'jobtitle', known: true } } as never);
    writeFileSync(path, JSON.stringify({ ...model, name: 'titles' }));
    expect(await installation.command('publish', '--model', path)).toMatchObject({ status: 0, errors: '' });
    await untilStage(before, 'nurture');
    await change({ action: 'update', objectType: 'contact', id: later, properties: { jobtitle: 'Head of Hedges' } });
    await untilStage(later, 'nurture');
    const [fact] = (await factsOf('contact', later)).filter(({ subject }) => subject === 'jobtitle');
    expect(fact).toMatchObject({ occurredAt: now, hearing: { channel: 'journal' } });
  });

  test('is told by the journal that the portal has removed it', async () => {
    await post('/sandbox/uninstall', {});
    await installation.untilStored(async (store) => {
      const [account] = await store.readAccounts({});
      return account?.status === 'uninstalled' ? account : null;
    });
  });

  type Records = { contact: string; company: string; gone: string };
  type Lost = { valueAt: number; endedAt: number; deletedAt: number };

  /** A lead at a company, and another contact, of which the app has heard. */
  async function givenRecords(): Promise<Records> {
    const contact = await create('contact', { lifecyclestage: 'lead' });
    const company = await create('company', {});
    const gone = await create('contact', { lifecyclestage: 'lead' });
    await change({
      action: 'associate',
      from: { objectType: 'contact', id: contact },
      to: { objectType: 'company', id: company },
    });
    await installation.untilAtRest();
    return { contact, company, gone };
  }

  /** Changes one of each kind, so far apart. */
  async function changeAll({ contact, company, gone }: Records, apartMs: number): Promise<Lost> {
    await pass(apartMs);
    const properties = { lifecyclestage: 'marketingqualifiedlead' };
    await change({ action: 'update', objectType: 'contact', id: contact, properties });
    const valueAt = now;
    await pass(minuteMs);
    await change({
      action: 'dissociate',
      from: { objectType: 'contact', id: contact },
      to: { objectType: 'company', id: company },
    });
    const endedAt = now;
    await pass(minuteMs);
    await change({ action: 'delete', objectType: 'contact', id: gone });
    return { valueAt, endedAt, deletedAt: now };
  }

  /** Stops the app, makes changes of which every delivery is lost, lets time pass, and starts it again. */
  async function loseWhileAway<Result>(changes: () => Promise<Result>, restMs = 0): Promise<Result> {
    await post('/sandbox/target', { url: `http://127.0.0.1:${(abyss.address() as AddressInfo).port}/` });
    await app.stop();
    const result = await changes();
    await pass(restMs + minuteMs);
    // Asked less often than it can answer: the portal is to deliver meanwhile.
    while (!(await installation.portalStatus()).deliveries.finished) await sleep(50);
    app = await installation.startApp();
    await installation.deliver();
    return result;
  }

  function expectExact(facts: readonly HeardFact[], lost: Lost): void {
    expect(factWith(facts, 'marketingqualifiedlead')).toMatchObject({ occurredAt: lost.valueAt });
    const ended = facts.filter(({ kind, value }) => kind === 'association' && value === 'removed');
    expect(ended.map(({ occurredAt, hearing }) => [occurredAt, hearing.channel])).toEqual([[lost.endedAt, 'journal']]);
    expect(facts.some(({ hearing }) => hearing.channel === 'seen')).toBe(false);
  }

  const factWith = (facts: readonly HeardFact[], value: string) => facts.find((fact) => fact.value === value);

  async function pass(ms: number): Promise<void> {
    now += ms;
    await installation.moveClock(new Date(now).toISOString());
  }

  async function untilJournalIsRead(): Promise<void> {
    const since = Date.now();
    await installation.untilStored(async (store) => {
      const reading = await store.readJournalReading({});
      return (reading?.readAt ?? 0) > since ? reading : null;
    });
  }

  async function untilCompared(): Promise<void> {
    await installation.untilStored(async (store) => {
      const states = await store.readRepairs({ accountId, now: Date.now() });
      return states.length > 0 && states.every(({ checkedAt }) => (checkedAt ?? 0) > now - dayMs) ? states : null;
    });
  }

  function factsOf(objectType: ObjectType, recordId: string): Promise<readonly HeardFact[]> {
    return installation.untilStored(async (store: Store) => {
      const [known] = await store.readKnownRecords({ accountId, objectType, recordIds: [recordId] });
      return known?.facts ?? [];
    });
  }

  async function stagesOf(recordId: string): Promise<unknown[]> {
    const visits = parse((await installation.exportVisits()).toString());
    return visits
      .filter((row) => row.record_id === recordId && row.object_type === 'contact')
      .map(({ stage }) => stage);
  }

  async function untilStage(recordId: string, stage: string): Promise<void> {
    while ((await stagesOf(recordId)).at(-1) !== stage) await installation.untilAtRest();
  }

  async function create(objectType: 'contact' | 'company', properties: Record<string, string>): Promise<string> {
    return String((await change({ action: 'create', objectType, properties })).recordId);
  }

  const change = (given: ChangeInput) => post('/sandbox/change', given);

  async function post(path: string, body: object): Promise<Record<string, unknown>> {
    const response = await fetch(installation.urls.portal + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    expect(response.status, path).toBe(200);
    return (await response.json()) as Record<string, unknown>;
  }
});
