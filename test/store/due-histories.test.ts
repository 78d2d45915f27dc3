import { expect, test } from 'vitest';
import { requiredScopes } from '../../src/hubspot/scopes.ts';
import { useBatteryStore } from './battery-store.ts';
import { describeEachDatabase } from './each-database.ts';
import { associated, contact, created, hear, merged, ticket } from './hear.ts';

const leaseMs = 10;

describeEachDatabase('histories that are due', (open) => {
  const battery = useBatteryStore(open);

  /** An account of whose tickets two are merged, the one with a contact. */
  async function accountWithTickets(scopes: readonly string[]): Promise<string> {
    const accountId = await battery.installedAccount();
    const { store } = battery;
    await store.saveTokens({ accountId, was: 'sealed', tokens: 'sealed', tokenExpiresAt: 0, scopes: [...scopes] });
    await store.markPrepared({ accountId, modelVersion: 1, now: 0 });
    await store.claimBackfill({ claim: 'past', now: 0, leaseMs, accountId });
    const told = [created(contact('1'), 5), created(ticket('7'), 5), created(ticket('8'), 6)];
    await hear(store, accountId, [...told, ...associated(contact('1'), ticket('7'), 7)]);
    await hear(store, accountId, [merged(ticket('8'), ['7'], 8)]);
    return accountId;
  }

  const claim = (accountId: string, now: number) =>
    battery.store.claimHistories({ now, leaseMs, limit: 9 }).then((due) => (due?.accountId === accountId ? due : null));

  const rowsOf = (accountId: string) =>
    battery.rows.kysely
      .selectFrom('record')
      .select(['object_type', 'record_id', 'history_due_at', 'due_at'])
      .where('account_id', '=', accountId)
      .orderBy('object_type')
      .execute();

  test('a merged ticket is due with its contact, is never replayed itself, and leaves no row behind', async () => {
    const accountId = await accountWithTickets([...requiredScopes, 'tickets']);
    const job = await claim(accountId, 1_000);
    const due = job?.records.map(({ objectType, recordId }) => `${objectType}/${recordId}`);
    expect(due?.toSorted()).toEqual(['contact/1', 'ticket/8']);
    if (job === null) throw new Error('Nothing was due.');
    await battery.store.settleHistories({ job, retryAt: 1_500, now: 0 });
    expect(await claim(accountId, 1_499)).toBeNull();
    const again = await claim(accountId, 1_500);
    if (again === null) throw new Error('Nothing was due.');
    expect(again.records).toHaveLength(2);
    await battery.store.settleHistories({ job: again, retryAt: null, now: 0 });
    expect(await rowsOf(accountId)).toMatchObject([{ object_type: 'contact', record_id: '1', history_due_at: null }]);
  });

  test('a ticket that is merged once more meanwhile stays due', async () => {
    const accountId = await accountWithTickets([...requiredScopes, 'tickets']);
    const job = await claim(accountId, 1_000);
    if (job === null) throw new Error('Nothing was due.');
    await hear(battery.store, accountId, [merged(ticket('8'), ['9'], 9)]);
    await battery.store.settleHistories({ job, retryAt: null, now: 0 });
    const rows = await rowsOf(accountId);
    expect(rows).toContainEqual(expect.objectContaining({ object_type: 'ticket', record_id: '8', due_at: null }));
    const next = await claim(accountId, 1_000);
    if (next === null) throw new Error('Nothing was due.');
    await battery.store.settleHistories({ job: next, retryAt: null, now: 0 });
  });

  test('where tickets are not granted nothing is asked of them', async () => {
    const accountId = await accountWithTickets(requiredScopes);
    const rows = await rowsOf(accountId);
    expect(rows.map(({ object_type }) => object_type)).toEqual(['contact']);
    const job = await claim(accountId, 1_000);
    if (job !== null) await battery.store.settleHistories({ job, retryAt: null, now: 0 });
  });
});
