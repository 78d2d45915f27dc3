import { expect, test } from 'vitest';
import type { Channel } from '../../src/journey/vocabulary.ts';
import { type BatteryStore, useBatteryStore } from './battery-store.ts';
import { describeEachDatabase } from './each-database.ts';
import { associated, company, contact, created, deal, hear, lifecycle, merged, of, property, ticket } from './hear.ts';

describeEachDatabase('recording facts', (open) => {
  const battery = useBatteryStore(open);

  test('keeps a fact and a hearing once, however often and together with what they come', async () => {
    const account = battery.newAccount();
    const first = lifecycle(contact('1'), 'lead', 10);
    expect(await hear(battery.store, account, [first, first])).toMatchObject({ newHearings: 1, refused: 0 });
    expect(await hear(battery.store, account, [first])).toMatchObject({ newHearings: 0, refused: 0 });
    expect(await hear(battery.store, account, [first, lifecycle(contact('1'), 'lead', 11)])).toMatchObject({
      newHearings: 1,
    });
    expect(await countOf('fact', account)).toBe(2);
    expect(await countOf('hearing', account)).toBe(2);
  });

  test('keeps apart what differs in account, type, record, kind, subject, value or instant', async () => {
    const accounts = [battery.newAccount(), battery.newAccount()];
    const base = property(contact('1'), 'a', 'x', 10);
    const facts = [
      base,
      { ...base, objectType: 'deal' as const },
      { ...base, recordId: '2' },
      { ...base, kind: 'activity' as const },
      { ...base, subject: 'b' },
      { ...base, value: 'y' },
      { ...base, value: '' },
      { ...base, occurredAt: 11 },
    ];
    for (const account of accounts) {
      expect(await hear(battery.store, account, facts)).toMatchObject({ newHearings: facts.length, refused: 0 });
      expect(await countOf('fact', account)).toBe(facts.length);
    }
  });

  test('counts a fact that is heard from another source as one fact with two hearings', async () => {
    const account = battery.newAccount();
    const fact = lifecycle(contact('1'), 'lead', 10);
    await hear(battery.store, account, [fact]);
    const again = { ...fact, hearing: { channel: 'history' as const, changeSource: 'IMPORT', sourceId: '' } };
    expect(await hear(battery.store, account, [again])).toMatchObject({ newHearings: 1 });
    expect(await countOf('fact', account)).toBe(1);
    expect(await countOf('hearing', account)).toBe(2);
  });

  test('gives all hearings back, so that the most trusted one speaks in whatever order they came', async () => {
    const fact = lifecycle(contact('1'), 'lead', 10);
    const channels: Channel[] = ['webhook', 'history', 'journal'];
    const told = channels.map((channel) => ({ ...fact, hearing: { channel, changeSource: 'S', sourceId: channel } }));
    for (const order of [told, told.toReversed()]) {
      const account = battery.newAccount();
      for (const one of order) await hear(battery.store, account, [one]);
      const [ledger] = await battery.store.loadLedgers({ records: [of(account, contact('1'))] });
      expect(ledger?.facts.map(({ hearing }) => hearing.channel).sort()).toEqual([...channels].sort());
    }
  });

  test('raises the version of a ledger when something new was heard, and only then', async () => {
    const account = battery.newAccount();
    const fact = lifecycle(contact('1'), 'lead', 10);
    const versions: (number | undefined)[] = [];
    for (const told of [
      [fact],
      [fact],
      [fact, fact],
      [lifecycle(contact('1'), 'lead', 11)],
      [created(contact('2'), 5)],
    ]) {
      await hear(battery.store, account, told);
      versions.push((await recordsOf(account)).get('contact/1')?.version);
    }
    expect(versions).toEqual([1, 1, 1, 2, 2]);
    await hear(battery.store, account, [
      { ...fact, hearing: { channel: 'history', changeSource: 'CRM_UI', sourceId: '' } },
    ]);
    expect((await recordsOf(account)).get('contact/1')?.version).toBe(3);
  });

  test('makes a record due from the given instant, or from the earlier one at which it was due already', async () => {
    const account = battery.newAccount();
    await hear(battery.store, account, [created(contact('1'), 1)], { dueAt: 50 });
    await hear(battery.store, account, [created(contact('1'), 2)], { dueAt: 90 });
    expect((await recordsOf(account)).get('contact/1')?.dueAt).toBe(50);
    await hear(battery.store, account, [created(contact('1'), 3)], { dueAt: 20 });
    expect((await recordsOf(account)).get('contact/1')?.dueAt).toBe(20);
  });

  test('makes the contacts of a deal due with it, whatever was told of the deal', async () => {
    const account = battery.newAccount();
    await hear(battery.store, account, [...associated(contact('1'), deal('9'), 1), created(contact('2'), 1)]);
    expect(await dueAfter(battery, account, [property(deal('9'), 'dealstage', 'closedwon', 5)])).toEqual([
      'contact/1',
      'deal/9',
    ]);
  });

  test('makes the contacts of a ticket due with it, and never the ticket, its companies or its deals', async () => {
    const account = battery.newAccount();
    const linked = [contact('1'), company('5'), deal('9')].flatMap((other) => associated(other, ticket('7'), 1));
    expect(await dueAfter(battery, account, linked)).toEqual(['company/5', 'contact/1', 'deal/9']);
    expect(await dueAfter(battery, account, [property(ticket('7'), 'hs_pipeline_stage', '4', 5)])).toEqual([
      'contact/1',
    ]);
    expect(await dueAfter(battery, account, [created(ticket('8'), 6)])).toEqual([]);
    expect([...(await recordsOf(account)).keys()].filter((name) => name.startsWith('ticket'))).toEqual([]);
    const [ledger] = await battery.store.loadLedgers({ records: [of(account, contact('1'))] });
    expect(ledger?.facts.map(({ objectType, kind }) => `${objectType} ${kind}`)).toContain('ticket property');
    const [sale] = await battery.store.loadLedgers({ records: [of(account, deal('9'))] });
    expect(sale?.facts.map(({ objectType }) => objectType)).toEqual(['deal']);
  });

  test('finds the contacts of a ticket also under the id that it lives on in', async () => {
    const account = battery.newAccount();
    await hear(battery.store, account, associated(contact('1'), ticket('7'), 1));
    expect(await dueAfter(battery, account, [merged(ticket('8'), ['7'], 3)])).toEqual(['contact/1']);
    expect(await dueAfter(battery, account, [property(ticket('8'), 'hs_pipeline_stage', '4', 5)])).toEqual([
      'contact/1',
    ]);
    const [ledger] = await battery.store.loadLedgers({ records: [of(account, contact('1'))] });
    expect(ledger?.aliases.get('ticket/7')).toBe('8');
    expect(ledger?.facts.map(({ recordId, kind }) => `${recordId} ${kind}`)).toContain('8 property');
  });

  test('makes the deals of a contact due by its buying role, which their conditions may ask for', async () => {
    const account = battery.newAccount();
    await hear(battery.store, account, associated(contact('1'), deal('9'), 1));
    const told = property(contact('1'), 'hs_buying_role', 'CHAMPION', 5);
    expect(await dueAfter(battery, account, [told])).toEqual(['contact/1', 'deal/9']);
  });

  test('makes the deals of a contact due by an activity, and by the emptying of one, but not by other facts', async () => {
    const account = battery.newAccount();
    await hear(battery.store, account, associated(contact('1'), deal('9'), 1));
    expect(await dueAfter(battery, account, [lifecycle(contact('1'), 'lead', 5)])).toEqual(['contact/1']);
    expect(await dueAfter(battery, account, [property(contact('1'), 'notes_last_contacted', '5', 6)])).toEqual([
      'contact/1',
      'deal/9',
    ]);
    expect(await dueAfter(battery, account, [property(contact('1'), 'notes_last_contacted', '', 7)])).toEqual([
      'contact/1',
      'deal/9',
    ]);
    const call = { ...contact('1'), kind: 'activity' as const, subject: 'call:77', value: 'outgoing', occurredAt: 8 };
    expect(await dueAfter(battery, account, [call])).toEqual(['contact/1', 'deal/9']);
  });

  test('finds the other record from either side of an association that was told from one side only', async () => {
    const account = battery.newAccount();
    const [ofContact] = associated(contact('1'), deal('9'), 1);
    await hear(battery.store, account, ofContact === undefined ? [] : [ofContact]);
    expect(await dueAfter(battery, account, [property(deal('9'), 'dealstage', 'x', 5)])).toEqual([
      'contact/1',
      'deal/9',
    ]);
  });

  test('makes the record due in which a merged one lives on, with all that were associated with either', async () => {
    const account = battery.newAccount();
    await hear(battery.store, account, [
      ...associated(contact('1'), deal('8'), 1),
      ...associated(contact('2'), deal('9'), 1),
      ...associated(contact('2'), company('5'), 1),
    ]);
    expect(await dueAfter(battery, account, [merged(contact('2'), ['1'], 4)])).toEqual([
      'company/5',
      'contact/2',
      'deal/8',
      'deal/9',
    ]);
    expect(await dueAfter(battery, account, [property(contact('1'), 'notes_last_contacted', '5', 6)])).toEqual([
      'contact/2',
      'deal/8',
      'deal/9',
    ]);
    expect(await dueAfter(battery, account, [property(deal('8'), 'dealstage', 'x', 7)])).toEqual([
      'contact/2',
      'deal/8',
    ]);
  });

  test('sets events aside once, and reads them newest first', async () => {
    const account = battery.newAccount();
    const aside = (groupId: number, position: number) => ({
      accountId: account,
      groupId,
      position,
      reason: 'objectId is missing',
      event: `{"n":${position}}`,
    });
    await hear(battery.store, account, [], { setAside: [aside(1, 0), aside(1, 1)], now: 5 });
    await hear(battery.store, account, [], { setAside: [aside(1, 0), aside(2, 0)], now: 6 });
    const read = await battery.store.readSetAsideEvents({ limit: 100 });
    const own = read.filter((event) => event.accountId === account);
    expect(own.map(({ groupId, position }) => [groupId, position])).toEqual([
      [2, 0],
      [1, 0],
      [1, 1],
    ]);
    expect(own[0]).toEqual(aside(2, 0));
  });

  async function countOf(table: 'fact' | 'hearing', accountId: string): Promise<number> {
    const { kysely } = battery.rows;
    return (await kysely.selectFrom(table).select('account_id').where('account_id', '=', accountId).execute()).length;
  }

  async function recordsOf(accountId: string): Promise<Map<string, { version: number; dueAt: number | null }>> {
    const { kysely } = battery.rows;
    const rows = await kysely.selectFrom('record').selectAll().where('account_id', '=', accountId).execute();
    return new Map(
      rows.map((row) => [`${row.object_type}/${row.record_id}`, { version: row.ledger_version, dueAt: row.due_at }]),
    );
  }

  /** The records whose ledger version goes up when these facts are heard. */
  async function dueAfter(
    { store }: BatteryStore,
    accountId: string,
    told: Parameters<typeof hear>[2],
  ): Promise<string[]> {
    const before = await recordsOf(accountId);
    await hear(store, accountId, told);
    const after = await recordsOf(accountId);
    return [...after]
      .filter(([name, { version }]) => version > (before.get(name)?.version ?? 0))
      .map(([name]) => name)
      .sort();
  }
});
