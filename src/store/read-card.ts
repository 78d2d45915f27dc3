import { sql } from 'kysely';
import type { Ledger } from '../journey/replay.ts';
import { objectTypes } from '../journey/vocabulary.ts';
import type { Database } from './database.ts';
import { loadLedgers } from './load-ledgers.ts';
import { type Owner, readOwners } from './owners.ts';
import type { AccountJourneyRecord } from './record-key.ts';

/** What the card of one record is made from. `isCatchingUp`: deliveries wait that may speak of the record. */
export type CardSource = {
  record: AccountJourneyRecord;
  ledger: Ledger;
  isCatchingUp: boolean;
  /** As of when all of the account was last compared with the portal, by the clock of journeys; null before that. */
  checkedAt: number | null;
  /** The account's own people, who are named on the card. */
  owners: Owner[];
};

/** Reads what the card of a record needs. A record that was merged into another leads to that one. */
export async function readCard(db: Database, input: AccountJourneyRecord): Promise<CardSource> {
  const state = await sql<{ living_id: string | null; is_waiting: number; checked_at: number | null }>`
    select
      (select record_id from record_alias where account_id = ${input.accountId}
        and object_type = ${input.objectType} and alias_id = ${input.recordId}) as living_id,
      (select count(*) from (select 1 from delivery_state where unpacked_at is null limit 1) as waiting) as is_waiting,
      (select case when count(checked_at) = ${objectTypes.length} then min(checked_at) end from repair
        where account_id = ${input.accountId}) as checked_at
    `.execute(db.kysely);
  const row = state.rows[0];
  const record = { ...input, recordId: row?.living_id ?? input.recordId };
  const [ledger] = await loadLedgers(db, { records: [record] });
  if (ledger === undefined) throw new Error('loadLedgers answers with a ledger for each record.');
  const checkedAt = row?.checked_at ?? null;
  return { record, ledger, isCatchingUp: row?.is_waiting === 1, checkedAt, owners: await readOwners(db, input) };
}
