import { expect, test } from 'vitest';
import type { ObjectType } from '../../src/journey/vocabulary.ts';
import { type BatteryStore, useBatteryStore } from './battery-store.ts';
import { describeEachDatabase } from './each-database.ts';
import { associated, company, contact, created, deal, hear, merged, of } from './hear.ts';

describeEachDatabase('the records of an account', (open) => {
  const battery = useBatteryStore(open);

  test('are read page by page, each living one once, and counted', async () => {
    const accountId = await battery.installedAccount();
    const contacts = Array.from({ length: 25 }, (_, index) => contact(String(index + 1)));
    await hear(battery.store, accountId, [
      ...contacts.map((record) => created(record, 1)),
      created(deal('7'), 1),
      merged(contact('3'), ['4'], 2),
    ]);
    await hear(battery.store, await battery.installedAccount(), [created(contact('99'), 1)]);
    expect(await battery.store.countRecords({ accountId })).toEqual({ contact: 24, deal: 1, company: 0 });
    const read = await allOf(battery, accountId, 'contact', 10);
    expect(read.pages).toBe(3);
    const living = contacts.map(({ recordId }) => recordId).filter((recordId) => recordId !== '4');
    expect(read.recordIds).toEqual(living.sort());
    expect((await allOf(battery, accountId, 'deal', 10)).recordIds).toEqual(['7']);
    expect((await allOf(battery, accountId, 'company', 10)).recordIds).toEqual([]);
  });

  test('name for each company its members under the ids that they live on in', async () => {
    const accountId = await battery.installedAccount();
    await hear(battery.store, accountId, [
      ...associated(contact('1'), company('5'), 1),
      ...associated(contact('2'), company('5'), 1),
      ...associated(deal('8'), company('5'), 1),
      ...associated(contact('9'), company('6'), 1),
      merged(contact('1'), ['2'], 3),
    ]);
    const companies = [company('6'), company('5'), company('4')].map((record) => of(accountId, record));
    expect(await battery.store.readMemberRecords({ companies })).toEqual([
      [contact('9')],
      [contact('1'), deal('8')],
      [],
    ]);
  });
});

async function allOf({ store }: BatteryStore, accountId: string, objectType: ObjectType, limit: number) {
  const recordIds: string[] = [];
  for (let pages = 0, after = ''; ; pages += 1) {
    const page = await store.readRecordsPage({ accountId, objectType, after, limit });
    if (page.length === 0) return { recordIds, pages };
    recordIds.push(...page.map(({ recordId }) => recordId));
    after = page.at(-1)?.recordId ?? '';
  }
}
