import { expect, test } from 'vitest';
import type { Ledger } from '../../src/journey/replay.ts';
import { useBatteryStore } from './battery-store.ts';
import { describeEachDatabase } from './each-database.ts';
import { associated, company, contact, created, deal, hear, lifecycle, merged, of, property } from './hear.ts';

describeEachDatabase('loading ledgers', (open) => {
  const battery = useBatteryStore(open);

  test('gives one for each record, in the order of the records, empty where nothing was heard', async () => {
    const [account, other] = [battery.newAccount(), battery.newAccount()];
    await hear(battery.store, account, [lifecycle(contact('1'), 'lead', 5), created(contact('2'), 4)]);
    await hear(battery.store, other, [created(contact('1'), 9)]);
    const ledgers = await battery.store.loadLedgers({
      records: [
        of(account, contact('2')),
        of(account, contact('3')),
        of(other, contact('1')),
        of(account, contact('1')),
      ],
    });
    expect(ledgers.map(({ record }) => record.recordId)).toEqual(['2', '3', '1', '1']);
    expect(ledgers.map(summary)).toEqual([
      ['contact/2 created@4'],
      [],
      ['contact/1 created@9'],
      ['contact/1 property@5'],
    ]);
    expect(await battery.store.loadLedgers({ records: [] })).toEqual([]);
  });

  test('gives a fact back as it was told', async () => {
    const account = battery.newAccount();
    const told = {
      ...lifecycle(contact('1'), 'lead', 5),
      hearing: { channel: 'journal' as const, changeSource: 'IMPORT', sourceId: 'x' },
    };
    await hear(battery.store, account, [told]);
    const [ledger] = await battery.store.loadLedgers({ records: [of(account, contact('1'))] });
    expect(ledger?.facts).toEqual([{ ...told, accountId: account }]);
  });

  test('gives a contact and its deal what is evidence for each other, of merged ones too, and not whom else they know', async () => {
    const account = battery.newAccount();
    await hear(battery.store, account, [
      ...associated(contact('1'), deal('8'), 1),
      ...associated(contact('2'), deal('8'), 2),
      created(contact('3'), 3),
      merged(contact('4'), ['1'], 10),
      merged(deal('9'), ['8'], 11),
      property(deal('8'), 'dealstage', 'a', 5),
      property(deal('9'), 'dealstage', 'b', 6),
      lifecycle(contact('1'), 'lead', 7),
      lifecycle(contact('2'), 'lead', 8),
      property(contact('2'), 'hs_buying_role', 'CHAMPION', 9),
    ]);
    const [person, sale] = await battery.store.loadLedgers({
      records: [of(account, contact('4')), of(account, deal('9'))],
    });
    expect(summary(person)).toEqual([
      'contact/1 association@1',
      'contact/1 property@7',
      'contact/4 merged@10',
      'deal/8 property@5',
      'deal/9 merged@11',
      'deal/9 property@6',
    ]);
    expect(summary(sale)).toEqual([
      'contact/2 property@9',
      'contact/4 merged@10',
      'deal/8 association@1',
      'deal/8 association@2',
      'deal/8 property@5',
      'deal/9 merged@11',
      'deal/9 property@6',
    ]);
    for (const ledger of [person, sale]) {
      expect([...(ledger?.aliases ?? [])].sort()).toEqual([
        ['contact/1', '4'],
        ['deal/8', '9'],
      ]);
    }
  });

  test("gives a company its own facts, and of nobody else's any but how they were merged", async () => {
    const account = battery.newAccount();
    await hear(battery.store, account, [
      ...associated(contact('1'), company('5'), 1),
      lifecycle(contact('1'), 'lead', 7),
      property(company('6'), 'name', 'x', 2),
      merged(company('5'), ['6'], 3),
      merged(contact('2'), ['1'], 8),
    ]);
    const [ledger] = await battery.store.loadLedgers({ records: [of(account, company('5'))] });
    expect(summary(ledger)).toEqual([
      'company/5 association@1',
      'company/5 merged@3',
      'company/6 property@2',
      'contact/2 merged@8',
    ]);
    // The journey of the merged contact is found under the id that it lives on in.
    expect([...(ledger?.aliases ?? [])].sort()).toEqual([
      ['company/6', '5'],
      ['contact/1', '2'],
    ]);
  });

  test('reads more records at once than a statement may have parameters', async () => {
    const account = battery.newAccount();
    const ids = Array.from({ length: 40_000 }, (_, index) => String(index + 1));
    await hear(battery.store, account, [created(contact('40000'), 1)]);
    const ledgers = await battery.store.loadLedgers({ records: ids.map((id) => of(account, contact(id))) });
    expect(ledgers).toHaveLength(ids.length);
    expect(ledgers.flatMap(summary)).toEqual(['contact/40000 created@1']);
  });
});

function summary(ledger: Ledger | undefined): string[] {
  return (ledger?.facts ?? [])
    .map((fact) => `${fact.objectType}/${fact.recordId} ${fact.kind}@${fact.occurredAt}`)
    .sort();
}
