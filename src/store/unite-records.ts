import { compareFacts } from '../journey/canonical-facts.ts';
import type { Fact } from '../journey/facts.ts';
import type { FactKind, RecordType } from '../journey/vocabulary.ts';
import { endSteps } from './clock-steps.ts';
import type { Database } from './database.ts';
import type { AccountFact } from './record-facts.ts';

/** Records of one type in one account. */
type Kin = { accountId: string; objectType: RecordType };

/**
 * Follows merges: every merged id becomes an alias of the record that it lives on in. Who lives on follows from all merges
 * that the ledger has of these records, in the order in which they happened, and so not from the order in which they were
 * heard. A merged record has no journey, visits, clocks or tags of its own any more. The facts must be in the ledger already.
 */
export async function uniteRecords(
  db: Database,
  { facts, now }: { facts: readonly AccountFact[]; now: number },
): Promise<void> {
  const merges = facts.filter(({ kind }) => kind === 'merged');
  const groups = Map.groupBy(merges, ({ accountId, objectType }) => `${accountId}/${objectType}`);
  for (const group of groups.values()) {
    const [{ accountId, objectType }] = group as [AccountFact];
    const kin = { accountId, objectType };
    const recordIds = await unitedIds(db, kin, group.flatMap(idsOf));
    const livesOnIn = aliasesBy(await readMerges(db, kin, recordIds));
    const losers = [...livesOnIn.keys()].map((recordId) => ({ ...kin, recordId }));
    await replaceAliases(db, kin, recordIds, livesOnIn);
    await endSteps(db, { records: losers, now });
  }
}

function idsOf(merge: Pick<Fact, 'recordId' | 'subject'>): string[] {
  return [merge.recordId, ...merge.subject.split(';')];
}

/** The ids that a merge of these brings together: they, and all that were brought together with one of them before. */
async function unitedIds(db: Database, kin: Kin, recordIds: readonly string[]): Promise<string[]> {
  const aliases = () =>
    db.kysely
      .selectFrom('record_alias')
      .select(['alias_id', 'record_id'])
      .where('account_id', '=', kin.accountId)
      .where('object_type', '=', kin.objectType);
  const winners = await aliases()
    .where('alias_id', 'in', [...recordIds])
    .execute();
  const living = [...new Set([...recordIds, ...winners.map((row) => row.record_id)])];
  const known = await aliases().where('record_id', 'in', living).execute();
  return [...new Set([...living, ...known.map((row) => row.alias_id)])];
}

async function readMerges(db: Database, kin: Kin, recordIds: readonly string[]): Promise<Fact[]> {
  const rows = await db.kysely
    .selectFrom('fact')
    .select(['record_id', 'subject', 'value', 'occurred_at'])
    .where('account_id', '=', kin.accountId)
    .where('object_type', '=', kin.objectType)
    .where('record_id', 'in', [...recordIds])
    .where('kind', '=', 'merged' satisfies FactKind)
    .execute();
  return rows.map((row) => ({
    objectType: kin.objectType,
    recordId: row.record_id,
    kind: 'merged',
    subject: row.subject,
    value: row.value,
    occurredAt: row.occurred_at,
  }));
}

function aliasesBy(merges: readonly Fact[]): Map<string, string> {
  const livesOnIn = new Map<string, string>();
  const living = (recordId: string) => livesOnIn.get(recordId) ?? recordId;
  for (const merge of [...merges].sort(compareFacts)) {
    // HubSpot dates what an earlier merge brought by that merge: only the later one shows which of the two records it left.
    const winner = merge.recordId;
    const united = new Set(idsOf(merge).flatMap((id) => [id, living(id)]));
    for (const [alias, record] of livesOnIn) if (united.has(record)) united.add(alias);
    for (const loser of united) livesOnIn.set(loser, winner);
    livesOnIn.delete(winner);
  }
  return livesOnIn;
}

async function replaceAliases(
  db: Database,
  kin: Kin,
  recordIds: readonly string[],
  livesOnIn: ReadonlyMap<string, string>,
): Promise<void> {
  if (livesOnIn.size === 0) return;
  const key = { account_id: kin.accountId, object_type: kin.objectType };
  await db.kysely
    .deleteFrom('record_alias')
    .where('account_id', '=', key.account_id)
    .where('object_type', '=', key.object_type)
    .where('alias_id', 'in', [...recordIds])
    .execute();
  await db.kysely
    .insertInto('record_alias')
    .values([...livesOnIn].map(([alias_id, record_id]) => ({ ...key, alias_id, record_id })))
    .execute();
  for (const table of ['record', 'journey', 'visit', 'clock', 'handoff', 'tag_write'] as const) {
    await db.kysely
      .deleteFrom(table)
      .where('account_id', '=', key.account_id)
      .where('object_type', '=', key.object_type)
      .where('record_id', 'in', [...livesOnIn.keys()])
      .execute();
  }
}
