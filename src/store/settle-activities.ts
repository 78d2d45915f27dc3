import { sql } from 'kysely';
import { activitySubject, factsOfActivity, isActivityType, isTouched } from '../journey/evidence/activity-objects.ts';
import { type Hearing, parseAssociationSubject, type RecordRef } from '../journey/facts.ts';
import type { ActivityType, Channel, FactKind } from '../journey/vocabulary.ts';
import type { Database } from './database.ts';
import { factId, insertHeard } from './insert-heard.ts';
import type { AccountFact } from './record-facts.ts';
import {
  type AccountRecord,
  accountRecordKey,
  distinctRecords,
  fromRecordRow,
  type RecordRow,
  recordColumns,
  toRecordRow,
} from './record-key.ts';

type AccountActivity = AccountRecord & { objectType: ActivityType };

/**
 * Writes what activities are to the records that they are associated with: `activity` facts in the ledgers of those. They follow
 * from all that the ledger holds of an activity itself, and are made anew whenever something of it is heard, so neither the order
 * nor the number of hearings matters; what is no longer so is taken out. Returns the facts that are new or were taken out. The facts
 * that were heard must be in the ledger already.
 */
export async function settleActivities(
  db: Database,
  { facts, now }: { facts: readonly AccountFact[]; now: number },
): Promise<AccountFact[]> {
  const activities = distinctRecords(facts.filter(isOfActivity).map(nameOf));
  if (activities.length === 0) return [];
  const told = Map.groupBy(await readFacts(db, activities), accountRecordKey);
  const heardOf = (activity: AccountActivity) => told.get(accountRecordKey(activity)) ?? [];
  const wanted = activities.flatMap((activity) =>
    factsOfActivity(activity, heardOf(activity)).map((fact) => ({ ...fact, accountId: activity.accountId })),
  );
  const held = await readWritten(
    db,
    activities.flatMap((activity) => placesOf(activity, heardOf(activity))),
  );
  const wantedKeys = new Set(wanted.map(writtenKey));
  const heldKeys = new Set(held.map(writtenKey));
  const outdated = held.filter((fact) => !wantedKeys.has(writtenKey(fact)));
  const missing = wanted.filter((fact) => !heldKeys.has(writtenKey(fact)));
  await takeOut(db, outdated);
  await insertHeard(db, missing, now);
  return [...outdated, ...missing];
}

function isOfActivity(fact: AccountFact): fact is AccountFact & { objectType: ActivityType } {
  return isActivityType(fact.objectType);
}

function nameOf({ accountId, objectType, recordId }: AccountActivity): AccountActivity {
  return { accountId, objectType, recordId };
}

/** Where facts of an activity may stand: with every record that it is or ever was associated with. */
type Place = AccountRecord & { subject: string };

function placesOf({ accountId, objectType, recordId }: AccountActivity, told: readonly AccountFact[]): Place[] {
  const subject = activitySubject(objectType, recordId);
  const others = told
    .filter(({ kind }) => kind === 'association')
    .map((fact): RecordRef => parseAssociationSubject(fact.subject).other)
    .filter((other) => isTouched(other.objectType));
  return distinctRecords(others.map((other) => ({ accountId, ...other }))).map((other) => ({ ...other, subject }));
}

/** A fact with its one hearing, as it stands in the ledger. */
function writtenKey(fact: AccountFact): string {
  const { channel, changeSource, sourceId } = fact.hearing;
  return JSON.stringify([accountRecordKey(fact), factId(fact), channel, changeSource, sourceId]);
}

const heardSelection = sql`fact.account_id, fact.object_type, fact.record_id, fact.kind, fact.subject, fact.value,
  fact.occurred_at, hearing.channel, hearing.change_source, hearing.source_id`;

const withHearings = sql`
  join fact on fact.account_id = given.account_id and fact.object_type = given.object_type
    and fact.record_id = given.record_id
  join hearing on hearing.account_id = fact.account_id and hearing.object_type = fact.object_type
    and hearing.record_id = fact.record_id and hearing.fact_id = fact.fact_id`;

async function readFacts(db: Database, records: readonly AccountRecord[]): Promise<AccountFact[]> {
  const given = db.rows(records.map(toRecordRow), recordColumns);
  const result = await sql<HeardRow>`select ${heardSelection} from ${given} as given ${withHearings}`.execute(
    db.kysely,
  );
  return result.rows.map(toHeardFact);
}

async function readWritten(db: Database, places: readonly Place[]): Promise<AccountFact[]> {
  if (places.length === 0) return [];
  const rows = places.map((place) => ({ ...toRecordRow(place), subject: place.subject }));
  const given = db.rows(rows, { ...recordColumns, subject: 'text' });
  const result = await sql<HeardRow>`
    select ${heardSelection} from ${given} as given ${withHearings}
    where fact.kind = ${'activity' satisfies FactKind} and fact.subject = given.subject`.execute(db.kysely);
  return result.rows.map(toHeardFact);
}

async function takeOut(db: Database, facts: readonly AccountFact[]): Promise<void> {
  if (facts.length === 0) return;
  const rows = facts.map((fact) => ({ ...toRecordRow(fact), fact_id: factId(fact) }));
  const given = db.rows(rows, { ...recordColumns, fact_id: 'text' });
  for (const table of ['hearing', 'fact'] as const) {
    await sql`
      delete from ${sql.table(table)} where (account_id, object_type, record_id, fact_id) in
        (select account_id, object_type, record_id, fact_id from ${given} as given)`.execute(db.kysely);
  }
}

type HeardRow = RecordRow & {
  kind: string;
  subject: string;
  value: string;
  occurred_at: number;
  channel: string;
  change_source: string;
  source_id: string;
};

function toHeardFact(row: HeardRow): AccountFact {
  const hearing: Hearing = {
    channel: row.channel as Channel,
    changeSource: row.change_source,
    sourceId: row.source_id,
  };
  const { subject, value, occurred_at: occurredAt } = row;
  return { ...fromRecordRow(row), kind: row.kind as FactKind, subject, value, occurredAt, hearing };
}
