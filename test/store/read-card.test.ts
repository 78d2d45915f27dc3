import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Ledger } from '../../src/journey/replay.ts';
import { arbitraryHistory } from './arbitrary-history.ts';
import { useBatteryStore } from './battery-store.ts';
import { describeEachDatabase } from './each-database.ts';
import { associated, company, contact, created, deal, fromWebhook, hear, merged, of, property } from './hear.ts';

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
        }
      }),
      { numRuns: battery.store.kind === 'sqlite' ? 60 : 25 },
    );
  }, 60_000);

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
        ...{ accountId, isInJournal, now: 1 },
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
