import { describe, expect, test } from 'vitest';
import type { RecordRef } from '../../src/journey/facts.ts';
import type { ObjectType } from '../../src/journey/vocabulary.ts';
import { eraseRecordsStep } from '../../src/worker/erase-records-step.ts';
import { type BatteryStore, useBatteryStore } from './battery-store.ts';
import { describeEachDatabase } from './each-database.ts';
import {
  activity,
  associated,
  contact,
  created,
  deal,
  hear,
  logged,
  merged,
  of,
  property,
  type Told,
  ticket,
  tombstoneKey,
} from './hear.ts';

const dayMs = 86_400_000;
const call = activity('call', '77');
const meeting = activity('meeting', '78');

const happened = (one: RecordRef, day: number, at = 100 * dayMs) =>
  property(one, 'hs_timestamp', String(day * dayMs), at);

/** The activities in the ledger of a record, as replay gets them. */
async function activitiesOf(
  { store }: BatteryStore,
  accountId: string,
  record: RecordRef & { objectType: ObjectType },
) {
  const [ledger] = await store.loadLedgers({ records: [of(accountId, record)] });
  return (ledger?.facts ?? [])
    .filter(({ kind }) => kind === 'activity')
    .map(
      (fact) => `${fact.objectType}/${fact.recordId} ${fact.subject} ${fact.value || '-'} d${fact.occurredAt / dayMs}`,
    )
    .sort();
}

describeEachDatabase('activities of HubSpot', (open) => {
  const battery = useBatteryStore(open);
  const newAccount = () => battery.newAccount();
  const hearAll = (accountId: string, ...told: Told[]) => hear(battery.store, accountId, told);

  describe('stand in the ledgers of the records that they are associated with', () => {
    test('whether they are told before their associations or after them', async () => {
      const [before, after] = [newAccount(), newAccount()];
      const told = [happened(call, 5), property(call, 'hs_call_direction', 'OUTBOUND', 100 * dayMs)];
      const links = [logged(call, contact('1'), 100 * dayMs), logged(call, deal('9'), 100 * dayMs)];
      for (const fact of [...told, ...links]) await hearAll(before, fact);
      for (const fact of [...links, ...told, ...links]) await hearAll(after, fact);
      for (const account of [before, after]) {
        expect(await activitiesOf(battery, account, contact('1'))).toEqual(['contact/1 call:77 outgoing d5']);
        expect(await activitiesOf(battery, account, deal('9'))).toEqual(['deal/9 call:77 outgoing d5']);
      }
    });

    test('those of a deal and of a ticket also in the ledger of their contact, and those of a contact in its deals', async () => {
      const account = newAccount();
      await hearAll(
        account,
        ...associated(contact('1'), deal('9'), 1),
        ...associated(contact('1'), ticket('3'), 1),
        happened(call, 5),
        logged(call, deal('9'), 1),
        happened(meeting, 6),
        logged(meeting, ticket('3'), 1),
        happened(activity('note', '79'), 7),
        logged(activity('note', '79'), contact('1'), 1),
      );
      const ofContact = ['contact/1 note:79 - d7', 'deal/9 call:77 - d5', 'ticket/3 meeting:78 - d6'];
      expect(await activitiesOf(battery, account, contact('1'))).toEqual(ofContact);
      expect(await activitiesOf(battery, account, deal('9'))).toEqual([
        'contact/1 note:79 - d7',
        'deal/9 call:77 - d5',
      ]);
    });

    test('and of a merged record in the ledger of the one in which it lives on', async () => {
      const account = newAccount();
      await hearAll(account, merged(contact('2'), ['1'], 4), happened(call, 5));
      await hearAll(account, logged(call, contact('1'), 6));
      expect(await activitiesOf(battery, account, contact('2'))).toEqual(['contact/1 call:77 - d5']);
    });
  });

  test('are told by as few facts as can be: one of each record', async () => {
    const account = newAccount();
    await hearAll(
      account,
      happened(call, 5),
      property(call, 'hubspot_owner_id', '7', 1),
      logged(call, contact('1'), 1),
    );
    const [ledger] = await battery.store.loadLedgers({ records: [of(account, contact('1'))] });
    expect(ledger?.facts).toHaveLength(1);
    expect(ledger?.facts[0]).toMatchObject({ kind: 'activity', value: ':7', hearing: { channel: 'webhook' } });
  });

  test('change with what is heard of them later, and are taken out where they are none any more', async () => {
    const account = newAccount();
    const now = () => activitiesOf(battery, account, contact('1'));
    await hearAll(account, created(call, 9 * dayMs), logged(call, contact('1'), 9 * dayMs));
    expect(await now()).toEqual(['contact/1 call:77 - d9']);
    await hearAll(account, happened(call, 5));
    expect(await now()).toEqual(['contact/1 call:77 - d5']);
    await hearAll(account, property(call, 'hubspot_owner_id', '7', 101 * dayMs));
    expect(await now()).toEqual(['contact/1 call:77 :7 d5']);
    await hearAll(account, { ...created(call, 102 * dayMs), kind: 'deleted' });
    expect(await now()).toEqual([]);
    await hearAll(account, { ...created(call, 103 * dayMs), kind: 'restored' });
    expect(await now()).toEqual(['contact/1 call:77 :7 d5']);
    await hearAll(account, logged(call, contact('1'), 104 * dayMs, 'removed'), logged(call, contact('2'), 104 * dayMs));
    expect(await now()).toEqual([]);
    expect(await activitiesOf(battery, account, contact('2'))).toEqual(['contact/2 call:77 :7 d5']);
  });

  test('make those due whose ledgers they change, and nobody when they are heard again', async () => {
    const account = await battery.installedAccount();
    await hearAll(account, ...associated(contact('1'), deal('9'), 1), happened(call, 5));
    const link = logged(call, contact('1'), 6);
    const versions = async () => {
      const rows = await battery.rows.kysely
        .selectFrom('record')
        .select(['object_type', 'record_id', 'ledger_version'])
        .where('account_id', '=', account)
        .execute();
      return Object.fromEntries(rows.map((row) => [`${row.object_type}/${row.record_id}`, row.ledger_version]));
    };
    const before = await versions();
    await hearAll(account, link);
    const after = await versions();
    expect(after).toEqual({ 'contact/1': Number(before['contact/1']) + 1, 'deal/9': Number(before['deal/9']) + 1 });
    await hearAll(account, link, happened(call, 5));
    expect(await versions()).toEqual(after);
  });

  test('of somebody who is forgotten are gone, do not come back, and stay with everybody else', async () => {
    const account = await battery.installedAccount();
    const told = [happened(call, 5), logged(call, contact('1'), 1), logged(call, contact('2'), 1)];
    await hearAll(account, ...told);
    await hear(battery.store, account, [], { erasures: [contact('1')] });
    const step = eraseRecordsStep({ store: battery.store, tombstoneKey, scrub: async () => null });
    while (await step());
    await hearAll(account, ...told, property(call, 'hubspot_owner_id', '7', 6));
    while (await step());
    const { kysely } = battery.rows;
    const facts = await kysely.selectFrom('fact').selectAll().where('account_id', '=', account).execute();
    const ofContacts = facts.filter((row) => row.object_type === 'contact').map((row) => row.record_id);
    expect(ofContacts).toEqual(['2']);
    expect(facts.filter((row) => row.subject.startsWith('contact:1:'))).toEqual([]);
    expect(await activitiesOf(battery, account, contact('2'))).toEqual(['contact/2 call:77 :7 d5']);
  });

  test('of one account are none of another', async () => {
    const [one, other] = [newAccount(), newAccount()];
    await hearAll(one, happened(call, 5), logged(call, contact('1'), 1));
    await hearAll(other, happened(call, 6));
    expect(await activitiesOf(battery, one, contact('1'))).toEqual(['contact/1 call:77 - d5']);
    expect(await activitiesOf(battery, other, contact('1'))).toEqual([]);
  });
});
