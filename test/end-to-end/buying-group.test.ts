import { expect, test } from 'vitest';
import { buyingGroupAnswerSchema } from '../../src/api/buying-group-contract.ts';
import { createInstallation } from './installation.ts';

test('the buying group of a deal, with the real app and portal, asked through the proxy of cards', async () => {
  // Later than whatever the portal tells, whose clock is the wall clock, but not by 90 days.
  const now = new Date(Date.now() + 86_400_000).toISOString();
  const installation = await createInstallation({ portalId: 20_260_001, now, model: 'buying-cycle' });
  const post = async (path: string, body: object) => {
    const headers = { 'content-type': 'application/json' };
    const request = { method: 'POST', headers, body: JSON.stringify(body) };
    const response = await fetch(installation.urls.portal + path, request);
    expect(response.status, path).toBe(200);
    return (await response.json()) as { recordId?: unknown; responseBody?: unknown };
  };
  const create = async (objectType: string, properties: object) =>
    String((await post('/sandbox/change', { action: 'create', objectType, properties })).recordId);
  try {
    await installation.startApp();
    await installation.install();
    const champion = await create('contact', { hs_buying_role: 'CHAMPION;END_USER', lifecyclestage: 'lead' });
    const silent = await create('contact', { lifecyclestage: 'subscriber' });
    const deal = await create('deal', { dealname: 'A mill', dealstage: 'contractsent' });
    for (const id of [champion, silent]) {
      const ends = { from: { objectType: 'deal', id: deal }, to: { objectType: 'contact', id } };
      await post('/sandbox/change', { action: 'associate', ...ends });
    }
    const properties = { hs_sales_email_last_replied: String(Date.now()) };
    await post('/sandbox/change', { action: 'update', objectType: 'contact', id: champion, properties });
    await installation.untilAtRest();

    const requestUri = `${installation.urls.app}/api/cards/deal/buying-group?objectId=${deal}&language=de`;
    const { responseBody } = await post('/sandbox/fetch', { requestUri, method: 'GET' });
    const answer = buyingGroupAnswerSchema.parse(responseBody);
    expect(answer).toMatchObject({
      ok: true,
      data: {
        members: 2,
        engaged: 1,
        byStage: [{ id: 'purchase-decision', members: 2, engaged: 1 }],
        latest: [
          {
            contactId: champion,
            isEngaged: true,
            stage: { id: 'purchase-decision' },
            team: { id: 'sales', label: 'Vertrieb' },
            lastTouch: { kind: { id: 'email-reply' } },
          },
          { contactId: silent, isEngaged: false, roles: [] },
        ],
      },
    });
    const missing = answer.ok ? answer.data.missingRoles : [];
    expect(missing).toContainEqual({ id: 'DECISION_MAKER', label: 'Entscheider' });
    expect(missing.map(({ id }) => id)).not.toContain('CHAMPION');
  } finally {
    await installation.stop();
  }
}, 240_000);
