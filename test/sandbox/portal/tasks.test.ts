import { describe, expect, it } from 'vitest';
import { startPortal } from './start-portal.ts';

const path = '/crm/objects/2026-09/tasks';

async function portalWithContact() {
  const started = await startPortal();
  const contactId = started.portal.change({ action: 'create', objectType: 'contact', properties: {} }).recordId ?? '';
  const task = {
    properties: { hs_timestamp: '2026-05-01T09:00:00Z', hs_task_subject: 'Call back' },
    associations: [
      { to: { id: contactId }, types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 204 }] },
    ],
  };
  const tasksOfContact = async () => {
    const inputs = [{ id: contactId }];
    const answer = await started.call('POST', '/crm/associations/2026-09/contacts/tasks/batch/read', { inputs });
    const ids: string[] = (answer.body.results[0]?.to ?? []).map((to: { toObjectId: string }) => String(to.toObjectId));
    const read = await started.call('POST', `${path}/batch/read`, {
      inputs: ids.map((id) => ({ id })),
      properties: ['hs_task_subject', 'hs_task_status'],
    });
    return read.body.results.map((one: { properties: Record<string, string> }) => one.properties);
  };
  return { ...started, task, tasksOfContact };
}

describe('tasks', () => {
  it('are made with whom they are about, found through them, and completed', async () => {
    const { call, task, tasksOfContact } = await portalWithContact();
    const made = await call('POST', path, task);
    expect(made.status).toBe(201);
    expect(await tasksOfContact()).toMatchObject([{ hs_task_subject: 'Call back', hs_task_status: 'NOT_STARTED' }]);
    await call('PATCH', `${path}/${made.body.id}`, { properties: { hs_task_status: 'COMPLETED' } });
    expect(await tasksOfContact()).toMatchObject([{ hs_task_status: 'COMPLETED' }]);
  });

  it('are refused without the time at which they are due, or with a status that HubSpot does not have', async () => {
    const { call, task } = await portalWithContact();
    const untimed = await call('POST', path, { ...task, properties: { hs_task_subject: 'Call back' } });
    expect(untimed).toMatchObject({ status: 400, body: { errors: [{ code: 'MISSING_REQUIRED_PROPERTY' }] } });
    const properties = { ...task.properties, hs_task_status: 'DONE' };
    expect(await call('POST', path, { ...task, properties })).toMatchObject({ status: 400 });
  });

  it('come twice when a create whose result is not known is simply repeated', async () => {
    const { portal, call, task, tasksOfContact } = await portalWithContact();
    portal.faults.set([{ method: 'POST', path, status: 500, isCarriedOut: true, times: 1 }]);
    expect((await call('POST', path, task)).status).toBe(500);
    expect(await tasksOfContact()).toHaveLength(1);
    expect((await call('POST', path, task)).status).toBe(201);
    expect(await tasksOfContact()).toHaveLength(2);
  });
});
