import { sql } from 'kysely';
import { type ObjectType, objectTypes } from '../journey/vocabulary.ts';
import { associatedPairs } from './associated-records.ts';
import type { Database } from './database.ts';
import { livingOf } from './living-records.ts';
import { type AccountRecord, accountRecordKey, distinctRecords, recordColumns, toRecordRow } from './record-key.ts';

/**
 * Why a change of a record reaches others: it is evidence for them (a deal's for its contacts, a contact's for its deals),
 * or the record goes by another id from now on, which everything made from it may name.
 */
export type MarkReason = 'evidence' | 'identity';

const reach: Readonly<Record<MarkReason, readonly ObjectType[]>> = {
  evidence: ['contact', 'deal'],
  identity: objectTypes,
};

/**
 * Marks records as due to be replayed, together with those that a change of them reaches, each under the id that it lives
 * on in. The ledger version goes up with every mark: a replay that was under way meanwhile finds out and does not save.
 */
export async function markDue(
  db: Database,
  input: { records: readonly AccountRecord[]; dueAt: number; reasons?: ReadonlyMap<string, MarkReason> },
): Promise<void> {
  if (input.records.length === 0) return;
  const living = await livingOf(db, input.records);
  const records = distinctRecords([...living.values(), ...(await reachedRecords(db, input))]);
  const given = db.rows(records.map(toRecordRow), recordColumns);
  await sql`
    insert into record (account_id, object_type, record_id, ledger_version, due_at, claimed_until)
    select account_id, object_type, record_id, 1, ${input.dueAt}, 0 from ${given} as given where true
    on conflict (account_id, object_type, record_id) do update
    set ledger_version = record.ledger_version + 1,
        due_at = case when record.due_at < excluded.due_at then record.due_at else excluded.due_at end`.execute(
    db.kysely,
  );
}

async function reachedRecords(
  db: Database,
  input: { records: readonly AccountRecord[]; reasons?: ReadonlyMap<string, MarkReason> },
): Promise<AccountRecord[]> {
  let reached: AccountRecord[] = [];
  for (const reason of Object.keys(reach) as MarkReason[]) {
    const changed = input.records.filter((record) => input.reasons?.get(accountRecordKey(record)) === reason);
    const pairs = await associatedPairs(db, changed, reach[reason]);
    reached = reached.concat(pairs.map(({ other }) => other));
  }
  return reached;
}
