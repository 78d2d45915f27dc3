import { sql } from 'kysely';
import { hasJourney } from '../journey/facts.ts';
import { evidenceTypes, type ObjectType, objectTypes } from '../journey/vocabulary.ts';
import { associatedPairs } from './associated-records.ts';
import type { Database } from './database.ts';
import { livingOf } from './living-records.ts';
import { type AccountRecord, accountRecordKey, distinctRecords, recordColumns, toRecordRow } from './record-key.ts';

/**
 * Why a change of a record reaches others: it is evidence for them, or the record goes by another id from now on, which
 * everything made from it may name.
 */
export type MarkReason = 'evidence' | 'identity';

/** The objects that a change of a record reaches through its associations. */
function reachOf(reason: MarkReason, { objectType }: AccountRecord): readonly ObjectType[] {
  if (reason === 'identity') return objectTypes;
  return objectTypes.filter((other) => evidenceTypes[other].includes(objectType));
}

/**
 * Marks records as due to be replayed, together with those that a change of them reaches, each under the id that it lives
 * on in. A record without a journey of its own is never due itself. The ledger version goes up with every mark: a replay that was under way meanwhile finds out and does not save.
 */
export async function markDue(
  db: Database,
  input: { records: readonly AccountRecord[]; dueAt: number; reasons?: ReadonlyMap<string, MarkReason> },
): Promise<void> {
  if (input.records.length === 0) return;
  const living = await livingOf(db, input.records);
  const changed = [...living.values(), ...(await reachedRecords(db, input))];
  const records = distinctRecords(changed.filter(hasJourney));
  if (records.length === 0) return;
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

/** The records that these reach with their change, under the ids that they live on in. */
export async function reachedRecords(
  db: Database,
  input: { records: readonly AccountRecord[]; reasons?: ReadonlyMap<string, MarkReason> },
): Promise<AccountRecord[]> {
  // Records that reach the same objects are looked up together.
  const groups = new Map<string, { records: AccountRecord[]; others: readonly ObjectType[] }>();
  for (const record of input.records) {
    const reason = input.reasons?.get(accountRecordKey(record));
    const others = reason === undefined ? [] : reachOf(reason, record);
    if (others.length === 0) continue;
    const group = groups.get(others.join()) ?? { records: [], others };
    groups.set(others.join(), group);
    group.records.push(record);
  }
  let reached: AccountRecord[] = [];
  for (const { records, others } of groups.values()) {
    const pairs = await associatedPairs(db, records, others);
    reached = reached.concat(pairs.map(({ other }) => other));
  }
  return reached;
}
