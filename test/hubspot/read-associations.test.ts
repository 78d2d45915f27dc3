import { describe, expect, test } from 'vitest';
import type { ApiCall } from '../../src/hubspot/hubspot-client.ts';
import { readAssociations } from '../../src/hubspot/read-associations.ts';
import { answerCalls } from './answer-calls.ts';

const input = { accountId: '33', fromType: 'contact', toType: 'company', recordIds: ['1', '2', '3'] } as const;
const plain = { category: 'HUBSPOT_DEFINED', typeId: 279, label: null };
const primary = { category: 'HUBSPOT_DEFINED', typeId: 1, label: 'Primary' };
const own = { category: 'USER_DEFINED', typeId: 12, label: 'Adviser' };
const none = { category: 'OBJECT_NOT_FOUND', subCategory: 'crm.associations.NO_ASSOCIATIONS_FOUND', message: 'None.' };
const inputsOf = (call: ApiCall) => (call.body as { inputs: unknown[] }).inputs;

describe('associations', () => {
  test('are read with the labels that webhooks would tell, the plain one among them', async () => {
    const { hubspot, calls } = answerCalls(() => ({
      status: 207,
      body: {
        results: [
          { from: { id: '1' }, to: [{ toObjectId: 50, associationTypes: [primary, plain] }] },
          { from: { id: '2' }, to: [{ toObjectId: '51', associationTypes: [own] }] },
        ],
        errors: [none],
      },
    }));
    expect((await readAssociations(hubspot, input)).links).toEqual([
      { fromId: '1', toId: '50', labels: ['default', 'primary'] },
      { fromId: '2', toId: '51', labels: ['default', 'user_defined-12'] },
    ]);
    expect(calls).toEqual([
      {
        method: 'POST',
        path: '/crm/associations/2026-09/contacts/companies/batch/read',
        body: { inputs: [{ id: '1' }, { id: '2' }, { id: '3' }] },
      },
    ]);
  });

  test('of a record that has many are read to the last page', async () => {
    const pages: Record<string, object> = {
      none: {
        from: { id: '1' },
        to: [{ toObjectId: 50, associationTypes: [plain] }],
        paging: { next: { after: 'x' } },
      },
      x: { from: { id: '1' }, to: [{ toObjectId: 51, associationTypes: [plain] }] },
    };
    const { hubspot, calls } = answerCalls((call) => {
      const [{ after = 'none' }] = inputsOf(call) as [{ after?: string }];
      return { body: { results: [pages[after]] } };
    });
    expect((await readAssociations(hubspot, input)).links.map(({ toId }) => toId)).toEqual(['50', '51']);
    expect(calls.map(inputsOf)[1]).toEqual([{ id: '1', after: 'x' }]);
  });

  test('of one record in another form are told beside those of the others, and of all are no answer', async () => {
    const odd = (recordId: string) => ({ from: { id: recordId }, to: { toObjectId: 50 } });
    const answers = (...results: object[]) => answerCalls(() => ({ body: { results } })).hubspot;
    const good = { from: { id: '2' }, to: [{ toObjectId: '51', associationTypes: [plain] }] };
    const { links, unreadable } = await readAssociations(answers(odd('1'), good), input);
    expect(links).toEqual([{ fromId: '2', toId: '51', labels: ['default'] }]);
    expect(unreadable).toEqual([{ recordId: '1', reason: expect.stringMatching(/^to: Invalid input/) }]);
    const told = { code: 'hubspot-answer-unreadable', message: expect.stringContaining('results[0].to') };
    await expect(readAssociations(answers(odd('1'), odd('2')), input)).rejects.toMatchObject(told);
  });

  test('that could not be read are no answer', async () => {
    const struck = { category: 'INTERNAL_ERROR', message: 'Some inputs could not be processed.' };
    const { hubspot } = answerCalls(() => ({ status: 207, body: { results: [], errors: [none, struck] } }));
    await expect(readAssociations(hubspot, input)).rejects.toMatchObject({ code: 'hubspot-unavailable' });
  });
});
