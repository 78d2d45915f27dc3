import type { Database } from './database.ts';
import { livingOf } from './living-records.ts';
import { type AccountFact, recordFacts } from './record-facts.ts';
import { type AccountRecord, accountRecordKey } from './record-key.ts';

/**
 * What became of an action: `recorded`; `repeated`, an action with its subject was there already, which said `value`; `missing`,
 * what it is about was never recorded; `refused`, the record was erased or the app removed. Nothing is written but for `recorded`.
 */
export type ActionOutcome = { outcome: 'recorded' | 'repeated' | 'missing' | 'refused'; value: string };

export type RecordActionInput = {
  /** What a person did. Its record may be one that was merged into another: it is recorded of the one that lives on. */
  action: AccountFact;
  /** The subject of another action of the record that must be there, such as the correction that is withdrawn. */
  about: string | null;
  now: number;
  /** Where the clock of journeys stands; the record is due from then on. */
  dueAt: number;
  tombstoneKey: Uint8Array;
};

/**
 * Records what a person did, once: an action is known by its subject, whenever and however often it is told, and whichever of
 * several processes it reaches.
 */
export async function recordAction(db: Database, input: RecordActionInput): Promise<ActionOutcome> {
  const { action, about, now, dueAt, tombstoneKey } = input;
  await db.lockAccounts(db.kysely, [action.accountId], 'alone');
  const living = (await livingOf(db, [action])).get(accountRecordKey(action)) ?? action;
  const said = await readActions(db, living, [action.subject, ...(about === null ? [] : [about])]);
  const before = said.get(action.subject);
  if (before !== undefined) return { outcome: 'repeated', value: before };
  if (about !== null && !said.has(about)) return { outcome: 'missing', value: '' };
  const fact = { ...action, recordId: living.recordId };
  const kept = { setAside: [], erasures: [], groupIds: [], now, dueAt, tombstoneKey };
  const { refused, dropped } = await recordFacts(db, { facts: [fact], ...kept });
  return { outcome: refused + dropped > 0 ? 'refused' : 'recorded', value: action.value };
}

/** The actions with these subjects of a record and of those merged into it, by subject. */
async function readActions(
  db: Database,
  record: AccountRecord,
  subjects: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const aliases = await db.kysely
    .selectFrom('record_alias')
    .select('alias_id')
    .where('account_id', '=', record.accountId)
    .where('object_type', '=', record.objectType)
    .where('record_id', '=', record.recordId)
    .execute();
  const rows = await db.kysely
    .selectFrom('fact')
    .select(['subject', 'value'])
    .where('account_id', '=', record.accountId)
    .where('object_type', '=', record.objectType)
    .where('record_id', 'in', [record.recordId, ...aliases.map(({ alias_id }) => alias_id)])
    .where('kind', '=', 'action')
    .where('subject', 'in', [...subjects])
    .execute();
  return new Map(rows.map(({ subject, value }) => [subject, value]));
}
