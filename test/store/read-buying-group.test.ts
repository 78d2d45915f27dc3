import { expect, test } from 'vitest';
import { useBatteryStore } from './battery-store.ts';
import { describeEachDatabase } from './each-database.ts';
import { associated, company, contact, created, deal, hear, merged, of, property } from './hear.ts';
import { journeyOf, replayed, visit } from './visits.ts';

describeEachDatabase('the buying group', (open) => {
  const battery = useBatteryStore(open);
  const groupOf = (account: string, record = deal('9'), at = 100) =>
    battery.store.readBuyingGroup({ record: of(account, record), at });
  const idsOf = async (...asked: Parameters<typeof groupOf>) =>
    (await groupOf(...asked)).contacts.map(({ recordId }) => recordId).sort();

  test('is who is associated now, with role, labels, owner, saved visits and touches', async () => {
    const account = battery.newAccount();
    const call = { ...contact('1'), kind: 'activity' as const, subject: 'call:7', value: '', occurredAt: 70_000 };
    const labelled = {
      ...deal('9'),
      kind: 'association' as const,
      subject: 'contact:1:user_defined-37',
      value: 'added',
    };
    await hear(battery.store, account, [
      ...associated(contact('1'), deal('9'), 1),
      ...associated(contact('2'), deal('9'), 1),
      ...associated(contact('2'), deal('9'), 5, 'removed'),
      ...associated(contact('3'), deal('8'), 1),
      { ...labelled, occurredAt: 2 },
      property(contact('1'), 'hs_buying_role', 'CHAMPION', 3),
      property(contact('1'), 'hs_buying_role', 'CHAMPION;DECISION_MAKER', 4),
      property(contact('1'), 'hubspot_owner_id', '501', 4),
      property(contact('1'), 'notes_last_contacted', '6', 6),
      call,
    ]);
    const visits = [visit('capture', 1, { leftAt: 3 }), visit('convert', 3, { team: 'sales' })];
    const journeys = [replayed(account, journeyOf(contact('1'), visits), 1)];
    await battery.store.saveJourneys({ journeys, now: 1, dueAt: 0 });
    const group = await groupOf(account, deal('9'), 80_000);
    expect(group).toMatchObject({ record: of(account, deal('9')), isUnknown: false, isCatchingUp: false });
    expect(group.contacts).toMatchObject([
      {
        recordId: '1',
        buyingRole: 'CHAMPION;DECISION_MAKER',
        labels: ['default', 'user_defined-37'],
        owner: '501',
        visits: [
          { stage: 'capture', leftAt: 3 },
          { stage: 'convert', team: 'sales', enteredAt: 3, leftAt: null },
        ],
        touches: [
          { kind: 'logged', at: 6 },
          { kind: 'call', at: 70_000 },
        ],
      },
    ]);
  });

  test('knows nothing that is dated later than it is asked for', async () => {
    const account = battery.newAccount();
    await hear(battery.store, account, [
      ...associated(contact('1'), deal('9'), 1),
      ...associated(contact('2'), deal('9'), 50),
      property(contact('1'), 'hs_buying_role', 'CHAMPION', 60),
      property(contact('1'), 'notes_last_contacted', '70', 70),
    ]);
    expect(await idsOf(account, deal('9'), 49)).toEqual(['1']);
    expect((await groupOf(account, deal('9'), 59)).contacts).toMatchObject([
      { recordId: '1', buyingRole: '', touches: [] },
      { recordId: '2' },
    ]);
  });

  test('has those of merged deals and companies, and merged contacts once, with what was told of either', async () => {
    const account = battery.newAccount();
    await hear(battery.store, account, [
      ...associated(contact('1'), company('5'), 1),
      ...associated(contact('2'), company('6'), 1),
      ...associated(contact('3'), company('6'), 1),
      property(contact('1'), 'hs_buying_role', 'BLOCKER', 2),
      merged(company('6'), ['5'], 4),
      merged(contact('2'), ['1'], 5),
      // HubSpot tells of a merge also as the deletion of the one that was merged away.
      { ...contact('1'), kind: 'deleted', subject: '', value: '', occurredAt: 5 },
    ]);
    for (const asked of [company('5'), company('6')]) {
      const group = await groupOf(account, asked);
      expect(group.record.recordId).toBe('6');
      expect(group.contacts.map(({ recordId, buyingRole }) => [recordId, buyingRole])).toEqual([
        ['2', 'BLOCKER'],
        ['3', ''],
      ]);
    }
  });

  test('is without deleted contacts, until they are restored', async () => {
    const account = battery.newAccount();
    const about = (kind: 'deleted' | 'restored', occurredAt: number) =>
      ({ ...contact('1'), kind, subject: '', value: '', occurredAt }) as const;
    await hear(battery.store, account, [...associated(contact('1'), deal('9'), 1), about('deleted', 5)]);
    expect(await idsOf(account, deal('9'), 4)).toEqual(['1']);
    expect(await idsOf(account)).toEqual([]);
    await hear(battery.store, account, [about('restored', 9)]);
    expect(await idsOf(account)).toEqual(['1']);
  });

  test('of another account is not seen, and of a deal that nobody knows is empty', async () => {
    const [account, other] = [battery.newAccount(), battery.newAccount()];
    await hear(battery.store, account, associated(contact('1'), deal('9'), 1));
    expect(await groupOf(other)).toMatchObject({ isUnknown: true, contacts: [] });
    expect(await groupOf(account)).toMatchObject({ isUnknown: false });
  });

  test('is whole, also of a company with many contacts', async () => {
    const account = battery.newAccount();
    const many = Array.from({ length: 1_200 }, (_, index) => contact(String(index + 1)));
    await hear(battery.store, account, [
      ...many.flatMap((one) => associated(one, company('5'), 1)),
      ...many.map((one) => created(one, 1)),
    ]);
    expect((await groupOf(account, company('5'))).contacts).toHaveLength(1_200);
  });
});
