import { expect, onTestFinished, test } from 'vitest';
import { tellSetAsideEvent } from '../../src/api/tell-set-aside-event.ts';
import { preset } from '../../src/journey/models/presets.ts';
import { replay } from '../../src/journey/replay.ts';
import { objectTypes, pastTypes } from '../../src/journey/vocabulary.ts';
import { createLog } from '../../src/log.ts';
import type { RepairState } from '../../src/store/read-repairs.ts';
import { repairAfterDowntime } from '../../src/worker/repair-after-downtime.ts';
import { createRepairPortal } from './repair-portal.ts';

const accountId = '1';
const model = preset('lead-funnel');

async function createGiven() {
  const given = await createRepairPortal();
  onTestFinished(given.close);
  const contactId = given.change({ action: 'create', objectType: 'contact', properties: { lifecyclestage: 'lead' } });
  const dealId = given.change({ action: 'create', objectType: 'deal', properties: {} });
  const ends = { from: { objectType: 'contact', id: contactId }, to: { objectType: 'deal', id: dealId } } as const;
  given.change({ action: 'associate', ...ends });
  const before = given.takeEvents();
  await given.readyAccount(accountId);
  await given.hear(accountId, before);
  const ledger = async () => {
    const record = { accountId, objectType: 'contact', recordId: contactId } as const;
    const [loaded] = await given.store.loadLedgers({ records: [record] });
    if (loaded === undefined) throw new Error('The contact is not known.');
    return loaded;
  };
  return { ...given, contactId, dealId, ends, ledger };
}

/** What was recovered, by the type of the records. */
function recoveredOf(repairs: readonly RepairState[]): Partial<Record<string, object>> {
  const found = repairs.filter(({ recovered }) => Object.keys(recovered).length > 0);
  return Object.fromEntries(found.map(({ objectType, recovered }) => [objectType, recovered]));
}

test('what was seen to have ended is dated when it was seen, and flags the journey', async () => {
  const given = await createGiven();
  given.change({ action: 'dissociate', ...given.ends });
  given.takeEvents();
  expect(replay(model, [], await given.ledger(), given.now()).flags).not.toContain('seen');
  const repairs = await given.repair(accountId);
  expect(recoveredOf(repairs)).toEqual({ contact: { association: 1 } });
  const { facts } = await given.ledger();
  const ended = facts.filter(({ recordId, value }) => recordId === given.contactId && value === 'removed');
  expect(ended).toMatchObject([{ occurredAt: given.now(), hearing: { channel: 'seen', changeSource: 'REPAIR' } }]);
  expect(replay(model, [], await given.ledger(), given.now()).flags).toContain('seen');
});

test('what is told later of the time before stands beside what was seen', async () => {
  const given = await createGiven();
  given.change({ action: 'dissociate', ...given.ends });
  const late = given.takeEvents();
  await given.repair(accountId);
  await given.hear(accountId, late);
  expect(replay(model, [], await given.ledger(), given.now()).flags).not.toContain('seen');
  expect(recoveredOf(await given.repair(accountId))).toEqual({});
});

test('a record in the recycle bin was deleted when HubSpot says, and what had changed before is known too', async () => {
  const given = await createGiven();
  const { contactId: id } = given;
  given.change({ action: 'update', objectType: 'contact', id, properties: { lifecyclestage: 'customer' } });
  const changedAt = given.now();
  given.change({ action: 'delete', objectType: 'contact', id });
  const deletedAt = given.now();
  given.wait(60);
  await given.repair(accountId);
  const { facts } = await given.ledger();
  expect(facts.filter(({ kind }) => kind === 'deleted')).toMatchObject([{ recordId: id, occurredAt: deletedAt }]);
  const values = facts.filter(({ recordId, value }) => recordId === id && value === 'customer');
  expect(values).toMatchObject([{ occurredAt: changedAt, hearing: { channel: 'history' } }]);
  // HubSpot shows no association with what is gone: the deal is none the worse for it.
  expect(facts.filter(({ value }) => value === 'removed')).toEqual([]);
});

test.each(['primary', 'new'] as const)(
  'a merge that was missed is found though the %s record was deleted since, as was told',
  async (mergedRecordId) => {
    const answers = { mergedRecordId, mergedIdInBatchRead: 'missing', expiredOffset: 'refused' } as const;
    const given = await createRepairPortal(answers);
    onTestFinished(given.close);
    const create = () =>
      given.change({ action: 'create', objectType: 'contact', properties: { lifecyclestage: 'lead' } });
    const [primaryId, mergedId] = [create(), create()];
    const before = given.takeEvents();
    await given.readyAccount(accountId);
    await given.hear(accountId, before);
    const since = given.now();
    given.wait(60);
    given.change({ action: 'merge', objectType: 'contact', primaryId, mergedId });
    const recordId = given.portal.state.records.resolve('contact', mergedId)?.id ?? '';
    given.takeEvents();
    given.wait(60);
    given.change({ action: 'delete', objectType: 'contact', id: recordId });
    await given.hear(accountId, given.takeEvents());
    await given.repair(accountId, since);
    const [known] = await given.store.readKnownRecords({ accountId, objectType: 'contact', recordIds: [recordId] });
    const lived = mergedRecordId === 'new' ? [primaryId, mergedId] : [mergedId];
    expect([...(known?.aliases ?? [])]).toEqual(lived.map((id) => [`contact/${id}`, recordId]));
    expect(recoveredOf(await given.repair(accountId, since))).toEqual({});
  },
);

test('at a start without a recent delivery all is compared, and after a recent one nothing', async () => {
  const given = await createGiven();
  const start = () => repairAfterDowntime({ store: given.store, log: createLog('silent'), journeyNow: given.now });
  const repairs = () => given.store.readRepairs({ accountId, now: Date.now() });
  const group = { sizes: [2], packed: Buffer.from('[]') };
  await given.store.appendDeliveries({ groups: [group], receivedAt: Date.now() - 60_000 });
  await start();
  expect(await repairs()).toEqual([]);
  given.store.readLastDeliveryAt = async () => Date.now() - 11 * 60_000;
  await start();
  expect((await repairs()).map(({ objectType }) => objectType).sort()).toEqual(
    pastTypes.filter((type) => type !== 'ticket').sort(),
  );
});

test('at a start without a recent delivery an account that the journal tells of is left to it, while the journal is good', async () => {
  const given = await createGiven();
  const { store } = given;
  const start = () => repairAfterDowntime({ store, log: createLog('silent'), journeyNow: given.now });
  const repairs = () => store.readRepairs({ accountId, now: Date.now() });
  await store.claimJournal({ claim: 'j', now: Date.now(), leaseMs: 1, everyMs: 0 });
  const end = { asOf: given.now() };
  await store.endJournalTurn({ claim: 'j', now: Date.now(), end, retryAt: 0, lateSince: null, failure: null });
  const properties = [{ objectType: 'contact' as const, name: 'email', isOwn: false }];
  await store.keepFollowed({ accountId, properties, inJournal: objectTypes, now: Date.now() });
  expect([await start(), await repairs()]).toEqual([{ isPutOff: true }, []]);
  given.wait(3 * 24 * 60);
  expect(await start()).toEqual({ isPutOff: false });
  expect((await repairs()).length).toBeGreaterThan(3);
});

test('a record that HubSpot shows in another form costs itself alone: it is not taken for gone, and what else was missed is found', async () => {
  const given = await createGiven();
  const create = () =>
    given.change({ action: 'create', objectType: 'contact', properties: { lifecyclestage: 'lead' } });
  const [changedId, deletedId] = [create(), create()];
  await given.hear(accountId, given.takeEvents());
  await given.repair(accountId);
  given.wait(60);
  given.change({ action: 'update', objectType: 'contact', id: changedId, properties: { lifecyclestage: 'customer' } });
  given.change({ action: 'delete', objectType: 'contact', id: deletedId });
  given.takeEvents();
  const { call } = given.hubspot;
  given.hubspot.call = async (account, asked) => {
    const answer = await call(account, asked);
    const { results } = (answer.body ?? {}) as { results?: { id?: string }[] };
    if (!asked.path.includes('/contacts/batch/read') || results === undefined) return answer;
    const told = results.map((one) => (one.id === given.contactId ? { ...one, createdAt: 'long ago' } : one));
    return { ...answer, body: { ...(answer.body as object), results: told } };
  };
  const repairs = await given.repair(accountId);
  for (const { finishedAt, failure } of repairs)
    expect({ isEnded: finishedAt !== null, failure }).toEqual({ isEnded: true, failure: null });
  expect(recoveredOf(repairs)).toEqual({ contact: { property: 1, deleted: 1 } });
  const { facts } = await given.ledger();
  expect(facts.filter(({ kind, value }) => kind === 'deleted' || value === 'removed')).toEqual([]);
  const aside = await given.store.readAccountSetAsideEvents({ accountId, reason: null, limit: 9 });
  expect(aside).toMatchObject([{ reason: 'createdAt: is no time' }]);
  expect(tellSetAsideEvent(aside[0]?.event ?? '')).toMatchObject({ objectType: 'contact', recordId: given.contactId });
});

test('associations in another form are not taken for ended, and those of others are compared', async () => {
  const given = await createGiven();
  const other = given.change({ action: 'create', objectType: 'contact', properties: { lifecyclestage: 'lead' } });
  const otherEnds = { ...given.ends, from: { objectType: 'contact', id: other } } as const;
  given.change({ action: 'associate', ...otherEnds });
  await given.hear(accountId, given.takeEvents());
  given.change({ action: 'dissociate', ...otherEnds });
  given.takeEvents();
  const { call } = given.hubspot;
  given.hubspot.call = async (account, asked) => {
    const answer = await call(account, asked);
    const { results } = (answer.body ?? {}) as { results?: { from?: { id?: string } }[] };
    if (!asked.path.includes('/contacts/deals/batch/read') || results === undefined) return answer;
    const told = results.map((one) => (one.from?.id === given.contactId ? { ...one, to: 'many' } : one));
    return { ...answer, body: { ...(answer.body as object), results: told } };
  };
  const repairs = await given.repair(accountId);
  expect(repairs.filter(({ finishedAt, failure }) => finishedAt === null || failure !== null)).toEqual([]);
  expect(recoveredOf(repairs)).toEqual({ contact: { association: 1 } });
  const { facts } = await given.ledger();
  expect(facts.filter(({ recordId, value }) => recordId === given.contactId && value === 'removed')).toEqual([]);
  const [aside] = await given.store.readAccountSetAsideEvents({ accountId, reason: null, limit: 9 });
  expect(tellSetAsideEvent(aside?.event ?? '')).toMatchObject({ objectType: 'contact', recordId: given.contactId });
});
