import type { JourneyRecord, RecordRef } from '../journey/facts.ts';
import type { ObjectType, RecordType } from '../journey/vocabulary.ts';

/** Names one record of one account. */
export type AccountRecord = RecordRef & { accountId: string };

/** Names one record of one account that has a journey. */
export type AccountJourneyRecord = JourneyRecord & { accountId: string };

export const recordColumns = { account_id: 'text', object_type: 'text', record_id: 'text' } as const;

export type RecordRow = { account_id: string; object_type: string; record_id: string };

export function toRecordRow(record: AccountRecord): RecordRow {
  return { account_id: record.accountId, object_type: record.objectType, record_id: record.recordId };
}

export function fromRecordRow(row: RecordRow): AccountRecord {
  return { accountId: row.account_id, objectType: row.object_type as RecordType, recordId: row.record_id };
}

/** Reads the row of a table that holds only records with a journey. */
export function fromJourneyRow(row: RecordRow): AccountJourneyRecord {
  return { ...fromRecordRow(row), objectType: row.object_type as ObjectType };
}

/** One text for a record of an account, for use as a map's key. */
export function accountRecordKey(record: AccountRecord): string {
  return `${record.accountId}/${record.objectType}/${record.recordId}`;
}

/** The records, each once, in the order of their keys: two processes that lock rows in one order cannot block each other. */
export function distinctRecords<T extends AccountRecord>(records: Iterable<T>): T[] {
  const byKey = new Map<string, T>();
  for (const record of records) byKey.set(accountRecordKey(record), record);
  return [...byKey].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, record]) => record);
}
