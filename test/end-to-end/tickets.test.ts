import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { preset } from '../../src/journey/models/presets.ts';
import { createInstallation, type Installation } from './installation.ts';

const directory = mkdtempSync(join(tmpdir(), 'journey-steward-tickets-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

type Properties = Record<string, string | null>;

/** The lead funnel, in which who has an urgent ticket open is a matter of service, and is called. */
function modelFile(): string {
  const funnel = preset('lead-funnel');
  const names = { en: 'Call about the ticket', it: 'x', de: 'x', ko: 'x', ru: 'x' };
  const when = { tickets: 'open', priorities: ['URGENT'] };
  const path = join(directory, 'model.json');
  const stages = funnel.stages.map((stage) =>
    stage.id === 'expand'
      ? {
          ...stage,
          enter: [...stage.enter, { id: 'urgent', when }],
          plays: [{ play: 'call-about-ticket', when }, ...stage.plays],
        }
      : stage,
  );
  const plays = [...funnel.plays, { id: 'call-about-ticket', team: 'service', names, reasons: names }];
  writeFileSync(path, JSON.stringify({ ...funnel, stages, plays }));
  return path;
}

const stageTag = 'journey_steward_stage';
const touchpointTag = 'journey_steward_next_touchpoint';

async function withContact(options: { withheldScopes?: string[] }, work: (portal: TestPortal) => Promise<void>) {
  const installation = await createInstallation({
    portalId: 20_260_001,
    // Later than whatever the portal tells, whose clock is the wall clock.
    now: '2099-01-01T00:00:00Z',
    model: modelFile(),
    ...options,
  });
  try {
    await installation.startApp();
    await installation.install();
    await work(testPortal(installation));
  } finally {
    await installation.stop();
  }
}

type TestPortal = ReturnType<typeof testPortal>;

function testPortal(installation: Installation) {
  return {
    async change(body: object): Promise<string> {
      const headers = { 'content-type': 'application/json' };
      const address = `${installation.urls.portal}/sandbox/change`;
      const response = await fetch(address, { method: 'POST', headers, body: JSON.stringify(body) });
      expect(response.status).toBe(200);
      return String(((await response.json()) as { recordId: unknown }).recordId);
    },
    /** The properties of a record once the app is at rest. */
    async propertiesOf(objectType: string, id: string): Promise<Properties> {
      await installation.untilAtRest();
      const text = await (await fetch(`${installation.urls.portal}/sandbox/export`)).text();
      const records = text
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line));
      return records.find((record) => record.objectType === objectType && record.id === id).properties;
    },
    exportVisits: async () => (await installation.exportVisits()).toString(),
  };
}

describe('a ticket in the portal', { timeout: 240_000 }, () => {
  test('changes stage and touchpoint of its contact, under a model that asks for it, and has neither itself', async () => {
    await withContact({}, async ({ change, propertiesOf, exportVisits }) => {
      const contact = await change({ action: 'create', objectType: 'contact', properties: { lifecyclestage: 'lead' } });
      expect(await propertiesOf('contact', contact)).toMatchObject({ [stageTag]: 'lead-funnel:capture' });

      const properties = { subject: 'It does not start', hs_pipeline_stage: '1', hs_ticket_priority: 'URGENT' };
      const ticket = await change({ action: 'create', objectType: 'ticket', properties });
      const ends = { from: { objectType: 'ticket', id: ticket }, to: { objectType: 'contact', id: contact } };
      await change({ action: 'associate', ...ends });
      const opened = { [stageTag]: 'lead-funnel:expand', [touchpointTag]: 'Call about the ticket' };
      expect(await propertiesOf('contact', contact)).toMatchObject(opened);

      const solved = { hs_pipeline_stage: '4' };
      await change({ action: 'update', objectType: 'ticket', id: ticket, properties: solved });
      const after = await propertiesOf('contact', contact);
      expect(after[touchpointTag]).not.toBe('Call about the ticket');
      const own = Object.keys(await propertiesOf('ticket', ticket)).filter((name) =>
        name.startsWith('journey_steward'),
      );
      expect(own).toEqual([]);
      const visits = await exportVisits();
      expect(visits).toContain(`ticket/${ticket}/property/hs_pipeline_stage/1`);
      expect(visits.split('\n').filter((line) => line.split(',')[1] === 'ticket')).toEqual([]);
    });
  });

  test('is nothing to an app that was not granted tickets, and everything else goes on', async () => {
    await withContact({ withheldScopes: ['tickets'] }, async ({ change, propertiesOf }) => {
      const contact = await change({ action: 'create', objectType: 'contact', properties: { lifecyclestage: 'lead' } });
      const properties = { subject: 'It does not start', hs_pipeline_stage: '1', hs_ticket_priority: 'URGENT' };
      const ticket = await change({ action: 'create', objectType: 'ticket', properties });
      const ends = { from: { objectType: 'ticket', id: ticket }, to: { objectType: 'contact', id: contact } };
      await change({ action: 'associate', ...ends });
      expect(await propertiesOf('contact', contact)).toMatchObject({ [stageTag]: 'lead-funnel:capture' });
      const forward = { lifecyclestage: 'marketingqualifiedlead' };
      await change({ action: 'update', objectType: 'contact', id: contact, properties: forward });
      expect(await propertiesOf('contact', contact)).toMatchObject({ [stageTag]: 'lead-funnel:nurture' });
    });
  });
});
