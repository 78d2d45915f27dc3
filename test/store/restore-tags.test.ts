import { expect, test } from 'vitest';
import type { FoundTags, RestingTags } from '../../src/store/restore-tags.ts';
import { useBatteryStore } from './battery-store.ts';
import { describeEachDatabase } from './each-database.ts';
import { contact, hear, lifecycle, of } from './hear.ts';
import { journeyOf, replayed, visit } from './visits.ts';

const stage = 'journey_steward_stage';
const later = 2 ** 40;

describeEachDatabase('tags at rest', (open) => {
  const battery = useBatteryStore(open);
  const others: string[] = [];

  /** An account with one contact whose tags HubSpot has. */
  async function createGiven() {
    const { store } = battery;
    const accountId = await battery.installedAccount();
    others.push(accountId);
    await store.markPrepared({ accountId, modelVersion: 1, now: 1 });
    await hear(store, accountId, [lifecycle(contact('1'), 'lead', 10)]);
    let version = 0;
    const want = async (value: string) => {
      version += 1;
      const journey = replayed(accountId, journeyOf(contact('1'), [visit(value, version)]), 1);
      const desiredTags = JSON.stringify({ [stage]: value });
      await store.saveJourneys({ journeys: [{ ...journey, desiredTags }], now: 20, dueAt: 20 });
    };
    const exceptAccounts = others.filter((id) => id !== accountId);
    const claim = () => store.claimTagWrites({ now: later, leaseMs: 5, delayMs: 0, limit: 9, exceptAccounts });
    const write = async () => {
      const writes = await claim();
      const results = writes.map(({ revision, desired }) => ({
        record: of(accountId, contact('1')),
        revision,
        written: desired,
      }));
      await store.settleTagWrites({ results, now: 0 });
      return writes;
    };
    const rest = () => store.readRestingTags({ accountId, objectType: 'contact', recordIds: ['1', '2'], now: later });
    const put = (found: FoundTags, journeyNow = 50) =>
      store.restoreTags({ accountId, objectType: 'contact', found: [found], now: 30, journeyNow });
    await want('attract');
    return { accountId, want, claim, write, rest, put };
  }

  const only = ([tags]: RestingTags[]): RestingTags => tags ?? expect.unreachable('No tags are at rest.');

  test('are told once they are written, and not while they wait or are being written', async () => {
    const given = await createGiven();
    expect(await given.rest()).toEqual([]);
    await given.write();
    expect(await given.rest()).toMatchObject([
      {
        recordId: '1',
        desired: { [stage]: 'attract' },
        written: { [stage]: 'attract' },
        failure: null,
        restoredAt: null,
      },
    ]);
    await given.want('capture');
    expect(await given.rest()).toEqual([]);
  });

  test('that are put right are written once more, where they differ', async () => {
    const given = await createGiven();
    await given.write();
    await given.put({ tags: only(await given.rest()), found: { [stage]: 'edited' }, next: 'restore' });
    expect(await given.rest()).toEqual([]);
    expect(await given.write()).toMatchObject([{ desired: { [stage]: 'attract' }, written: { [stage]: 'edited' } }]);
    expect(only(await given.rest())).toMatchObject({ written: { [stage]: 'attract' }, restoredAt: 50 });
    // What they should be has changed since: nobody has put that right yet.
    await given.want('capture');
    await given.write();
    expect(only(await given.rest())).toMatchObject({ restoredAt: null });
  });

  test('that are set aside wait for nothing, and are at rest again when they are right', async () => {
    const given = await createGiven();
    await given.write();
    await given.put({
      tags: only(await given.rest()),
      found: { [stage]: 'edited' },
      next: 'set-aside',
      failure: 'why',
    });
    expect(await given.claim()).toEqual([]);
    const { accountId } = given;
    expect(await battery.store.readRefusedTagWrites({ accountId, limit: 9 })).toMatchObject([{ failure: 'why' }]);
    await given.put({ tags: only(await given.rest()), found: { [stage]: 'attract' }, next: 'right' });
    expect(await battery.store.readRefusedTagWrites({ accountId, limit: 9 })).toEqual([]);
    expect(only(await given.rest())).toMatchObject({ written: { [stage]: 'attract' }, failure: null });
  });

  test('that were changed or written since they were read are left as they are', async () => {
    const given = await createGiven();
    await given.write();
    const before = only(await given.rest());
    await given.want('capture');
    await given.put({ tags: before, found: { [stage]: 'edited' }, next: 'restore' });
    expect(await given.write()).toMatchObject([{ written: { [stage]: 'attract' }, desired: { [stage]: 'capture' } }]);
    await given.want('attract');
    await given.write();
    const now = only(await given.rest());
    await given.put({ tags: { ...now, written: { [stage]: 'older' } }, found: { [stage]: 'edited' }, next: 'restore' });
    expect(await given.rest()).toEqual([now]);
  });
});
