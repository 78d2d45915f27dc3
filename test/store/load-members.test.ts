import { expect, test } from 'vitest';
import { useBatteryStore } from './battery-store.ts';
import { describeEachDatabase } from './each-database.ts';
import { associated, company, contact, deal, hear, merged, of } from './hear.ts';
import { journeyOf, replayed, visit } from './visits.ts';

describeEachDatabase('the members of companies', (open) => {
  const battery = useBatteryStore(open);

  test('are the contacts and deals that are or were associated, with their saved visits as they were saved', async () => {
    const account = battery.newAccount();
    await hear(battery.store, account, [
      ...associated(contact('1'), company('5'), 1),
      ...associated(contact('1'), company('5'), 2, 'removed'),
      ...associated(deal('8'), company('5'), 1),
      ...associated(contact('2'), company('6'), 1),
    ]);
    const visits = [
      visit('capture', 1, { leftAt: 3, outcome: 'won', marks: [{ outcome: 'x', from: 2, to: 3 }] }),
      visit('convert', 3, { team: 'sales', owner: '501', move: 'skip', cause: { rule: 'r', facts: ['contact/1/a'] } }),
    ];
    await battery.store.saveJourneys({
      journeys: [replayed(account, journeyOf(contact('1'), visits), 1)],
      now: 1,
      dueAt: 0,
    });
    const [five, six, none] = await battery.store.loadMembers({
      companies: [of(account, company('5')), of(account, company('6')), of(account, company('7'))],
    });
    expect(five).toEqual([
      { record: contact('1'), visits },
      { record: deal('8'), visits: [] },
    ]);
    expect(six).toEqual([{ record: contact('2'), visits: [] }]);
    expect(none).toEqual([]);
    expect(await battery.store.loadMembers({ companies: [] })).toEqual([]);
  });

  test('are those of merged companies too, each once and under the id that it lives on in', async () => {
    const account = battery.newAccount();
    await hear(battery.store, account, [
      ...associated(contact('1'), company('5'), 1),
      ...associated(contact('2'), company('6'), 1),
      ...associated(contact('3'), company('6'), 1),
      merged(company('6'), ['5'], 4),
      merged(contact('2'), ['1'], 5),
    ]);
    const [members] = await battery.store.loadMembers({ companies: [of(account, company('6'))] });
    expect(members?.map(({ record }) => record.recordId)).toEqual(['2', '3']);
  });
});
