import fc from 'fast-check';
import { expect, test } from 'vitest';
import { liveLinks } from '../../sandbox/portal/api/present-associations.ts';
import type { ChangeInput } from '../../sandbox/portal/control/change-schema.ts';
import { associatedNow } from '../../src/journey/evidence/associated-now.ts';
import type { KnownRecord } from '../../src/journey/repair/known-record.ts';
import { missingEnd } from '../../src/journey/repair/missing-end.ts';
import { type Recovered, recoveredOfAll, valuesOf } from '../../src/journey/repair/recovered.ts';
import { type ObjectType, objectTypes, type PastType } from '../../src/journey/vocabulary.ts';
import { createRepairPortal, type RepairPortal } from './repair-portal.ts';

type Slot = { objectType: ObjectType; index: number };
type Action =
  | { action: 'update'; on: Slot; value: number }
  | { action: 'associate' | 'dissociate'; on: Slot; other: Slot; isPrimary: boolean }
  | { action: 'delete' | 'restore'; on: Slot }
  | { action: 'merge'; objectType: ObjectType; primary: number; loser: number };

const slots = { contact: 3, deal: 2, company: 2 } as const;
const slot = (objectType: ObjectType) =>
  fc.integer({ min: 0, max: slots[objectType] - 1 }).map((index): Slot => ({ objectType, index }));
const anySlot = fc.constantFrom(...objectTypes).chain(slot);
const pair = fc
  .constantFrom(['contact', 'deal'] as const, ['contact', 'company'] as const, ['deal', 'company'] as const)
  .chain(([one, other]) => fc.tuple(slot(one), slot(other)));

const action: fc.Arbitrary<Action> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ action: fc.constant('update' as const), on: anySlot, value: fc.nat(3) }) },
  {
    weight: 5,
    arbitrary: fc
      .tuple(pair, fc.constantFrom('associate' as const, 'associate' as const, 'dissociate' as const), fc.boolean())
      .map(([[on, other], kind, isPrimary]) => ({
        ...{ action: kind, on, other },
        // Only a company may be the primary one.
        isPrimary: isPrimary && other.objectType === 'company',
      })),
  },
  { weight: 2, arbitrary: fc.record({ action: fc.constantFrom('delete' as const, 'restore' as const), on: anySlot }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('contact' as const, 'company' as const, 'deal' as const).chain((objectType) =>
      fc.record({
        action: fc.constant('merge' as const),
        objectType: fc.constant(objectType),
        primary: fc.nat(slots[objectType] - 1),
        loser: fc.nat(slots[objectType] - 1),
      }),
    ),
  },
);

const values: Readonly<Record<ObjectType, readonly Record<string, string>[]>> = {
  contact: ['subscriber', 'lead', 'marketingqualifiedlead', 'customer'].map((lifecyclestage) => ({ lifecyclestage })),
  deal: ['appointmentscheduled', 'qualifiedtobuy', 'closedwon', 'closedlost'].map((dealstage) => ({ dealstage })),
  company: ['subscriber', 'lead', 'opportunity', 'customer'].map((lifecyclestage) => ({ lifecyclestage })),
};

/** Dropping is decided by event, so that one side of an association may be told and the other lost. */
const history = fc.record({
  before: fc.array(action, { maxLength: 8 }),
  after: fc.array(action, { minLength: 8, maxLength: 16 }),
  isLost: fc.infiniteStream(fc.boolean()),
  /** How what was lost is found: by comparing, in the journal, or in a journal that has expired in part. */
  by: fc.constantFrom('repair' as const, 'journal' as const, 'expired journal' as const),
  expiredOffset: fc.constantFrom('refused' as const, 'earliest' as const),
  mergedRecordId: fc.constantFrom('primary' as const, 'new' as const),
  mergedIdInBatchRead: fc.constantFrom('missing' as const, 'answered' as const),
});

/** Counts what was lost and what was recovered. */
const wholeAfterwards = (counts: { lost: number; recovered: number }) =>
  fc.asyncProperty(history, async ({ before, after, isLost, by, ...openAnswers }) => {
    const given = await createRepairPortal(openAnswers, { journalEventsPerFile: 5 });
    try {
      const ids = createAll(given);
      for (const one of before) act(given, ids, one);
      given.takeEvents();
      // As when the app is installed: the journal tells of no account what was before.
      await given.follow();
      for (const accountId of ['1', '2']) await given.readyAccount(accountId);
      const since = given.now();
      await given.readJournal('2');
      for (const one of after.slice(0, 4)) act(given, ids, one);
      if (by === 'expired journal') given.wait(4 * 24 * 60);
      for (const one of after.slice(4)) act(given, ids, one);
      const events = given.takeEvents();
      const kept = events.filter(() => !isLost.next().value);
      counts.lost += events.length - kept.length;
      await given.hear('1', events);
      await given.hear('2', kept);
      if (by !== 'repair') await given.readJournal('2');
      await given.readHistories();
      if (by === 'journal') {
        for (const objectType of objectTypes) await expectAlike(given, objectType, 'as told');
        return;
      }
      await given.repair('1', since);
      const repairs = await given.repair('2', since);
      counts.recovered += repairs
        .flatMap((state) => Object.values(state.recovered))
        .reduce((sum, count) => sum + count, 0);
      expect(await foundAgain(given)).toEqual(repairs.map(({ objectType, recovered }) => ({ objectType, recovered })));
      for (const objectType of objectTypes) await expectAlike(given, objectType);
      const again = await given.repair('2', since);
      expect(again.map((state) => state.recovered)).toEqual(again.map(() => ({})));
    } finally {
      await given.close();
    }
  });

/** What was recovered of each record of the second account, added up by type. */
async function foundAgain(given: RepairPortal): Promise<{ objectType: PastType; recovered: Recovered }[]> {
  const types = (await given.store.readRepairs({ accountId: '2', now: Date.now() })).map(
    ({ objectType }) => objectType,
  );
  return Promise.all(
    types.map(async (objectType) => {
      const found = await given.store.readRecoveredRecords({ accountId: '2', objectType, after: null, limit: 1_000 });
      return { objectType, recovered: recoveredOfAll(found) };
    }),
  );
}

test('whatever was lost, repair or the journal gives the values, associations, merges and ends that a loss-free ledger has', async () => {
  const counts = { lost: 0, recovered: 0 };
  await fc.assert(wholeAfterwards(counts), { numRuns: 15, endOnFailure: true });
  expect(counts.lost).toBeGreaterThan(8);
  expect(counts.recovered).toBeGreaterThan(4);
}, 240_000);

test.each([
  { what: 'a deal that lay in the recycle bin when the app came is restored', seed: -1550582425, path: '28' },
  { what: 'the record that lives on had its value before the other one', seed: 632370306, path: '29' },
  { what: 'what a merged record brought is dissociated from the record that lives on', seed: 434480549, path: '3' },
  { what: 'what was merged and deleted before the app came is restored and deleted', seed: 510253119, path: '14' },
  { what: 'what was merged into a new record and deleted under it is found deleted by repair', seed: 13, path: '24' },
])('what was once told wrong stays mended: $what', async ({ seed, path }) => {
  const counts = { lost: 0, recovered: 0 };
  await fc.assert(wholeAfterwards(counts), { seed, path, numRuns: 1, endOnFailure: true });
  expect(counts.lost).toBeGreaterThan(0);
});

type Ids = Record<ObjectType, string[]>;

function createAll(given: RepairPortal): Ids {
  const create = (objectType: ObjectType) => given.change({ action: 'create', objectType, properties: {} });
  const all = (objectType: ObjectType) => Array.from({ length: slots[objectType] }, () => create(objectType));
  return { contact: all('contact'), deal: all('deal'), company: all('company') };
}

/** What can't be done in the portal as it stands is left undone. */
function act(given: RepairPortal, ids: Ids, one: Action): void {
  const idOf = ({ objectType, index }: Slot) => ids[objectType][index] ?? '';
  const recordOf = (of: Slot) => given.portal.state.records.resolve(of.objectType, idOf(of));
  const isThere = (of: Slot) => recordOf(of)?.archivedAtMs === null;
  const nameOf = (of: Slot) => ({ objectType: of.objectType, id: recordOf(of)?.id ?? '' });
  if (one.action === 'merge') {
    const primary = { objectType: one.objectType, index: one.primary };
    const loser = { objectType: one.objectType, index: one.loser };
    if (!isThere(primary) || !isThere(loser) || recordOf(primary) === recordOf(loser)) return;
    const [primaryId, mergedId] = [nameOf(primary).id, nameOf(loser).id];
    given.change({ action: 'merge', objectType: one.objectType, primaryId, mergedId });
    return;
  }
  if (isThere(one.on) === (one.action === 'restore')) return;
  if (one.action === 'update') {
    const properties = values[one.on.objectType][one.value] ?? {};
    given.change({ action: 'update', ...nameOf(one.on), properties } satisfies ChangeInput);
  } else if (!('other' in one)) {
    given.change({ action: one.action, ...nameOf(one.on) });
  } else if (isThere(one.other)) {
    const ends = { from: nameOf(one.on), to: nameOf(one.other) };
    given.change({
      action: one.action,
      ...ends,
      ...(one.action === 'associate' && { isPrimary: one.isPrimary }),
    } as ChangeInput);
  }
}

/**
 * Holds a repaired ledger against the loss-free one, and both against the portal. As told: a company stops being the primary
 * one without an event when another becomes it, so that only a comparison finds that.
 */
async function expectAlike(given: RepairPortal, objectType: ObjectType, by?: 'as told'): Promise<void> {
  const records = [...given.portal.state.records.inOrder(objectType)];
  const recordIds = records.map(({ id }) => id);
  const [whole, repaired] = await Promise.all(
    ['1', '2'].map((accountId) => given.store.readKnownRecords({ accountId, objectType, recordIds })),
  );
  expect(repaired?.map(({ record }) => record.recordId)).toEqual(recordIds);
  for (const [index, record] of records.entries()) {
    const [one, other] = [whole?.[index], repaired?.[index]] as [KnownRecord, KnownRecord];
    // It was gone before the account began, and nothing was ever heard of it.
    if (one.facts.length === 0) continue;
    // It was gone before, came back and is gone again, and of none of that was heard: no comparison can know that there is anything.
    if (by === undefined && record.archivedAtMs !== null && other.facts.length === 0) continue;
    expect(ownAliases(other)).toEqual(ownAliases(one));
    const found =
      record.archivedAtMs === null
        ? ({ at: given.now(), place: 'present' } as const)
        : ({ at: given.now(), place: 'recycle-bin', archivedAt: null } as const);
    expect(missingEnd(other, found)).toBeNull();
    if (record.archivedAtMs !== null) continue;
    for (const [name, versions] of record.versions) {
      expect(valuesOf(other.facts, name)).toEqual(valuesOf(one.facts, name));
      expect(valuesOf(other.facts, name).at(-1)).toBe(versions.at(-1)?.value);
    }
    for (const type of objectTypes.filter((candidate) => candidate !== objectType)) {
      const [found, shown] = [linksOf(other, type, given), shownLinks(given, objectType, record.id, type)];
      if (by === 'as told') expect(found).toEqual(linksOf(one, type, given));
      expect(by === 'as told' ? withoutPrimary(found) : found).toEqual(
        by === 'as told' ? withoutPrimary(shown) : shown,
      );
    }
  }
}

function ownAliases({ record, aliases }: KnownRecord): string[] {
  return [...aliases]
    .filter(([, id]) => id === record.recordId)
    .map(([key]) => key)
    .sort();
}

/** Whom a record is associated with, and how, as far as the others are there. */
function linksOf(record: KnownRecord, type: ObjectType, given: RepairPortal): string[] {
  return associatedNow(record, type, given.now())
    .filter(({ recordId }) => given.portal.state.records.get(type, recordId)?.archivedAtMs === null)
    .map(({ recordId, labels }) => `${recordId} ${labels.join('+')}`)
    .sort();
}

function withoutPrimary(links: readonly string[]): string[] {
  return links.map((link) => link.replace('+primary', ''));
}

function shownLinks(given: RepairPortal, objectType: ObjectType, id: string, type: ObjectType): string[] {
  const links = liveLinks(given.portal.state, { type: objectType, id }, type);
  return links.map(({ to, isPrimary }) => `${to.id} default${isPrimary ? '+primary' : ''}`).sort();
}
