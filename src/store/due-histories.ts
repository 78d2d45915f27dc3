import { sql } from 'kysely';
import type { RecordRef } from '../journey/facts.ts';
import { objectTypes } from '../journey/vocabulary.ts';
import type { Database } from './database.ts';
import { livingOf } from './living-records.ts';
import { reachedRecords } from './mark-due.ts';
import type { AccountFact } from './record-facts.ts';
import {
  type AccountRecord,
  accountRecordKey,
  distinctRecords,
  fromRecordRow,
  type RecordRow,
  recordColumns,
  toRecordRow,
} from './record-key.ts';
import { rewriteTags } from './tag-writes.ts';

/** Records of one account whose histories are to be read; `until` is when the lease ends, ms, and names the claim. */
export type DueHistories = { accountId: string; records: AccountRecord[]; until: number };

/** The types of records whose histories are asked for by themselves: those with a journey, and tickets, which are evidence. */
export const historyTypes = [...objectTypes, 'ticket'] as const;

/**
 * What HubSpot tells of a merge or a restoration does not say which values the record has afterwards: its history is asked for,
 * and that of those whose evidence it is. Until it was read they are not replayed, so that no stage is written that HubSpot does not show.
 * The tags of what was merged are written anew: HubSpot may have kept those of either record.
 * A ticket has no journey: its row stands only as long as its history is to be read. Of a type whose past nobody has begun to read there is nothing to ask: the past will be read as it stands then.
 */
export async function askForHistories(
  db: Database,
  input: { facts: readonly AccountFact[]; changed: readonly AccountRecord[]; now: number },
): Promise<void> {
  const changed = new Set(input.changed.map(accountRecordKey));
  const told = input.facts.filter((fact) => isUntoldBy(fact) && changed.has(accountRecordKey(fact)));
  if (told.length === 0) return;
  const living = [...(await livingOf(db, distinctRecords(told.map(recordOf)))).values()];
  const reasons = new Map(living.map((record) => [accountRecordKey(record), 'evidence' as const]));
  const reached = await reachedRecords(db, { records: living, reasons });
  const merged = told.filter(({ kind }) => kind === 'merged').map(recordOf);
  await rewriteTags(db, { records: [...(await livingOf(db, merged)).values()], now: input.now });
  const records = distinctRecords([...living, ...reached].filter(hasHistory));
  const given = db.rows(records.map(toRecordRow), recordColumns);
  await sql`
    insert into record (account_id, object_type, record_id, ledger_version, due_at, claimed_until)
    select account_id, object_type, record_id, 0, null, 0 from ${given} as given
    where object_type = ${sql.lit('ticket')} and exists (select 1 from backfill
      where backfill.account_id = given.account_id and backfill.object_type = given.object_type)
    on conflict do nothing`.execute(db.kysely);
  await sql`
    update record set history_due_at = ${input.now}
    where (account_id, object_type, record_id) in (select account_id, object_type, record_id from ${given} as given)
      and exists (select 1 from backfill where backfill.account_id = record.account_id
        and backfill.object_type = record.object_type)`.execute(db.kysely);
}

/** A history that tells of a merge tells the values as well. */
function isUntoldBy(fact: AccountFact): boolean {
  const isHeard = fact.hearing.channel === 'webhook' || fact.hearing.channel === 'journal';
  return isHeard && hasHistory(fact) && (fact.kind === 'merged' || fact.kind === 'restored');
}

function hasHistory({ objectType }: RecordRef): boolean {
  return (historyTypes as readonly string[]).includes(objectType);
}

function recordOf({ accountId, objectType, recordId }: AccountFact): AccountRecord {
  return { accountId, objectType, recordId };
}

/** Takes up to `limit` records of one account whose histories are to be read, until the lease runs out. Null when none waits now. */
export async function claimHistories(
  db: Database,
  input: { now: number; leaseMs: number; limit: number },
): Promise<DueHistories | null> {
  const { now, leaseMs, limit } = input;
  const waiting = sql`record ${db.indexedBy('record_history_due')}
    where history_due_at is not null and history_due_at <= ${now}
      and account_id in (select account_id from account where status = 'active' and model_version > 0)`;
  const first = await sql<{ account_id: string }>`
    select account_id from ${waiting} order by history_due_at limit 1`.execute(db.kysely);
  const accountId = first.rows[0]?.account_id;
  if (accountId === undefined) return null;
  const until = now + leaseMs;
  const claimed = await sql<RecordRow>`
    with due as materialized (
      select account_id, object_type, record_id from ${waiting} and account_id = ${accountId}
      order by history_due_at limit ${limit} ${db.skipLocked})
    update record set history_due_at = ${until}
    where (account_id, object_type, record_id) in (select account_id, object_type, record_id from due)
    returning account_id, object_type, record_id`.execute(db.kysely);
  if (claimed.rows.length === 0) return null;
  return { accountId, records: claimed.rows.map(fromRecordRow), until };
}

/** So long what the history changes has to be replayed, before tags are written that were wanted without it, in ms. */
const replayMs = 10_000;

/**
 * Ends a claim: the records may be replayed, or are asked for again at `retryAt`, ms. Of what was merged or restored once more
 * since, the history stays due. Tags that wait are those from before: a replay that wants others has them written at once.
 */
export async function settleHistories(
  db: Database,
  input: { job: DueHistories; retryAt: number | null; now: number },
): Promise<void> {
  const { records, until } = input.job;
  const given = db.rows(records.map(toRecordRow), recordColumns);
  const isClaimed = sql`history_due_at = ${until} and (account_id, object_type, record_id) in (
    select account_id, object_type, record_id from ${given} as given)`;
  if (input.retryAt === null) {
    await sql`delete from record where object_type = ${sql.lit('ticket')} and ${isClaimed}`.execute(db.kysely);
    await sql`
      update tag_write set retry_at = ${input.now + replayMs}
      where pending = 1 and retry_at < ${input.now + replayMs} and (account_id, object_type, record_id) in (
        select account_id, object_type, record_id from record where ${isClaimed})`.execute(db.kysely);
  }
  await sql`
    update record set history_due_at = ${input.retryAt}
    where ${isClaimed}`.execute(db.kysely);
}
