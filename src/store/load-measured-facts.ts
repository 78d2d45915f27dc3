import { sql } from 'kysely';
import type { Fact } from '../journey/facts.ts';
import type { FactKind, ObjectType } from '../journey/vocabulary.ts';
import type { Database } from './database.ts';
import { type RecordRow, recordColumns, toRecordRow } from './record-key.ts';

/** Which records' facts: those of one type, up to `asOf`; a creation also where it came later. */
export type FactScope = { accountId: string; objectType: ObjectType; asOf: number };

type FactRow = {
  living_id: string;
  record_id: string;
  kind: string;
  subject: string;
  value: string;
  occurred_at: number;
};

/**
 * Reads some kinds of facts of living records and of those merged into them, by the living record's id, in the order of time;
 * of one instant, in the order in which replay takes them.
 */
export async function loadMeasuredFacts(
  db: Database,
  scope: FactScope,
  recordIds: readonly string[],
  wanted: { kinds: readonly FactKind[]; properties: readonly string[] },
): Promise<Map<string, Fact[]>> {
  if (recordIds.length === 0) return new Map();
  const aliases = await loadAliases(db, scope, recordIds);
  const own = recordIds.map((recordId) => ({ ...toRow(scope, recordId), living_id: recordId }));
  const merged = aliases.map(({ aliasId, livingId }) => ({ ...toRow(scope, aliasId), living_id: livingId }));
  const given = db.rows([...own, ...merged], { ...recordColumns, living_id: 'text' });
  // A list may not be empty.
  const [kinds, subjects] = [[...wanted.kinds, ''], [...new Set([...wanted.properties, ''])]];
  const result = await sql<FactRow>`
    select given.living_id, fact.record_id, fact.kind, fact.subject, fact.value, fact.occurred_at
    from ${given} as given
    join fact on fact.account_id = given.account_id and fact.object_type = given.object_type
      and fact.record_id = given.record_id
    where (fact.occurred_at <= ${scope.asOf} or fact.kind = 'created')
      and (fact.kind in (${sql.join(kinds)}) or (fact.kind = 'property' and fact.subject in (${sql.join(subjects)})))
    order by fact.occurred_at, fact.subject, fact.value`.execute(db.kysely);
  const rows = Map.groupBy(result.rows, (row) => row.living_id);
  return new Map([...rows].map(([recordId, told]) => [recordId, told.map((row) => toFact(row, scope.objectType))]));
}

/** The value that each property had last. */
export function latestValues(facts: readonly Fact[], properties: readonly string[]): Map<string, string> {
  const values = new Map<string, string>();
  for (const fact of facts) {
    if (fact.kind === 'property' && properties.includes(fact.subject)) values.set(fact.subject, fact.value);
  }
  return values;
}

async function loadAliases(
  db: Database,
  scope: FactScope,
  recordIds: readonly string[],
): Promise<{ aliasId: string; livingId: string }[]> {
  const given = db.rows(
    recordIds.map((recordId) => toRow(scope, recordId)),
    recordColumns,
  );
  const result = await sql<{ alias_id: string; record_id: string }>`
    select record_alias.alias_id, record_alias.record_id from ${given} as given
    join record_alias on record_alias.account_id = given.account_id and record_alias.object_type = given.object_type
      and record_alias.record_id = given.record_id`.execute(db.kysely);
  return result.rows.map((row) => ({ aliasId: row.alias_id, livingId: row.record_id }));
}

function toRow({ accountId, objectType }: FactScope, recordId: string): RecordRow {
  return toRecordRow({ accountId, objectType, recordId });
}

function toFact(row: FactRow, objectType: ObjectType): Fact {
  const { kind, subject, value, record_id: recordId, occurred_at: occurredAt } = row;
  return { objectType, recordId, kind: kind as FactKind, subject, value, occurredAt };
}
