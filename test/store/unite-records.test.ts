import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type BatteryStore, useBatteryStore } from './battery-store.ts';
import { describeEachDatabase } from './each-database.ts';
import { associated, contact, deal, hear, lifecycle, merged, of, property, type Told } from './hear.ts';

describeEachDatabase('merged records', (open) => {
  const battery = useBatteryStore(open);

  test('live on in the winner, through chains and whichever merge was heard first', async () => {
    const chain = [
      merged(contact('2'), ['1'], 10),
      merged(contact('3'), ['2'], 20),
      merged(contact('9'), ['3', '4'], 30),
    ];
    for (const order of [chain, chain.toReversed()]) {
      const account = battery.newAccount();
      for (const merge of order) await hear(battery.store, account, [merge]);
      expect(await aliasesOf(battery, account)).toEqual({ 1: '9', 2: '9', 3: '9', 4: '9' });
    }
  });

  test('that were told to live on in two records do so in the one of the later merge', async () => {
    const merges = [merged(contact('2'), ['1'], 10), merged(contact('3'), ['1'], 20)];
    for (const order of [merges, merges.toReversed()]) {
      const account = battery.newAccount();
      for (const merge of order) await hear(battery.store, account, [merge]);
      expect(await aliasesOf(battery, account)).toEqual({ 1: '3', 2: '3' });
    }
  });

  test('in a chain live on in the last record, also where history tells all of the chain under that one', async () => {
    const told = [merged(contact('2'), ['3'], 10)];
    const read = [merged(contact('1'), ['3'], 10), merged(contact('1'), ['2'], 20)];
    for (const order of [
      [...told, ...read],
      [...read, ...told],
    ]) {
      const account = battery.newAccount();
      for (const merge of order) await hear(battery.store, account, [merge]);
      expect(await aliasesOf(battery, account)).toEqual({ 2: '1', 3: '1' });
    }
  });

  test('of other types and other accounts are left alone', async () => {
    const [account, other] = [battery.newAccount(), battery.newAccount()];
    await hear(battery.store, account, [merged(contact('2'), ['1'], 10), lifecycle(contact('1'), 'lead', 5)]);
    await hear(battery.store, account, [property(deal('1'), 'dealstage', 'x', 5)]);
    await hear(battery.store, other, [lifecycle(contact('1'), 'lead', 5)]);
    const ledgers = await battery.store.loadLedgers({
      records: [of(account, contact('2')), of(account, deal('1')), of(other, contact('1'))],
    });
    expect(ledgers.map(({ aliases }) => [...aliases])).toEqual([[['contact/1', '2']], [], []]);
    expect(ledgers.map(({ facts }) => facts.map(({ recordId }) => recordId).sort())).toEqual([
      ['1', '2'],
      ['1'],
      ['1'],
    ]);
  });

  test('keep no record, journey or tags of their own, and get none when something late is told of them', async () => {
    const account = battery.newAccount();
    await hear(battery.store, account, [lifecycle(contact('1'), 'lead', 5)]);
    await hear(battery.store, account, [merged(contact('2'), ['1'], 10)]);
    await hear(battery.store, account, [lifecycle(contact('1'), 'customer', 6)]);
    const { kysely } = battery.rows;
    const records = await kysely.selectFrom('record').select('record_id').where('account_id', '=', account).execute();
    expect(records).toEqual([{ record_id: '2' }]);
  });

  test('give the same aliases and the same ledgers in every order in which merges and facts are heard', async () => {
    const ids = ['1', '2', '3', '4', '5', '6'];
    const id = fc.constantFrom(...ids);
    const merge = fc
      .tuple(id, fc.uniqueArray(id, { minLength: 1, maxLength: 2 }), fc.integer({ min: 1, max: 4 }))
      .filter(([winner, losers]) => !losers.includes(winner))
      .map(([winner, losers, at]) => merged(contact(winner), losers, at));
    const facts = fc
      .tuple(fc.array(merge, { minLength: 1, maxLength: 5 }), fc.array(id, { maxLength: 4 }))
      .map(([merges, told]): Told[] => [
        ...merges,
        ...told.map((recordId) => lifecycle(contact(recordId), 'lead', 3)),
        ...associated(contact('1'), deal('77'), 2),
      ]);
    const arrivals = facts.chain((told) =>
      fc.tuple(fc.constant(told), fc.shuffledSubarray(told, { minLength: told.length })),
    );
    await fc.assert(
      fc.asyncProperty(arrivals, async ([told, shuffled]) => {
        const [atOnce, oneByOne] = [battery.newAccount(), battery.newAccount()];
        await hear(battery.store, atOnce, told);
        for (const fact of shuffled) await hear(battery.store, oneByOne, [fact]);
        expect(await aliasesOf(battery, oneByOne)).toEqual(await aliasesOf(battery, atOnce));
        expect(await ledgersOf(battery, oneByOne, ids)).toEqual(await ledgersOf(battery, atOnce, ids));
      }),
      { numRuns: 25 },
    );
  });
});

async function aliasesOf({ rows }: BatteryStore, accountId: string): Promise<Record<string, string>> {
  const found = await rows.kysely.selectFrom('record_alias').selectAll().where('account_id', '=', accountId).execute();
  return Object.fromEntries(found.map((row) => [row.alias_id, row.record_id]));
}

/** What replay gets to see of each record, in an order of its own. */
async function ledgersOf({ store }: BatteryStore, accountId: string, ids: readonly string[]) {
  const records = [...ids.map(contact), deal('77')].map((record) => of(accountId, record));
  const ledgers = await store.loadLedgers({ records });
  return ledgers.map(({ record, aliases, facts }) => ({
    record,
    aliases: [...aliases].sort(),
    facts: facts.map((fact) => JSON.stringify({ ...fact, accountId: '' })).sort(),
  }));
}
