import { expect, onTestFinished, test } from 'vitest';
import { createRepairPortal } from './repair-portal.ts';

const accountId = '1';
const dayMinutes = 24 * 60;

async function createGiven() {
  const given = await createRepairPortal();
  onTestFinished(given.close);
  const { searchIndex } = given.portal.state;
  return {
    ...given,
    /** From now on search knows of no change. */
    holdSearch: () => {
      searchIndex.lagMs = Number.POSITIVE_INFINITY;
    },
    letSearchCatchUp: () => {
      searchIndex.lagMs = 0;
    },
    createContact: (lifecyclestage: string) =>
      given.change({ action: 'create', objectType: 'contact', properties: { lifecyclestage } }),
    setStage: (id: string, lifecyclestage: string) =>
      given.change({ action: 'update', objectType: 'contact', id, properties: { lifecyclestage } }),
    /** The stages that the ledger knows of a contact, in their order. */
    async stagesOf(recordId: string): Promise<string[]> {
      const [loaded] = await given.store.loadLedgers({ records: [{ accountId, objectType: 'contact', recordId }] });
      const told = (loaded?.facts ?? []).filter(({ subject }) => subject === 'lifecyclestage');
      return told.sort((left, right) => left.occurredAt - right.occurredAt).map(({ value }) => value);
    },
  };
}

test('a record that search did not know of when the past was read is found by the first comparison, though its event is lost', async () => {
  const given = await createGiven();
  const old = given.createContact('lead');
  given.holdSearch();
  const late = given.createContact('customer');
  await given.readyAccount(accountId);
  expect(await given.stagesOf(old)).toEqual(['lead']);
  expect(await given.stagesOf(late)).toEqual([]);
  given.letSearchCatchUp();
  await given.repair(accountId);
  expect(await given.stagesOf(late)).toEqual(['customer']);
});

test('a change that search did not know of in one comparison is found by the next', async () => {
  const given = await createGiven();
  const id = given.createContact('lead');
  await given.readyAccount(accountId);
  given.wait(dayMinutes);
  await given.repair(accountId);
  given.wait(dayMinutes);
  given.holdSearch();
  given.setStage(id, 'customer');
  const unseen = given.createContact('lead');
  await given.repair(accountId);
  expect(await given.stagesOf(id)).toEqual(['lead']);
  expect(await given.stagesOf(unseen)).toEqual([]);
  given.letSearchCatchUp();
  given.wait(dayMinutes);
  await given.repair(accountId);
  expect(await given.stagesOf(id)).toEqual(['lead', 'customer']);
  expect(await given.stagesOf(unseen)).toEqual(['lead']);
});

test('what was heard meanwhile is not taken for gone while search does not know of it', async () => {
  const given = await createGiven();
  given.createContact('lead');
  await given.readyAccount(accountId);
  given.takeEvents();
  given.holdSearch();
  const id = given.createContact('lead');
  await given.hear(accountId, given.takeEvents());
  await given.repair(accountId);
  const [loaded] = await given.store.loadLedgers({ records: [{ accountId, objectType: 'contact', recordId: id }] });
  expect(loaded?.facts.filter(({ kind }) => kind === 'deleted')).toEqual([]);
});
