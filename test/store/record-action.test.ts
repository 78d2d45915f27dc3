import { expect, test } from 'vitest';
import { openStore } from '../../src/store/open-store.ts';
import type { AccountFact } from '../../src/store/record-facts.ts';
import { useBatteryStore } from './battery-store.ts';
import { describeEachDatabase } from './each-database.ts';
import { associated, contact, created, deal, hear, lifecycle, merged, of, tombstoneKey } from './hear.ts';

describeEachDatabase('recording what a person did', (open) => {
  const battery = useBatteryStore(open);

  const correction = (accountId: string, change: Partial<AccountFact> = {}): AccountFact => ({
    ...of(accountId, contact('1')),
    kind: 'action',
    subject: 'stage-corrected:a',
    value: '{"stage":"convert"}',
    occurredAt: 50,
    hearing: { channel: 'own-action', changeSource: 'CARD', sourceId: 'userId:5' },
    ...change,
  });
  const record = (action: AccountFact, about: string | null = null, store = battery.store) =>
    store.recordAction({ action, about, now: 1_000, dueAt: action.occurredAt, tombstoneKey });

  async function actionsOf(accountId: string, recordId = '1') {
    const [ledger] = await battery.store.loadLedgers({ records: [of(accountId, contact(recordId))] });
    return ledger?.facts.filter(({ kind }) => kind === 'action') ?? [];
  }

  test('keeps it with who told it, and makes the record due from then on', async () => {
    const account = await battery.installedAccount();
    await hear(battery.store, account, [created(contact('1'), 10)]);
    await battery.store.claimDueRecords({ dueAt: 40, now: 1, leaseMs: 1, limit: 1_000 });
    expect(await record(correction(account))).toEqual({ outcome: 'recorded', value: '{"stage":"convert"}' });
    const { accountId: _account, ...fact } = correction(account);
    expect(await actionsOf(account)).toMatchObject([fact]);
    const due = await battery.store.claimDueRecords({ dueAt: 50, now: 99_999, leaseMs: 1, limit: 1_000 });
    expect(due.filter(({ accountId }) => accountId === account)).toMatchObject([{ recordId: '1', ledgerVersion: 2 }]);
  });

  test('knows it again by its subject, whenever it is told, and says what was said first', async () => {
    const account = battery.newAccount();
    await record(correction(account));
    const later = correction(account, { occurredAt: 60, value: '{"stage":"expand"}' });
    expect(await record(later)).toEqual({ outcome: 'repeated', value: '{"stage":"convert"}' });
    expect(await actionsOf(account)).toHaveLength(1);
  });

  test('keeps one of two that two processes are told at the same time', async () => {
    const account = battery.newAccount();
    const other = await openStore(battery.spec);
    try {
      const told = [battery.store, other].flatMap((store, index) =>
        [0, 1].map((repeat) => record(correction(account, { occurredAt: 50 + 2 * index + repeat }), null, store)),
      );
      const outcomes = (await Promise.all(told)).map(({ outcome }) => outcome);
      expect(outcomes.sort()).toEqual(['recorded', 'repeated', 'repeated', 'repeated']);
      expect(await actionsOf(account)).toHaveLength(1);
    } finally {
      await other.close();
    }
  });

  test('keeps apart what is told of other records, of other types and in other accounts', async () => {
    const accounts = [battery.newAccount(), battery.newAccount()];
    for (const account of accounts) {
      for (const named of [contact('1'), contact('2'), deal('1')]) {
        expect((await record(correction(account, named))).outcome).toBe('recorded');
      }
    }
  });

  test('records it of the one that a merged record lives on in, and knows it again under either id', async () => {
    const account = battery.newAccount();
    await record(correction(account, contact('2')));
    await hear(battery.store, account, [created(contact('1'), 10), merged(contact('1'), ['2'], 55)]);
    expect((await record(correction(account, contact('1')))).outcome).toBe('repeated');
    expect((await record(correction(account, contact('2')))).outcome).toBe('repeated');
    const second = correction(account, { ...contact('2'), subject: 'stage-corrected:b', occurredAt: 60 });
    expect((await record(second)).outcome).toBe('recorded');
    expect((await actionsOf(account)).map(({ recordId, subject }) => [recordId, subject]).sort()).toEqual([
      ['1', 'stage-corrected:b'],
      ['2', 'stage-corrected:a'],
    ]);
  });

  test('records nothing about what was never recorded', async () => {
    const account = battery.newAccount();
    const withdrawal = correction(account, { subject: 'correction-withdrawn:a', value: '{}', occurredAt: 60 });
    expect((await record(withdrawal, 'stage-corrected:a')).outcome).toBe('missing');
    expect(await actionsOf(account)).toEqual([]);
    await record(correction(account));
    expect((await record(withdrawal, 'stage-corrected:a')).outcome).toBe('recorded');
    expect((await record({ ...withdrawal, occurredAt: 61 }, 'stage-corrected:a')).outcome).toBe('repeated');
  });

  test('makes the contacts of a deal due as well', async () => {
    const account = await battery.installedAccount();
    await hear(battery.store, account, associated(contact('1'), deal('9'), 10));
    await battery.store.claimDueRecords({ dueAt: 40, now: 1, leaseMs: 1, limit: 1_000 });
    await record(correction(account, deal('9')));
    const due = await battery.store.claimDueRecords({ dueAt: 50, now: 99_999, leaseMs: 1, limit: 1_000 });
    const own = due.filter(({ accountId }) => accountId === account);
    expect(own.map(({ objectType, recordId }) => `${objectType}/${recordId}`).sort()).toEqual(['contact/1', 'deal/9']);
  });

  test('goes with the person, and is refused of somebody who was erased', async () => {
    const account = battery.newAccount();
    await hear(battery.store, account, [lifecycle(contact('1'), 'lead', 10)]);
    await record(correction(account));
    await hear(battery.store, account, [], { erasures: [contact('1')] });
    expect((await record(correction(account, { subject: 'stage-corrected:b' }))).outcome).toBe('refused');
    for (const erasure of await battery.store.readPendingErasures({ limit: 100 })) {
      if (erasure.accountId === account) await battery.store.eraseRecord({ erasure, tombstoneKey, now: 2_000 });
    }
    expect(await actionsOf(account)).toEqual([]);
  });
});
