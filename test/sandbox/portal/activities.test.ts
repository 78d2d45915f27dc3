import { describe, expect, it } from 'vitest';
import { readSubscriptions } from '../../../sandbox/portal/deliveries/subscriptions.ts';
import { activityTypes, objectTypeNames } from '../../../sandbox/portal/object-types.ts';
import { projectDir } from '../../app-extensions/project-folder.ts';
import { receiveDeliveries } from './receive-deliveries.ts';
import { request, startPortal } from './start-portal.ts';

const subscriptions = await readSubscriptions(`${projectDir}/app-extensions/app/webhooks/webhooks-hsmeta.json`);

async function portalWithContact(options: Parameters<typeof startPortal>[0] = {}) {
  const app = await receiveDeliveries();
  const started = await startPortal(options);
  const { portal } = started;
  portal.deliveries.setTarget(app.url);
  const contactId = portal.change({ action: 'create', objectType: 'contact', properties: {} }).recordId ?? '';
  const told = async () => {
    await portal.deliveries.finished();
    return app.deliveries.flatMap((delivery) => delivery.events);
  };
  await told();
  app.deliveries.length = 0;
  return { ...started, contactId, told };
}

describe('activities', () => {
  const logged = activityTypes.filter((type) => type !== 'task');
  it.each(logged)('a %s is told in generic events alone, from both sides of its associations', async (type) => {
    const { portal, contactId, told } = await portalWithContact();
    const properties = { hs_timestamp: '2026-05-01T09:00:00Z' };
    const id = portal.change({ action: 'create', objectType: type, properties }).recordId ?? '';
    const ends = { from: { objectType: type, id }, to: { objectType: 'contact', id: contactId } } as const;
    portal.change({ action: 'associate', ...ends });
    portal.change({ action: 'delete', objectType: type, id });
    const events = await told();
    expect(events.map((event) => event.subscriptionType)).toEqual([
      'object.creation',
      'object.propertyChange',
      'object.associationChange',
      'object.associationChange',
      'object.deletion',
    ]);
    const objectTypeId = objectTypeNames[type].id;
    expect(events[1]).toMatchObject({ objectTypeId, propertyName: 'hs_timestamp', propertyValue: '1777626000000' });
    expect(events[2]).toMatchObject({ fromObjectTypeId: objectTypeId, toObjectTypeId: '0-1' });
    expect(events[3]).toMatchObject({ fromObjectTypeId: '0-1', toObjectTypeId: objectTypeId });
  });

  it('are told to the app by its own subscriptions, without their content', async () => {
    const { portal, contactId, told } = await portalWithContact({ subscriptions });
    const properties = {
      hs_timestamp: '2026-05-01T09:00:00Z',
      hs_meeting_title: 'Between us',
      hs_meeting_body: 'Secret',
    };
    const id = portal.change({ action: 'create', objectType: 'meeting', properties }).recordId ?? '';
    const ends = { from: { objectType: 'meeting', id }, to: { objectType: 'contact', id: contactId } } as const;
    portal.change({ action: 'associate', ...ends });
    const events = await told();
    expect(events.map(({ subscriptionType, propertyName }) => `${subscriptionType} ${propertyName ?? ''}`)).toEqual([
      'object.creation ',
      'object.propertyChange hs_timestamp',
      'object.associationChange ',
    ]);
    expect(JSON.stringify(events)).not.toMatch(/Between us|Secret/);
  });

  it('are made by an app with the scopes of contacts, in one call with whom they are about', async () => {
    const { call, contactId, told } = await portalWithContact();
    const answer = await call('POST', '/crm/objects/2026-09/calls', {
      properties: { hs_timestamp: '2026-05-01T09:00:00Z', hs_call_direction: 'INBOUND' },
      associations: [
        { to: { id: contactId }, types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 194 }] },
      ],
    });
    expect(answer.status).toBe(201);
    expect(
      (await told()).filter(({ subscriptionType }) => subscriptionType === 'object.associationChange'),
    ).toHaveLength(2);
  });
});

describe('answers to surveys', () => {
  const objectType = 'feedback_submission';
  const scope = 'crm.objects.feedback_submissions.read';

  async function answerSurvey(options: Parameters<typeof startPortal>[0] = {}) {
    const started = await portalWithContact(options);
    const { portal, contactId, told } = started;
    const properties = { hs_submission_timestamp: '2026-05-01T09:00:00Z', hs_content: 'Fictitious words' };
    const id = portal.change({ action: 'create', objectType, properties }).recordId ?? '';
    portal.change({ action: 'associate', from: { objectType, id }, to: { objectType: 'contact', id: contactId } });
    return { ...started, id, events: await told() };
  }

  it('are told in generic events, with their time and whose they are, and without their words', async () => {
    const { id, contactId, events } = await answerSurvey({ subscriptions });
    const types = events.map(({ subscriptionType }) => subscriptionType);
    expect(types.filter((type) => !type.startsWith('object.'))).toEqual([]);
    expect(events).toContainEqual(
      expect.objectContaining({
        subscriptionType: 'object.propertyChange',
        objectTypeId: '0-19',
        objectId: Number(id),
        propertyName: 'hs_submission_timestamp',
      }),
    );
    expect(events).toContainEqual(
      expect.objectContaining({
        ...{ subscriptionType: 'object.associationChange', fromObjectTypeId: '0-19', toObjectTypeId: '0-1' },
        ...{ fromObjectId: Number(id), toObjectId: Number(contactId) },
      }),
    );
    expect(JSON.stringify(events)).not.toContain('Fictitious words');
  });

  it('are neither told nor read where their scope is withheld, and never written', async () => {
    const { events, id, portal, url } = await answerSurvey({ subscriptions, withheldScopes: [scope] });
    expect(events).toEqual([]);
    const { accessToken } = portal.grant([scope, 'crm.objects.contacts.read']);
    const headers = { Authorization: `Bearer ${accessToken}`, 'Content-Type': 'application/json' };
    const all = `${url}/crm/objects/2026-09/feedback_submissions`;
    const read = () => request(`${all}/${id}`, { headers });
    expect((await read()).status).toBe(403);
    portal.state.withheldScopes = [];
    expect(await read()).toMatchObject({ status: 200, body: { id } });
    const body = JSON.stringify({ properties: {} });
    expect((await request(all, { method: 'POST', headers, body })).status).toBe(403);
  });
});
