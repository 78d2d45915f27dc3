import type { SetAsideEventPlace } from '../store/read-account-problems.ts';
import { recoveredForCard } from './recovered-for-card.ts';
import type { HealthRow, HealthTable } from './settings-health-contract.ts';
import type { HealthAsked, HealthSource, Placed } from './settings-health-source.ts';
import { healthWords } from './settings-health-words.ts';
import { tagProblemRows } from './tag-problem-rows.ts';
import { tellSetAsideEvent } from './tell-set-aside-event.ts';

/** The tables of records and events, which come and go all the time: a part of them goes on after a place, not after so many rows. */
export const partedTables = [
  'waiting-records',
  'tagged-records',
  'recovered-records',
  'single-set-aside-events',
  'tag-problems',
  'failed-replays',
] as const satisfies HealthTable[];
export type PartedTable = (typeof partedTables)[number];

const iso = (at: number) => new Date(at).toISOString();
const isoOrNull = (at: number | null) => (at === null ? null : iso(at));

/** Reads the rows of each of these tables, each with its place. */
export const partReaders: {
  [Table in PartedTable]: (source: HealthSource, asked: HealthAsked) => Promise<Placed<HealthRow<Table>>[]>;
} = {
  'waiting-records': async ({ store, journeyNow }, { accountId, limit, queue = 'replays', after }) =>
    byRecord(
      await store.readWaitingRecords({ accountId, queue, dueAt: journeyNow(), after: recordIn(after), limit }),
      ({ objectType, recordId, since, retryAt }) => ({
        ...{ objectType, recordId },
        ...{ since: iso(since), retryAt: isoOrNull(retryAt) },
      }),
    ),
  'tagged-records': async ({ store }, { accountId, limit, after }) =>
    byRecord(await store.readTaggedRecords({ accountId, after: recordIn(after), limit }), (one) => one),
  'recovered-records': async ({ store }, { accountId, language, limit, type = 'contact', after }) =>
    byRecord(
      await store.readRecoveredRecords({ accountId, objectType: type, after: recordIn(after), limit }),
      ({ objectType, recordId, foundAt, recovered }) => ({
        ...{ objectType, recordId, foundAt: iso(foundAt) },
        found: recoveredForCard(recovered, language)
          .map(({ label, count }) => `${label}: ${count}`)
          .join(', '),
      }),
    ),
  'single-set-aside-events': async ({ store }, { accountId, language, limit, reason = null, after }) =>
    (await store.readAccountSetAsideEvents({ accountId, reason, after: eventIn(after), limit })).map((one) => ({
      row: {
        ...tellSetAsideEvent(one.event),
        ...{ reason: one.reason, setAsideAt: iso(one.setAsideAt), whatToDo: healthWords.setAside[language] },
      },
      place: [one.setAsideAt, one.groupId, one.position].join('~'),
    })),
  'tag-problems': ({ store }, asked) => tagProblemRows(store, asked),
  'failed-replays': async ({ store }, { accountId, language, limit, after }) =>
    byRecord(await store.readAccountFailedReplays({ accountId, after: recordIn(after), limit }), (one) => ({
      ...{ objectType: one.objectType, recordId: one.recordId, failures: one.failures },
      ...{ message: one.failure, retryAt: iso(one.retryAt), whatToDo: healthWords.failedReplay[language] },
    })),
};

function byRecord<One extends { objectType: string; recordId: string }, Row>(
  found: readonly One[],
  tell: (one: One) => Row,
): Placed<Row>[] {
  return found.map((one) => ({ row: tell(one), place: `${one.objectType}~${one.recordId}` }));
}

function recordIn(after: string | undefined): { objectType: string; recordId: string } | null {
  if (after === undefined) return null;
  const [objectType = '', recordId = ''] = after.split('~');
  return { objectType, recordId };
}

function eventIn(after: string | undefined): SetAsideEventPlace | null {
  if (after === undefined) return null;
  const [setAsideAt = 0, groupId = 0, position = 0] = after.split('~').map(Number);
  return { setAsideAt, groupId, position };
}
