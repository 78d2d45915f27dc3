import type { RecordRef } from '../journey/facts.ts';
import type { ObjectType } from '../journey/vocabulary.ts';

/** Names one record of one account. */
export type AccountRecord = RecordRef & { accountId: string };

export const recordColumns = { account_id: 'text', object_type: 'text', record_id: 'text' } as const;

export type RecordRow = { account_id: string; object_type: string; record_id: string };

export function toRecordRow(record: AccountRecord): RecordRow {
  return { account_id: record.accountId, object_type: record.objectType, record_id: record.recordId };
}

export function fromRecordRow(row: RecordRow): AccountRecord {
  return { accountId: row.account_id, objectType: row.object_type as ObjectType, recordId: row.record_id };
}

/** One text for a record of an account, for use as a map's key. */
export function accountRecordKey(record: AccountRecord): string {
  return `${record.accountId}/${record.objectType}/${record.recordId}`;
}

/** The records, each once, in the order of their keys: two processes that lock rows in one order cannot block each other. */
export function distinctRecords(records: Iterable<AccountRecord>): AccountRecord[] {
  const byKey = new Map<string, AccountRecord>();
  for (const record of records) byKey.set(accountRecordKey(record), record);
  return [...byKey].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, record]) => record);
}
