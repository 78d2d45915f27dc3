import { expect, test } from 'vitest';
import { type BatteryStore, useBatteryStore } from './battery-store.ts';
import { describeEachDatabase } from './each-database.ts';
import { associated, company, contact, created, deal, hear, lifecycle, merged } from './hear.ts';
import { journeyOf, replayed, visit } from './visits.ts';

describeEachDatabase('saving journeys', (open) => {
  const battery = useBatteryStore(open);

  test('replaces the visits, and makes the record due again when time alone changes its journey', async () => {
    const account = battery.newAccount();
    await hear(battery.store, account, [created(contact('1'), 1)]);
    const first = journeyOf(contact('1'), [visit('attract', 1, { leftAt: 5 }), visit('capture', 5)], {
      nextFlipAt: 90,
    });
    expect(await save([replayed(account, first, 1)])).toBe(1);
    expect(await visitsOf(battery, account)).toEqual(['1 attract 1-5', '2 capture 5-']);
    expect(await recordOf(battery, account, '1')).toMatchObject({ due_at: 90, ledger_version: 1 });
    const second = journeyOf(contact('1'), [visit('nurture', 1)]);
    expect(await save([replayed(account, second, 1)])).toBe(1);
    expect(await visitsOf(battery, account)).toEqual(['1 nurture 1-']);
    expect(await recordOf(battery, account, '1')).toMatchObject({ due_at: null });
    expect(await save([replayed(account, journeyOf(contact('1'), []), 1)])).toBe(1);
    expect(await visitsOf(battery, account)).toEqual([]);
  });

  test('does not save what was made from a ledger that has changed since: the record stays due and free to claim', async () => {
    const account = battery.newAccount();
    await hear(battery.store, account, [created(contact('1'), 1), created(contact('2'), 1)], { dueAt: 7 });
    await hear(battery.store, account, [lifecycle(contact('1'), 'lead', 2)], { dueAt: 7 });
    const saved = await save([
      replayed(account, journeyOf(contact('1'), [visit('attract', 1)]), 1),
      replayed(account, journeyOf(contact('2'), [visit('attract', 1)]), 1),
    ]);
    expect(saved).toBe(1);
    expect(await recordOf(battery, account, '1')).toMatchObject({ due_at: 7, claimed_until: 0, ledger_version: 2 });
    expect(await recordOf(battery, account, '2')).toMatchObject({ due_at: null });
    const { kysely } = battery.rows;
    const written = await kysely
      .selectFrom('tag_write')
      .select('record_id')
      .where('account_id', '=', account)
      .execute();
    expect(written).toEqual([{ record_id: '2' }]);
    expect(await visitsOf(battery, account)).toEqual(['1 attract 1-']);
  });

  test('does not bring back a record that was merged into another meanwhile', async () => {
    const account = battery.newAccount();
    await hear(battery.store, account, [created(contact('1'), 1)]);
    await hear(battery.store, account, [merged(contact('2'), ['1'], 3)]);
    expect(await save([replayed(account, journeyOf(contact('1'), [visit('attract', 1)]), 1)])).toBe(0);
    expect(await visitsOf(battery, account)).toEqual([]);
  });

  test('rewrites nothing when a journey is what it was, under whichever order its parts are told', async () => {
    const account = battery.newAccount();
    await hear(battery.store, account, [created(contact('1'), 1), ...associated(contact('1'), company('5'), 1)]);
    const journey = replayed(account, journeyOf(contact('1'), [visit('attract', 1)]), 1);
    await save([journey], 10);
    const company5 = await recordOf(battery, account, '5');
    const before = await everything(battery, account);
    expect(await save([journey], 20)).toBe(1);
    expect(await everything(battery, account)).toEqual(before);
    expect(await recordOf(battery, account, '5')).toEqual(company5);
    expect(before.journeys).toMatchObject([{ replayed_at: 10 }]);
  });

  test('marks the companies of what has changed as due, once each, and lets no other be touched', async () => {
    const account = battery.newAccount();
    await hear(battery.store, account, [
      ...associated(contact('1'), company('5'), 1),
      ...associated(contact('2'), company('5'), 1),
      ...associated(deal('3'), company('6'), 1),
      ...associated(contact('4'), company('7'), 1),
      merged(company('8'), ['6'], 2),
    ]);
    const before = await versionsOf(battery, account);
    await save(
      [contact('1'), contact('2')].map((record) => replayed(account, journeyOf(record, [visit('attract', 1)]), 1)),
    );
    await save([replayed(account, journeyOf(deal('3'), [visit('convert', 1)]), before['3'] ?? 0)]);
    const after = await versionsOf(battery, account);
    expect(after).toEqual({ ...before, 5: (before['5'] ?? 0) + 1, 8: (before['8'] ?? 0) + 1 });
    expect(after).not.toHaveProperty('6');
  });

  test('lets a record rest that costs much to refresh, without forgetting that it is due', async () => {
    const account = await battery.installedAccount();
    await hear(battery.store, account, [created(company('5'), 1)]);
    const journey = journeyOf(company('5'), [visit('attract', 1)]);
    await save([replayed(account, journey, 1, { restMs: 60_000 })], 1_000);
    await hear(battery.store, account, [created(company('5'), 2)]);
    const claim = (now: number) => battery.store.claimDueRecords({ dueAt: 10, now, leaseMs: 1, limit: 10 });
    expect(await claim(60_999)).toEqual([]);
    expect(await claim(61_000)).toMatchObject([{ accountId: account, recordId: '5' }]);
  });

  function save(journeys: ReturnType<typeof replayed>[], now = 1): Promise<number> {
    return battery.store.saveJourneys({ journeys, now, dueAt: 0 });
  }
});

async function visitsOf({ rows }: BatteryStore, accountId: string): Promise<string[]> {
  const visits = rows.kysely.selectFrom('visit').selectAll().where('account_id', '=', accountId);
  return (await visits.orderBy('visit_no').execute()).map(
    (row) => `${row.visit_no} ${row.stage} ${row.entered_at}-${row.left_at ?? ''}`,
  );
}

function recordOf({ rows }: BatteryStore, accountId: string, recordId: string) {
  return rows.kysely
    .selectFrom('record')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('record_id', '=', recordId)
    .executeTakeFirstOrThrow();
}

async function everything({ rows: { kysely } }: BatteryStore, accountId: string) {
  const all = <Table extends 'record' | 'journey' | 'visit' | 'tag_write'>(table: Table) =>
    kysely
      .selectFrom(table as 'record')
      .selectAll()
      .where('account_id', '=', accountId)
      .orderBy('record_id')
      .execute();
  return {
    records: await all('record'),
    journeys: (await all('journey')) as object[],
    visits: (await all('visit')) as object[],
    tags: (await all('tag_write')) as object[],
  };
}

async function versionsOf(battery: BatteryStore, accountId: string): Promise<Record<string, number>> {
  const { records } = await everything(battery, accountId);
  return Object.fromEntries(records.map(({ record_id, ledger_version }) => [record_id, ledger_version]));
}
