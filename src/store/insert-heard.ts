import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { factKey, type HeardFact } from '../journey/facts.ts';
import type { Database } from './database.ts';
import type { AccountFact } from './record-facts.ts';
import {
  type AccountRecord,
  distinctRecords,
  fromRecordRow,
  type RecordRow,
  recordColumns,
  toRecordRow,
} from './record-key.ts';

/** The identity of a fact within its record: a digest of the natural key, because values have no bounded length. */
export function factId(fact: HeardFact): string {
  return createHash('sha256').update(factKey(fact)).digest('base64url').slice(0, 22);
}

const heardColumns = {
  ...recordColumns,
  fact_id: 'text',
  kind: 'text',
  subject: 'text',
  value: 'text',
  occurred_at: 'bigint',
  channel: 'text',
  change_source: 'text',
  source_id: 'text',
} as const;

function toHeardRow(fact: AccountFact) {
  return {
    ...toRecordRow(fact),
    fact_id: factId(fact),
    kind: fact.kind,
    subject: fact.subject,
    value: fact.value,
    occurred_at: fact.occurredAt,
    channel: fact.hearing.channel,
    change_source: fact.hearing.changeSource,
    source_id: fact.hearing.sourceId,
  };
}

/** Adds what is new of facts and hearings. Returns the records of which something new was heard. */
export async function insertHeard(
  db: Database,
  facts: readonly AccountFact[],
  now: number,
): Promise<{ records: AccountRecord[]; count: number }> {
  if (facts.length === 0) return { records: [], count: 0 };
  const given = db.rows(facts.map(toHeardRow), heardColumns);
  await sql`
    insert into fact (account_id, object_type, record_id, fact_id, kind, subject, value, occurred_at, first_heard_at)
    select account_id, object_type, record_id, fact_id, kind, subject, value, occurred_at, ${now}
    from ${given} as given where true
    on conflict do nothing`.execute(db.kysely);
  const added = await sql<RecordRow>`
    insert into hearing (account_id, object_type, record_id, fact_id, channel, change_source, source_id)
    select account_id, object_type, record_id, fact_id, channel, change_source, source_id
    from ${given} as given where true
    on conflict do nothing
    returning account_id, object_type, record_id`.execute(db.kysely);
  return { records: distinctRecords(added.rows.map(fromRecordRow)), count: added.rows.length };
}
