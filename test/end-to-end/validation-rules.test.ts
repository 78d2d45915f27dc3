import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { postJson } from '../../sandbox/demo/watch-app.ts';
import type { HistoryEvent } from '../../sandbox/scenario/history-event.ts';
import type { DoctorReport } from '../../src/cli/doctor/finding.ts';
import { createInstallation, type Installation } from './installation.ts';

const portalId = 20_260_078;
const startsAt = Date.UTC(2026, 0, 5, 9);
const contacts = Array.from({ length: 100 }, (_, index) => String(1000 + index));
/** Theirs is "Ask what they are looking for"; all others are customers, and theirs is "Hold the kick-off". */
const leads = contacts.filter((_, index) => index % 9 === 4);
const stages = { lead: 'lead-funnel:capture', customer: 'lead-funnel:expand' };

type Contact = { id: string; properties: Record<string, string | null> };

/** An admin puts a rule on a tag property that some touchpoints break: the real app and portal. */
describe('a validation rule on a tag property', { timeout: 240_000 }, () => {
  const directory = mkdtempSync(join(tmpdir(), 'journey-steward-rules-'));
  let installation: Installation;

  beforeAll(async () => {
    installation = await createInstallation({ portalId, now: '2026-01-10T09:00:00Z', tagWriteDelayMs: 1_500 });
    await installation.startApp();
    await installation.install();
    const path = join(directory, 'history.jsonl');
    writeFileSync(path, contacts.flatMap(historyOf).join('\n'));
    await setRules([{ ruleType: 'MAX_LENGTH', ruleArguments: ['20'] }]);
    await installation.play({ path });
    await installation.untilAtRest();
  }, 240_000);
  afterAll(async () => {
    await installation?.stop();
    rmSync(directory, { recursive: true, force: true });
  });

  test('sets aside whose value breaks it, and writes all others of the batch', async () => {
    const written = await stagesInPortal();
    for (const id of contacts) expect(written[id], id).toBe(leads.includes(id) ? undefined : stages.customer);
    const { calls } = await installation.portalStatus();
    const { byStatus } = calls.byEndpoint['POST /crm/objects/2026-09/contacts/batch/update'] ?? {};
    expect(byStatus?.['400'], 'the rule was broken on the way').toBeGreaterThan(0);
  });

  test('is told to the admin with the property, the value, the place of the rule and the words of HubSpot', async () => {
    const { accounts } = await doctor();
    const problems = accounts[0]?.findings.filter(({ weight }) => weight === 'problem') ?? [];
    expect(problems).toMatchObject([{ topic: 'tags', canFix: true }]);
    for (const part of [
      `HubSpot refused the tags of ${leads.length} records`,
      `contact ${leads[0]}`,
      '"Ask what they are looking for" for the contact property journey_steward_next_touchpoint',
      'Settings > Properties > journey_steward_next_touchpoint > Rules',
      'HubSpot says: Enter no more than 20 characters',
    ])
      expect(problems[0]?.message).toContain(part);
  });

  test('keeps them aside when nothing was mended, and lets them be written when it is gone', async () => {
    expect((await doctor('--fix')).accounts[0]?.repaired).toContain(
      `Queued again: the tags of ${leads.length} records, which HubSpot had refused.`,
    );
    await installation.untilAtRest();
    expect((await stagesInPortal())[leads[0] ?? '']).toBeUndefined();
    expect((await doctor()).needsSomebody).toBe(true);

    await setRules([]);
    await doctor('--fix');
    await installation.untilAtRest();
    const written = await stagesInPortal();
    for (const id of contacts) expect(written[id], id).toBe(leads.includes(id) ? stages.lead : stages.customer);
    expect((await doctor()).needsSomebody).toBe(false);
  });

  const setRules = (rules: object[]) =>
    postJson(`${installation.urls.portal}/sandbox/validation-rules`, {
      ...{ objectType: 'contact', property: 'journey_steward_next_touchpoint', rules },
    });

  async function doctor(...args: string[]): Promise<DoctorReport> {
    const { output } = await installation.command('doctor', '--format', 'json', ...args);
    return JSON.parse(output) as DoctorReport;
  }

  /** The stage that each contact of the portal carries; none where none was written. */
  async function stagesInPortal(): Promise<Record<string, string | undefined>> {
    const response = await fetch(`${installation.urls.portal}/sandbox/export`);
    const lines = (await response.text()).split('\n').filter((line) => line !== '');
    const records = lines.map((line) => JSON.parse(line) as Contact);
    return Object.fromEntries(records.map(({ id, properties }) => [id, properties.journey_steward_stage ?? undefined]));
  }
});

function historyOf(id: string): string[] {
  const given: Partial<HistoryEvent>[] = [
    { subscriptionType: 'contact.creation', changeFlag: 'NEW' },
    { propertyName: 'lifecyclestage', propertyValue: leads.includes(id) ? 'lead' : 'customer' },
  ];
  return given.map((event) =>
    JSON.stringify({
      ...{ eventId: 1, subscriptionId: 1, portalId, appId: 7, occurredAt: startsAt, attemptNumber: 0 },
      ...{ subscriptionType: 'contact.propertyChange', changeSource: 'CRM', objectId: Number(id) },
      ...event,
    }),
  );
}
