import { type RawBuilder, sql } from 'kysely';
import { reserveCall } from './call-budget.ts';
import type { Database } from './database.ts';
import { fromJourneyRow } from './record-key.ts';
import type { TagWrite } from './tag-writes.ts';

export type ClaimTagWrites = {
  now: number;
  leaseMs: number;
  delayMs: number;
  limit: number;
  exceptAccounts: readonly string[];
  /** Records of one type of an account that can't be written now, each as `account/type`. */
  exceptQueues?: readonly string[];
  /** How many calls of an account many tags at once may take in a window; without it they take as many as there are. */
  bulkCalls?: { limit: number; windowMs: number };
};

type Queue = { account_id: string; object_type: string; is_bulk: number };

/**
 * Takes up to `limit` records of one account and object type whose tags wait to be written. A batch that is not full
 * waits until its oldest member has waited for `delayMs`, so that many changes share few calls.
 *
 * A claim of which no result was settled (the process was killed, the call ended without an answer) leaves in doubt what the
 * record carries: the next claim has `written` null, so that every tag is sent.
 *
 * What was merged or restored is left alone until its history was read: the tags that it should have follow from that.
 *
 * What people do goes first. Tags that change because a model or a past is new fill the batches of the others, and have
 * batches of their own up to their share of the calls; of them the records of which something happened last go first.
 */
export async function claimTagWrites(db: Database, input: ClaimTagWrites): Promise<TagWrite[]> {
  const chosen = await chooseQueue(db, input);
  if (chosen === null) return [];
  const result = await sql<{
    account_id: string;
    object_type: string;
    record_id: string;
    desired: string;
    written: string | null;
    revision: number;
    attempts: number;
    unsettled_claims: number;
  }>`
    with waiting as materialized (
      select account_id, object_type, record_id from tag_write ${db.indexedBy('tag_write_pending')}
      where pending = 1 and retry_at <= ${input.now} and claimed_until <= ${input.now}
        and account_id = ${chosen.account_id} and object_type = ${chosen.object_type} and ${isHistoryRead(db)}
      order by is_bulk, case when is_bulk = 1 then -active_at else queued_at end
      limit ${input.limit} ${db.skipLocked})
    update tag_write set claimed_until = ${input.now + input.leaseMs}, unsettled_claims = unsettled_claims + 1
    where (account_id, object_type, record_id) in (select account_id, object_type, record_id from waiting)
    returning account_id, object_type, record_id, desired, written, revision, attempts,
      unsettled_claims`.execute(db.kysely);
  return result.rows.map((row) => ({
    ...fromJourneyRow(row),
    desired: JSON.parse(row.desired) as Record<string, string>,
    // Of an earlier claim nobody knows whether HubSpot carried it out: what the record carries now is not known.
    written:
      row.written === null || row.unsettled_claims > 1 ? null : (JSON.parse(row.written) as Record<string, string>),
    revision: row.revision,
    attempts: row.attempts,
  }));
}

async function chooseQueue(db: Database, input: ClaimTagWrites): Promise<Queue | null> {
  const queues = await sql<Queue>`
    select account_id, object_type, is_bulk from tag_write ${db.indexedBy('tag_write_pending')}
    where pending = 1 and retry_at <= ${input.now} and claimed_until <= ${input.now}
      and account_id not in (${sql.join(['', ...input.exceptAccounts])})
      and account_id || '/' || object_type not in (${sql.join(['', ...(input.exceptQueues ?? [])])})
      and account_id not in (select account_id from account where status <> 'active' or prepared_at is null)
      and ${isHistoryRead(db)}
    group by account_id, object_type, is_bulk
    having min(queued_at) <= ${input.now - input.delayMs} or count(*) >= ${input.limit}
    order by is_bulk, min(queued_at)`.execute(db.kysely);
  for (const queue of queues.rows) {
    if (queue.is_bulk === 0 || (await hasBulkCall(db, input, queue.account_id))) return queue;
  }
  return null;
}

function isHistoryRead(db: Database): RawBuilder<boolean> {
  return sql<boolean>`(account_id, object_type, record_id) not in (
    select account_id, object_type, record_id from record ${db.indexedBy('record_history_due')}
    where history_due_at is not null)`;
}

/** Reserves a call of the share, if there is one now. Nothing waits for it: the next look finds it. */
async function hasBulkCall(db: Database, { bulkCalls, now }: ClaimTagWrites, accountId: string): Promise<boolean> {
  if (bulkCalls === undefined) return true;
  return (await reserveCall(db, { accountId, budget: 'bulk', now, latest: now, ...bulkCalls })) <= now;
}
