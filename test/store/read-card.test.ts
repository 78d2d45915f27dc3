import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Ledger } from '../../src/journey/replay.ts';
import { objectTypes } from '../../src/journey/vocabulary.ts';
import type { BackfillJob } from '../../src/store/backfill-claims.ts';
import { arbitraryHistory } from './arbitrary-history.ts';
import { useBatteryStore } from './battery-store.ts';
import { describeEachDatabase } from './each-database.ts';
import {
  associated,
  company,
  contact,
  created,
  deal,
  fromWebhook,
  hear,
  merged,
  of,
  property,
  tombstoneKey,
} from './hear.ts';
import { journeyOf, replayed, visit } from './visits.ts';

const asked = ['11', '12', '13', '19', '99'].map(contact).concat(['21', '22'].map(deal), ['31', '32'].map(company));

describeEachDatabase('what a card is made from', (open) => {
  const battery = useBatteryStore(open);

  test('is the ledger of the record that it lives on in, whatever happened', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryHistory, async ({ told }) => {
        const accountId = battery.newAccount();
        await hear(battery.store, accountId, told);
        for (const record of asked) {
          const card = await battery.store.readCard(of(accountId, record));
          const [ledger] = await battery.store.loadLedgers({ records: [card.record] });
          expect(summary(card.ledger)).toEqual(summary(ledger));
          const companies = record.objectType === 'company' ? [card.record] : [];
          const [members = []] = await battery.store.loadMembers({ companies });
          expect(inOneOrder(card.members)).toEqual(inOneOrder(members));
        }
      }),
      { numRuns: battery.store.kind === 'sqlite' ? 60 : 25 },
    );
  }, 240_000);

  test('leads from a merged record to the one it lives on in, with what was told of both', async () => {
    const accountId = battery.newAccount();
    await hear(battery.store, accountId, [
      created(contact('1'), 1),
      property(contact('1'), 'hubspot_owner_id', '7', 2),
      ...associated(contact('1'), deal('8'), 3),
      property(deal('8'), 'dealstage', 'won', 4),
      merged(contact('2'), ['1'], 5),
    ]);
    await battery.store.recordOwners({
      accountId,
      owners: [{ id: '7', userId: '70', name: 'Fictitious Owner', isActive: true, teams: [] }],
    });
    const card = await battery.store.readCard(of(accountId, contact('1')));
    expect(card.record.recordId).toBe('2');
    expect(card.ledger.facts.map(({ recordId, kind }) => `${recordId} ${kind}`).sort()).toEqual([
      '1 association',
      '1 created',
      '1 property',
      '2 merged',
      '8 property',
    ]);
    expect([...card.ledger.aliases]).toEqual([['contact/1', '2']]);
    expect(card.owners).toEqual(await battery.store.readOwners({ accountId }));
    expect(card).toMatchObject({ isCatchingUp: false, checkedAt: null });
  });

  test('tells as of when the properties are known that no webhook tells of', async () => {
    const accountId = await battery.installedAccount();
    const asOf = async () => (await battery.store.readCard(of(accountId, contact('1')))).ownAsOf;
    const keep = (isOwn: boolean, isInJournal: boolean) =>
      battery.store.keepFollowed({
        ...{ accountId, inJournal: isInJournal ? objectTypes : [], now: 1 },
        properties: [{ objectType: 'contact', name: 'tier', isOwn }],
      });
    expect(await asOf()).toBeUndefined();
    await keep(false, true);
    expect(await asOf()).toBeUndefined();
    await battery.store.claimJournal({ claim: 'j', now: 1, leaseMs: 1, everyMs: 0 });
    const end = { end: { asOf: 1_800_000_000_000 }, retryAt: 0, lateSince: null, failure: null };
    await battery.store.endJournalTurn({ claim: 'j', now: 1, ...end });
    await keep(true, true);
    expect(await asOf()).toBe(1_800_000_000_000);
    await keep(true, false);
    expect(await asOf()).toBeNull();
  });

  test('has the visits of a company’s contacts and deals, in their order', async () => {
    const accountId = battery.newAccount();
    await hear(battery.store, accountId, [
      ...[contact('1'), contact('2'), deal('8')].flatMap((one) => associated(one, company('5'), 3)),
      merged(contact('3'), ['2'], 5),
    ]);
    const visits = [
      visit('capture', 1, { leftAt: 4, outcome: 'lost', owner: '7', lap: 1 }),
      visit('nurture', 4, { leftAt: 4, owner: 'a person without an id', move: 'noise', lap: 2 }),
      visit('convert', 4, { lap: 2, team: 'sales', marks: [{ outcome: 'stalled', from: 5, to: null }] }),
    ];
    const saved = replayed(accountId, journeyOf(contact('1'), visits), 1);
    await battery.store.saveJourneys({ journeys: [saved], now: 9, dueAt: 9 });
    const { members } = await battery.store.readCard(of(accountId, company('5')));
    const [loaded = []] = await battery.store.loadMembers({ companies: [of(accountId, company('5'))] });
    expect(inOneOrder(members)).toEqual(inOneOrder(loaded));
    expect(members.map(({ record }) => `${record.objectType}/${record.recordId}`).sort()).toEqual([
      'contact/1',
      'contact/3',
      'deal/8',
    ]);
    expect(members.find(({ record }) => record.recordId === '1')?.visits).toEqual(visits);
    expect((await battery.store.readCard(of(accountId, deal('8')))).members).toEqual([]);
  });

  test('tells how far the past has been read, until all of it is', async () => {
    const accountId = await battery.installedAccount();
    const past = async () => (await battery.store.readCard(of(accountId, contact('1')))).past;
    expect(await past()).toEqual([]);
    await battery.store.markPrepared({ accountId, modelVersion: 1, now: 1 });
    const types = new Set<string>();
    const read = (job: BackfillJob, isFinished: boolean) =>
      battery.store.recordHistory({
        ...{ job, facts: [], now: 1, leaseMs: 100, dueAt: 1, tombstoneKey },
        step: { phase: 'all', place: '', recordsRead: 3, recordsTotal: 7, isFinished },
      });
    const claim = () => battery.store.claimBackfill({ claim: 'c', now: 1, leaseMs: 100, accountId });
    let notes: BackfillJob | null = null;
    for (let job = await claim(); job !== null; job = await claim()) {
      types.add(job.objectType);
      if (job.objectType === 'note') notes = job;
      await read(job, job.objectType !== 'note');
    }
    const told = await past();
    expect(told.map(({ objectType }) => objectType as string).toSorted()).toEqual([...types].toSorted());
    expect(told).toContainEqual({ objectType: 'contact', recordsDone: 3, recordsTotal: 7, isFinished: true });
    expect(told).toContainEqual({ objectType: 'note', recordsDone: 3, recordsTotal: 7, isFinished: false });
    if (notes === null) throw new Error('notes are never read');
    await read(notes, true);
    expect(await past()).toEqual([]);
  });

  test('tells that deliveries wait, and nothing of other accounts', async () => {
    const [accountId, other] = [battery.newAccount(), battery.newAccount()];
    await hear(battery.store, other, [created(contact('1'), 1), ...associated(contact('1'), deal('8'), 3)]);
    await battery.store.appendDeliveries({ groups: [{ sizes: [1], packed: Buffer.from('x') }], receivedAt: 1 });
    const card = await battery.store.readCard(of(accountId, contact('1')));
    expect(card).toMatchObject({ isCatchingUp: true, owners: [], ledger: { facts: [] } });
    expect(card.ledger.aliases.size).toBe(0);
  });
});

describe('a summary of a ledger', () => {
  test('tells two ledgers apart', () => {
    const ledger = (value: string): Ledger => ({
      record: contact('1'),
      aliases: new Map(),
      facts: [{ ...property(contact('1'), 'a', value, 1), hearing: fromWebhook }],
    });
    expect(summary(ledger('1'))).not.toEqual(summary(ledger('2')));
  });
});

/** A ledger as text, in one order: the order in which facts come out of a database says nothing. */
function summary(ledger: Ledger | undefined) {
  return {
    record: ledger?.record,
    aliases: [...(ledger?.aliases ?? [])].map((alias) => alias.join()).sort(),
    facts: (ledger?.facts ?? []).map((fact) => JSON.stringify(Object.entries(fact).sort())).sort(),
  };
}

/** Things as texts, in one order. */
function inOneOrder(things: readonly unknown[]): string[] {
  return things.map((thing) => JSON.stringify(thing, sorted)).sort();
}

function sorted(_key: string, value: unknown) {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject ? Object.fromEntries(Object.entries(value).sort()) : value;
}
