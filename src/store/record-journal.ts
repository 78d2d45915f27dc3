import { sql } from 'kysely';
import type { Database } from './database.ts';
import { factId } from './insert-heard.ts';
import { type AccountFact, type RecordFactsInput, recordFacts } from './record-facts.ts';
import { accountRecordKey, fromRecordRow, type RecordRow, recordColumns, toRecordRow } from './record-key.ts';

/**
 * Records what a file of the journal told together with its offset, in one commit: a process that is killed reads the file again,
 * which changes nothing. `offset` is null for all but the last part of a large file. Records nothing when the claim is no longer
 * held.
 */
export async function recordJournal(
  db: Database,
  input: { claim: string; offset: string | null; leaseMs: number } & Omit<RecordFactsInput, 'setAside' | 'groupIds'>,
): Promise<{ isHeld: boolean; newHearings: number }> {
  const { claim, offset, leaseMs, facts, erasures, now, dueAt, tombstoneKey } = input;
  const held = await db.kysely
    .updateTable('journal_reading')
    .set({ claimed_until: now + leaseMs, ...(offset !== null && { file_offset: offset, late_since: null }) })
    .where('claim', '=', claim)
    .returning('name')
    .execute();
  if (held.length === 0) return { isHeld: false, newHearings: 0 };
  const rest = { erasures, setAside: [], groupIds: [], now, dueAt, tombstoneKey };
  const { newHearings } = await recordFacts(db, { facts: await unheardOf(db, facts), ...rest });
  return { isHeld: true, newHearings };
}

/** What was heard by webhook, or read in a history, the journal adds nothing to: the record would be replayed for nothing. */
async function unheardOf(db: Database, facts: readonly AccountFact[]): Promise<AccountFact[]> {
  if (facts.length === 0) return [];
  const rows = facts.map((fact) => ({ ...toRecordRow(fact), fact_id: factId(fact) }));
  const given = db.rows(rows, { ...recordColumns, fact_id: 'text' });
  const heard = await sql<RecordRow & { fact_id: string }>`
    select distinct given.account_id, given.object_type, given.record_id, given.fact_id
    from ${given} as given join hearing on hearing.account_id = given.account_id
      and hearing.object_type = given.object_type and hearing.record_id = given.record_id
      and hearing.fact_id = given.fact_id
    where hearing.channel in ('history', 'journal', 'webhook')`.execute(db.kysely);
  const known = new Set(heard.rows.map((row) => `${accountRecordKey(fromRecordRow(row))} ${row.fact_id}`));
  return facts.filter((fact) => !known.has(`${accountRecordKey(fact)} ${factId(fact)}`));
}
