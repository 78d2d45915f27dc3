import { describe, expect, it } from 'vitest';
import { receiveDeliveries } from './receive-deliveries.ts';
import { clientId, clientSecret, request, startPortal } from './start-portal.ts';

/** A portal with a contact and a ticket that are associated, and what it has told the app. */
async function portalWithTicket(options: Parameters<typeof startPortal>[0] = {}) {
  const app = await receiveDeliveries();
  const started = await startPortal(options);
  const { portal } = started;
  portal.deliveries.setTarget(app.url);
  const contactId = portal.change({ action: 'create', objectType: 'contact', properties: {} }).recordId ?? '';
  const properties = { subject: 'It does not start', hs_pipeline_stage: '1', hs_ticket_priority: 'HIGH' };
  const ticketId = portal.change({ action: 'create', objectType: 'ticket', properties }).recordId ?? '';
  const ends = { from: { objectType: 'ticket', id: ticketId }, to: { objectType: 'contact', id: contactId } } as const;
  portal.change({ action: 'associate', ...ends });
  const told = async () => {
    await portal.deliveries.finished();
    return app.deliveries.flatMap((delivery) => delivery.events);
  };
  return { ...started, contactId, ticketId, ends, told };
}

describe('tickets', () => {
  it('are made, moved, associated and deleted by users, and each is told', async () => {
    const { portal, ticketId, contactId, ends, told } = await portalWithTicket();
    portal.change({ action: 'update', objectType: 'ticket', id: ticketId, properties: { hs_pipeline_stage: '4' } });
    portal.change({ action: 'dissociate', ...ends });
    portal.change({ action: 'delete', objectType: 'ticket', id: ticketId });
    const events = await told();
    expect(events.map((event) => event.subscriptionType).filter((type) => type !== 'contact.creation')).toEqual([
      'ticket.creation',
      'ticket.propertyChange',
      'ticket.propertyChange',
      'ticket.propertyChange',
      'ticket.propertyChange',
      'ticket.associationChange',
      'contact.associationChange',
      'ticket.propertyChange',
      'ticket.associationChange',
      'contact.associationChange',
      'ticket.deletion',
    ]);
    expect(events).toContainEqual(
      expect.objectContaining({
        associationType: 'CONTACT_TO_TICKET',
        fromObjectId: Number(contactId),
        toObjectId: Number(ticketId),
        associationRemoved: false,
      }),
    );
    expect(events).toContainEqual(
      expect.objectContaining({ objectId: Number(ticketId), propertyName: 'hs_pipeline', propertyValue: '0' }),
    );
  });

  it('are merged, and the change is told', async () => {
    const { portal, ticketId, told } = await portalWithTicket();
    const other = portal.change({ action: 'create', objectType: 'ticket', properties: { hs_pipeline_stage: '2' } });
    portal.change({ action: 'merge', objectType: 'ticket', primaryId: ticketId, mergedId: other.recordId ?? '' });
    expect(await told()).toContainEqual(
      expect.objectContaining({ subscriptionType: 'ticket.merge', mergedObjectIds: [Number(other.recordId)] }),
    );
  });

  it('take the stages of their pipeline alone', async () => {
    const { portal, ticketId } = await portalWithTicket();
    const move = (stage: string) => () =>
      portal.change({ action: 'update', objectType: 'ticket', id: ticketId, properties: { hs_pipeline_stage: stage } });
    expect(move('closedwon')).toThrow('not one of the allowed options');
    expect(move('3')).not.toThrow();
  });

  it('are read with their associations and their pipelines by an app that holds the scope, and by no other', async () => {
    const { url, portal, ticketId, contactId } = await portalWithTicket();
    const as = (scopes: string[]) => ({ Authorization: `Bearer ${portal.grant(scopes).accessToken}` });
    const read = (path: string, scopes: string[]) => request(`${url}${path}`, { headers: as(scopes) });
    const ticket = await read(`/crm/objects/2026-09/tickets/${ticketId}`, ['tickets']);
    expect(ticket.body.properties).toMatchObject({
      hs_pipeline: '0',
      hs_pipeline_stage: '1',
      hs_ticket_priority: 'HIGH',
    });
    const pipelines = await read('/crm/pipelines/2026-09/tickets', ['tickets']);
    const stages: { id: string; metadata: object }[] = pipelines.body.results[0].stages;
    expect(stages.map(({ id, metadata }) => [id, metadata])).toEqual([
      ['1', { ticketState: 'OPEN', isClosed: 'false' }],
      ['2', { ticketState: 'OPEN', isClosed: 'false' }],
      ['3', { ticketState: 'OPEN', isClosed: 'false' }],
      ['4', { ticketState: 'CLOSED', isClosed: 'true' }],
    ]);
    const associated = await request(`${url}/crm/associations/2026-09/tickets/contacts/batch/read`, {
      method: 'POST',
      headers: { ...as(['tickets']), 'Content-Type': 'application/json' },
      body: JSON.stringify({ inputs: [{ id: ticketId }] }),
    });
    expect(associated.body.results[0].to).toMatchObject([
      { toObjectId: contactId, associationTypes: [{ typeId: 16 }] },
    ]);
    for (const path of ['/crm/pipelines/2026-09/tickets', `/crm/objects/2026-09/tickets/${ticketId}`]) {
      const refused = await read(path, ['crm.objects.deals.read', 'crm.schemas.deals.read']);
      expect([refused.status, refused.body.category]).toEqual([403, 'MISSING_SCOPES']);
    }
  });

  it('that were withheld at the installation are neither granted nor told', async () => {
    const { url, told } = await portalWithTicket({ withheldScopes: ['tickets'] });
    const redirectUri = 'http://127.0.0.1:9/oauth/callback';
    const query = {
      client_id: clientId,
      redirect_uri: redirectUri,
      scope: 'oauth',
      optional_scope: 'tickets settings.users.read',
    };
    const { headers } = await request(`${url}/oauth/authorize?${new URLSearchParams(query)}`);
    const code = new URL(headers.get('Location') ?? '').searchParams.get('code') ?? '';
    const form = { client_id: clientId, client_secret: clientSecret, redirect_uri: redirectUri, code };
    const body = new URLSearchParams({ ...form, grant_type: 'authorization_code' });
    const granted = await request(`${url}/oauth/2026-09/token`, { method: 'POST', body });
    expect(granted.body.scopes).toEqual(['oauth', 'settings.users.read']);
    const types = new Set((await told()).map((event) => event.subscriptionType));
    expect([...types].sort()).toEqual(['contact.associationChange', 'contact.creation']);
  });
});
