import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { getJson, postJson } from '../../sandbox/demo/watch-app.ts';
import { createSeededRandom } from '../../sandbox/portal/seeded-random.ts';
import type { WorkflowReport } from '../../sandbox/portal/workflows/workflows.ts';
import type { HistoryEvent } from '../../sandbox/scenario/history-event.ts';
import { preset } from '../../src/journey/models/presets.ts';
import { tagNames } from '../../src/journey/tags.ts';
import { createInstallation, type Installation } from './installation.ts';
import { parse } from './parse-csv.ts';

const portalId = 20260412;
const begin = Date.UTC(2026, 8, 1);
const hourMs = 3_600_000;
const now = '2026-11-20T12:00:00Z';
const stages = preset('lead-funnel').stages;
const trackOf = new Map(stages.map(({ id, nurtureTrack }) => [id, nurtureTrack?.id ?? '']));
const tracks = [...trackOf.values()].filter((track) => track !== '');
const lifecycles = ['subscriber', 'lead', 'marketingqualifiedlead', 'salesqualifiedlead', 'customer', ''];
const contacts = Array.from({ length: 40 }, (_, index) => 9_001 + index);

const directory = mkdtempSync(join(tmpdir(), 'journey-steward-nurture-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

test.each([1, 2])(
  'whoever is in a stage is enrolled in its track and in no other, in random order %i',
  async (seed) => {
    const random = createSeededRandom(seed);
    // Longer than a wave of deliveries takes to arrive and to be replayed: within it no order leaves a trace.
    const installation = await createInstallation({ portalId, now, tagWriteDelayMs: 4_000, told: 'everything' });
    try {
      await begun(installation);
      const told: HistoryEvent[] = [];
      let enrolments = 0;
      for (let wave = 0; wave < 3; wave += 1) {
        // Some of what was told before comes once more, days later.
        const late = told.filter(() => random.next() < 0.1).map((event) => ({ ...event, attemptNumber: 3 }));
        const fresh = contacts.flatMap((id) => happeningsOf(id, wave, random));
        told.push(...fresh);
        await play(installation, [...fresh, ...late], { shuffleSeed: seed * 10 + wave, duplicateRate: 0.3, seed });
        const reports = await enrolledAsVisited(installation);
        enrolments = reports.flatMap((report) => report.enrolments).length;
      }
      // People came, went and came back, or the test says nothing.
      const reports = await workflowsOf(installation);
      const all = reports.flatMap((report) => report.enrolments);
      expect(enrolments).toBeGreaterThan(contacts.length);
      expect(all.filter(({ endedAtMs }) => endedAtMs !== null).length).toBeGreaterThan(20);
      expect(all.filter(({ endedAtMs }) => endedAtMs === null).length).toBeGreaterThan(5);
      const again = reports.filter((report) =>
        contacts.some((id) => report.enrolments.filter(({ recordId }) => recordId === String(id)).length > 1),
      );
      expect(again.length).toBeGreaterThan(0);
      await neverElsewhere(installation, reports);
    } finally {
      await installation.stop();
    }
  },
  120_000,
);

test('a fact that comes after the tags were written revises the enrolment, and ends it', async () => {
  const installation = await createInstallation({ portalId, now });
  try {
    await begun(installation);
    const [id = 0] = contacts;
    const creation = eventOf(id, 0, { subscriptionType: 'contact.creation', changeFlag: 'NEW' });
    const customer = lifecycleOf(id, 0, 'customer');
    await play(installation, [creation]);
    const [first] = tracks;
    expect(open(await workflowsOf(installation))).toEqual([`${id} ${first}`]);
    await play(installation, [customer]);
    const reports = await enrolledAsVisited(installation);
    expect(open(reports)).toEqual([]);
    expect(reports.flatMap(({ enrolments }) => enrolments)).toHaveLength(1);
    // The history that is known in the end has no such visit: it could not be known before.
    expect((await visitsOf(installation)).map(({ stage }) => stage)).toEqual(['expand']);
  } finally {
    await installation.stop();
  }
}, 240_000);

test('a customer with whom a younger lead is merged stays one in stage and track, without a comparison', async () => {
  const installation = await createInstallation({ portalId, now });
  try {
    await begun(installation);
    const [customer = 0, lead = 0] = contacts;
    const creationOf = (id: number, hours: number) =>
      eventOf(id, hours, { subscriptionType: 'contact.creation', changeFlag: 'NEW' });
    await play(installation, [creationOf(customer, 0), lifecycleOf(customer, 1, 'customer')]);
    await play(installation, [creationOf(lead, 24), lifecycleOf(lead, 25, 'lead')]);
    expect(open(await workflowsOf(installation))).toHaveLength(1);
    const merge = { action: 'merge', objectType: 'contact', primaryId: String(customer), mergedId: String(lead) };
    await postJson(`${installation.urls.portal}/sandbox/change`, merge);
    await installation.deliver();
    await installation.untilAtRest();
    const { properties } = await recordOf(installation, String(customer));
    expect(properties.lifecyclestage).toBe('customer');
    expect(properties[tagNames.stage]).toBe('lead-funnel:expand');
    expect(properties[tagNames.nurtureTrack] ?? '').toBe('');
    const visits = (await visitsOf(installation)).filter(({ record_id: id }) => id === String(customer));
    expect(visits.filter(({ left_at: leftAt }) => leftAt === '').map(({ stage }) => stage)).toEqual(['expand']);
    expect(open(await workflowsOf(installation))).toEqual([]);
  } finally {
    await installation.stop();
  }
}, 240_000);

type Exported = { id: string; properties: Record<string, string | undefined> };

async function recordOf({ urls }: Installation, recordId: string): Promise<Exported> {
  const text = await (await fetch(`${urls.portal}/sandbox/export`)).text();
  const records = text.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as Exported]));
  const found = records.find(({ id }) => id === recordId);
  if (found === undefined) throw new Error(`The portal has no record ${recordId}.`);
  return found;
}

async function begun(installation: Installation): Promise<void> {
  await installation.startApp();
  await installation.install();
  await installation.untilPastIsRead();
  const workflows = tracks.map((track) => ({ id: track, property: tagNames.nurtureTrack, value: track }));
  await postJson(`${installation.urls.portal}/sandbox/workflows`, { workflows });
}

/** Plays events while nothing is delivered, then delivers all at once. */
async function play(installation: Installation, events: readonly HistoryEvent[], how: object = {}): Promise<void> {
  const path = join(directory, `${crypto.randomUUID()}.jsonl`);
  writeFileSync(path, events.map((event) => JSON.stringify(event)).join('\n'));
  await installation.holdDeliveries();
  await installation.play({ path, nowMs: Date.parse(now), ...how });
  await expect.poll(async () => (await installation.portalStatus()).history.state).toBe('loaded');
  await installation.deliver();
  await installation.untilAtRest();
}

/** What happens to a contact in ten days: some move often, some not at all. */
function happeningsOf(id: number, wave: number, random: ReturnType<typeof createSeededRandom>): HistoryEvent[] {
  const moves = Array.from({ length: random.integer(0, 3) }, (_, index) =>
    lifecycleOf(id, wave * 240 + index * 48 + random.integer(1, 40), random.pick(lifecycles)),
  );
  const creation = eventOf(id, 0, { subscriptionType: 'contact.creation', changeFlag: 'NEW' });
  return wave === 0 ? [creation, ...moves] : moves;
}

function lifecycleOf(id: number, hours: number, propertyValue: string): HistoryEvent {
  const change = { subscriptionType: 'contact.propertyChange', propertyName: 'lifecyclestage', propertyValue } as const;
  return eventOf(id, hours, change);
}

let events = 0;
function eventOf(objectId: number, hours: number, rest: Partial<HistoryEvent>): HistoryEvent {
  events += 1;
  return {
    eventId: events,
    subscriptionId: 1,
    portalId,
    appId: 7,
    occurredAt: begin + hours * hourMs,
    subscriptionType: 'contact.propertyChange',
    attemptNumber: 0,
    changeSource: 'CRM_UI',
    sourceId: 'userId:71',
    objectId,
    ...rest,
  };
}

async function workflowsOf({ urls }: Installation): Promise<WorkflowReport[]> {
  return (await getJson<{ workflows: WorkflowReport[] }>(`${urls.portal}/sandbox/workflows`)).workflows;
}

async function visitsOf(installation: Installation) {
  return parse((await installation.exportVisits()).toString());
}

/** Who is enrolled where, each as contact and track. */
function open(reports: readonly WorkflowReport[]): string[] {
  return reports
    .flatMap(({ id, enrolments }) =>
      enrolments.flatMap(({ recordId, endedAtMs }) => (endedAtMs === null ? [`${recordId} ${id}`] : [])),
    )
    .sort();
}

/** Everybody is enrolled in the track of the stage that they are in, once, and in nothing else. */
async function enrolledAsVisited(installation: Installation): Promise<WorkflowReport[]> {
  const reports = await workflowsOf(installation);
  const inStages = (await visitsOf(installation))
    .filter(({ left_at: leftAt }) => leftAt === '')
    .map(({ record_id: recordId, stage }) => ({ recordId, track: trackOf.get(stage) ?? '' }))
    .filter(({ track }) => track !== '')
    .map(({ recordId, track }) => `${recordId} ${track}`);
  expect(open(reports)).toEqual(inStages.sort());
  return reports;
}

/** Nobody was ever enrolled in the track of a stage that their history does not have. */
async function neverElsewhere(installation: Installation, reports: readonly WorkflowReport[]): Promise<void> {
  const visits = await visitsOf(installation);
  const known = new Set(visits.map(({ record_id: recordId, stage }) => `${recordId} ${trackOf.get(stage) ?? ''}`));
  const enrolled = reports.flatMap(({ id, enrolments }) => enrolments.map(({ recordId }) => `${recordId} ${id}`));
  expect(enrolled.filter((enrolment) => !known.has(enrolment))).toEqual([]);
}
