import { expect, test } from 'vitest';
import { apiPaths } from '../../src/hubspot/api-paths.ts';
import { readPortalMetadataFrom } from '../../src/hubspot/read-portal-metadata.ts';
import { answerCalls, refusal } from './answer-calls.ts';

const lifecyclePath = apiPaths.property('contact', 'lifecyclestage');
const option = (value: string, displayOrder?: number) => ({
  value,
  label: value.toUpperCase(),
  displayOrder,
  hidden: false,
});
const stage = (id: string, displayOrder: number, metadata: object) => ({
  id,
  label: `Stage ${id}`,
  displayOrder,
  metadata,
});

function read(options: object[], pipelines: object[]) {
  const { hubspot } = answerCalls(({ path }) => {
    if (path === lifecyclePath) return { body: { name: 'lifecyclestage', options } };
    if (path === apiPaths.dealPipelines()) return { body: { results: pipelines } };
    return { body: { results: [] } };
  });
  return readPortalMetadataFrom(hubspot, '33', 1_700_000_000_000);
}

test("lifecycle stages stand in the portal's own order, whatever order they come in", async () => {
  const { observedAt, lifecycleStages } = await read(
    [option('last', -1), option('lead', 2), option('12345', 10), option('subscriber', 0)],
    [],
  );
  expect(observedAt).toBe(1_700_000_000_000);
  expect(lifecycleStages).toEqual([
    { value: 'subscriber', label: 'SUBSCRIBER' },
    { value: 'lead', label: 'LEAD' },
    { value: '12345', label: '12345' },
    { value: 'last', label: 'LAST' },
  ]);
});

test('deal stages stand in their order, with probability and closedness read from text or not', async () => {
  const stages = [
    stage('won', 3, { isClosed: 'true', probability: '1.0' }),
    stage('lost', 4, { isClosed: true, probability: 0 }),
    stage('first', 1, { isClosed: 'false', probability: '0.2' }),
    stage('plain', 2, {}),
  ];
  const { dealPipelines } = await read(
    [],
    [{ id: 'default', label: 'Sales', displayOrder: 0, stages, archived: false }],
  );
  expect(dealPipelines).toEqual([
    {
      id: 'default',
      label: 'Sales',
      stages: [
        { id: 'first', label: 'Stage first', probability: 0.2, isClosed: false },
        { id: 'plain', label: 'Stage plain', probability: 0, isClosed: false },
        { id: 'won', label: 'Stage won', probability: 1, isClosed: true },
        { id: 'lost', label: 'Stage lost', probability: 0, isClosed: true },
      ],
    },
  ]);
});

test('ticket stages stand in their order, closed where their ticketState says so', async () => {
  const stages = [
    stage('4', 3, { ticketState: 'CLOSED', isClosed: 'true' }),
    stage('1', 0, { ticketState: 'OPEN' }),
    stage('2', 1, {}),
  ];
  const { hubspot } = answerCalls(({ path }) => {
    if (path === lifecyclePath) return { body: { options: [] } };
    if (path === apiPaths.ticketPipelines()) return { body: { results: [{ id: '0', label: 'Support', stages }] } };
    return { body: { results: [] } };
  });
  const { ticketPipelines } = await readPortalMetadataFrom(hubspot, '33', 0);
  expect(ticketPipelines).toEqual([
    {
      id: '0',
      label: 'Support',
      stages: [
        { id: '1', label: 'Stage 1', isClosed: false },
        { id: '2', label: 'Stage 2', isClosed: false },
        { id: '4', label: 'Stage 4', isClosed: true },
      ],
    },
  ]);
});

test('where tickets were not granted, nothing is said of their pipelines, and the rest is read', async () => {
  const { hubspot, calls } = answerCalls(({ path, acceptStatuses }) => {
    if (path === lifecyclePath) return { body: { options: [option('lead')] } };
    if (path !== apiPaths.ticketPipelines()) return { body: { results: [] } };
    expect(acceptStatuses).toEqual([403]);
    return { status: 403, body: { category: 'MISSING_SCOPES' } };
  });
  const observed = await readPortalMetadataFrom(hubspot, '33', 0);
  expect(observed).not.toHaveProperty('ticketPipelines');
  expect(observed.lifecycleStages).toEqual([{ value: 'lead', label: 'LEAD' }]);
  expect(calls.map(({ path }) => path)).toContain(apiPaths.ticketPipelines());
});

test('the same settings, told in another order, are the same observation', async () => {
  const options = [option('a', 0), option('b', 1)];
  const stages = [stage('x', 0, {}), stage('y', 1, {})];
  const one = await read(options, [{ id: 'p', label: 'P', stages }]);
  const other = await read(options.toReversed(), [{ id: 'p', label: 'P', stages: stages.toReversed() }]);
  expect(JSON.stringify(other)).toBe(JSON.stringify(one));
});

test('the time zone of the account is among them, and what HubSpot does not tell is left out', async () => {
  const answering = (details: object) =>
    answerCalls(({ path }) => ({ body: path === apiPaths.accountDetails() ? details : { options: [], results: [] } }));
  const told = answering({ portalId: 33, timeZone: 'Europe/Rome', utcOffset: '+02:00' });
  expect((await readPortalMetadataFrom(told.hubspot, '33', 0)).timeZone).toBe('Europe/Rome');
  for (const details of [{}, { timeZone: null }, { timeZone: '' }]) {
    expect(await readPortalMetadataFrom(answering(details).hubspot, '33', 0)).not.toHaveProperty('timeZone');
  }
});

test('an answer of another shape and a refusal are failures, not empty settings', async () => {
  await expect(read([{ value: 7 }], [])).rejects.toThrow('label');
  const { hubspot } = answerCalls(() => {
    throw refusal('hubspot-scope-missing');
  });
  await expect(readPortalMetadataFrom(hubspot, '33', 0)).rejects.toMatchObject({ code: 'hubspot-scope-missing' });
});
