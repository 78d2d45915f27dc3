import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { preset } from '../../src/journey/models/presets.ts';
import { createInstallation, type Installation } from './installation.ts';

const directory = mkdtempSync(join(tmpdir(), 'journey-steward-activities-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const touchpointTag = 'journey_steward_next_touchpoint';
const names = (word: string) => ({ en: word, it: word, de: word, ko: word, ru: word });

/** The lead funnel, in which what comes next follows from who has called, and who was met. */
function modelFile(): string {
  const funnel = preset('lead-funnel');
  const plays = [
    { play: 'read-survey', when: { activity: ['feedback'] } },
    { play: 'thank', when: { activity: ['meeting'] } },
    { play: 'call-back', when: { activity: ['call'], direction: 'incoming' } },
    { play: 'hand-over', when: { activity: ['call'], by: 'others' } },
    { play: 'await', when: { activity: ['call'], direction: 'outgoing', by: 'owner' } },
  ];
  const stages = funnel.stages.map((stage) => ({ ...stage, plays: [...plays, ...stage.plays] }));
  const catalogue = plays.map(({ play }) => ({ id: play, team: 'sales', names: names(play), reasons: names(play) }));
  const path = join(directory, 'model.json');
  writeFileSync(path, JSON.stringify({ ...funnel, stages, plays: [...funnel.plays, ...catalogue] }));
  return path;
}

async function post(url: string, body: object): Promise<Record<string, unknown>> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  expect(response.status).toBe(200);
  return (await response.json()) as Record<string, unknown>;
}

function portalOf(installation: Installation) {
  const change = async (body: object) =>
    String((await post(`${installation.urls.portal}/sandbox/change`, body)).recordId);
  return {
    change,
    /** An activity of a contact, told before or after it is associated. */
    async log(objectType: string, contact: string, properties: Record<string, string>): Promise<string> {
      const hs_timestamp = properties.hs_timestamp ?? String(Date.now());
      const id = await change({ action: 'create', objectType, properties: { hs_timestamp, ...properties } });
      const ends = { from: { objectType, id }, to: { objectType: 'contact', id: contact } };
      await change({ action: 'associate', ...ends });
      return id;
    },
    async touchpointOf(contact: string): Promise<unknown> {
      await installation.untilAtRest();
      const text = await (await fetch(`${installation.urls.portal}/sandbox/export`)).text();
      const records = text
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line));
      const found = records.find(({ objectType, id }) => objectType === 'contact' && id === contact);
      return found.properties[touchpointTag];
    },
  };
}

describe('activities in the portal', { timeout: 240_000 }, () => {
  test('decide what comes next: a call logged on the page, one of somebody else, one from the buyer, a meeting held, a survey answered', async () => {
    const installation = await createInstallation({
      portalId: 20_260_001,
      // Later than whatever the portal tells, whose clock is the wall clock.
      now: '2099-01-01T00:00:00Z',
      model: modelFile(),
    });
    try {
      await installation.startApp();
      await installation.install();
      const { change, log, touchpointOf } = portalOf(installation);
      const properties = { lifecyclestage: 'lead', hubspot_owner_id: '41003' };
      const contact = await change({ action: 'create', objectType: 'contact', properties });
      const before = await touchpointOf(contact);
      expect(before).not.toBe('await');

      await post(`${installation.urls.portal}/sandbox/page/calls`, { type: 'contacts', id: contact });
      expect(await touchpointOf(contact)).toBe('await');

      const foreign = await log('call', contact, { hs_call_direction: 'OUTBOUND', hubspot_owner_id: '41004' });
      expect(await touchpointOf(contact)).toBe('hand-over');
      await change({ action: 'delete', objectType: 'call', id: foreign });
      expect(await touchpointOf(contact)).toBe('await');

      await log('call', contact, { hs_call_direction: 'INBOUND', hubspot_owner_id: '41003' });
      expect(await touchpointOf(contact)).toBe('call-back');

      const planned = String(Date.parse('2099-06-01T00:00:00Z'));
      const meeting = await log('meeting', contact, { hs_timestamp: planned, hs_meeting_outcome: 'SCHEDULED' });
      expect(await touchpointOf(contact)).toBe('call-back');
      const moved = { hs_timestamp: String(Date.now()), hs_meeting_outcome: 'NO_SHOW' };
      await change({ action: 'update', objectType: 'meeting', id: meeting, properties: moved });
      expect(await touchpointOf(contact)).toBe('call-back');
      await change({
        action: 'update',
        objectType: 'meeting',
        id: meeting,
        properties: { hs_meeting_outcome: 'COMPLETED' },
      });
      expect(await touchpointOf(contact)).toBe('thank');

      const objectType = 'feedback_submission';
      const answered = { hs_submission_timestamp: String(Date.now()), hs_value: '9', hs_content: 'Fictitious words' };
      const survey = await change({ action: 'create', objectType, properties: answered });
      const ends = { from: { objectType, id: survey }, to: { objectType: 'contact', id: contact } };
      await change({ action: 'associate', ...ends });
      expect(await touchpointOf(contact)).toBe('read-survey');
      await change({ action: 'dissociate', ...ends });
      expect(await touchpointOf(contact)).toBe('thank');
    } finally {
      await installation.stop();
    }
  });
});
