import { sql } from 'kysely';
import type { FactKind, PastType } from '../journey/vocabulary.ts';
import type { BackfillPhase } from './backfill-claims.ts';
import type { Database } from './database.ts';

/** How far the past of one account's records of one type has been read. Times are ms since 1970, wall clock. */
export type BackfillProgress = {
  accountId: string;
  objectType: PastType;
  phase: BackfillPhase;
  recordsDone: number;
  /** As HubSpot counted them last; 0 before it was asked. */
  recordsTotal: number;
  startedAt: number;
  changedAt: number;
  finishedAt: number | null;
  /** Whether a process is at it now. */
  isRunning: boolean;
  failure: string | null;
};

/** Reads the progress of all accounts, or of one, in the order of accounts and object types. */
export async function readBackfillProgress(
  db: Database,
  input: { accountId?: string; now: number },
): Promise<BackfillProgress[]> {
  let query = db.kysely.selectFrom('backfill').selectAll().orderBy('account_id').orderBy('object_type');
  if (input.accountId !== undefined) query = query.where('account_id', '=', input.accountId);
  return (await query.execute()).map((row) => ({
    accountId: row.account_id,
    objectType: row.object_type as PastType,
    phase: row.phase as BackfillPhase,
    recordsDone: row.records_done,
    recordsTotal: Math.max(row.records_total, row.records_done),
    startedAt: row.started_at,
    changedAt: row.changed_at,
    finishedAt: row.finished_at,
    isRunning: row.claim !== '' && row.claimed_until > input.now,
    failure: row.failure,
  }));
}

type Records = { accountId: string; objectType: PastType; recordIds: readonly string[] };

/** Which of the records have had their history read: whatever has, has its creation from there. */
export async function readHistoryKnown(db: Database, input: Records): Promise<Set<string>> {
  const rows = await creationsOf(db, input)
    .innerJoin('hearing', (join) =>
      join
        .onRef('hearing.account_id', '=', 'fact.account_id')
        .onRef('hearing.object_type', '=', 'fact.object_type')
        .onRef('hearing.record_id', '=', 'fact.record_id')
        .onRef('hearing.fact_id', '=', 'fact.fact_id')
        .on('hearing.channel', '=', 'history'),
    )
    .select('fact.record_id')
    .execute();
  return new Set(rows.map((row) => row.record_id));
}

/** When records were created, as far as the ledger knows it. */
export async function readKnownCreations(db: Database, input: Records): Promise<Map<string, number>> {
  const rows = await creationsOf(db, input)
    .select(['fact.record_id', sql<number>`min(fact.occurred_at)`.as('created_at')])
    .groupBy('fact.record_id')
    .execute();
  return new Map(rows.map((row) => [row.record_id, Number(row.created_at)]));
}

function creationsOf(db: Database, { accountId, objectType, recordIds }: Records) {
  const given = db.rows(
    recordIds.map((recordId) => ({ given_id: recordId })),
    { given_id: 'text' },
  );
  return db.kysely
    .selectFrom('fact')
    .where('fact.account_id', '=', accountId)
    .where('fact.object_type', '=', objectType)
    .where('fact.record_id', 'in', sql<string>`(select given_id from ${given} as given)`)
    .where('fact.kind', '=', 'created' satisfies FactKind);
}
