import { sql } from 'kysely';
import { isRelatedEvidence } from '../journey/evidence/related-facts.ts';
import { type Fact, type HeardFact, parseAssociationSubject } from '../journey/facts.ts';
import type { Database } from './database.ts';
import { dropAway } from './drop-away.ts';
import { askForHistories } from './due-histories.ts';
import { queueErasures } from './erase-records.ts';
import { type Quote, refuseErasedAddresses, refuseQuotingEvents } from './erased-addresses.ts';
import { insertHeard } from './insert-heard.ts';
import { type MarkReason, markDue } from './mark-due.ts';
import { type AccountRecord, accountRecordKey, distinctRecords, recordColumns, toRecordRow } from './record-key.ts';
import { refuseErased, refuseErasedEvents } from './refuse-erased.ts';
import { settleActivities } from './settle-activities.ts';
import { retryTagWrites } from './tag-writes.ts';
import { uniteRecords } from './unite-records.ts';

/** A heard fact of one account. */
export type AccountFact = HeardFact & { accountId: string };

/** An event that could not become a fact, with what it said and why. `accountId` is empty when it named none. */
export type SetAsideEvent = { accountId: string; groupId: number; position: number; reason: string; event: string };

export type RecordFactsInput = {
  facts: readonly AccountFact[];
  setAside: readonly SetAsideEvent[];
  /** Records to forget for good. */
  erasures: readonly AccountRecord[];
  /** Groups of deliveries that these facts came from: unpacked with this commit, unless they quote erased people. */
  groupIds: readonly number[];
  now: number;
  /** Where the clock of journeys stands; changed records are due from then on. */
  dueAt: number;
  tombstoneKey: Uint8Array;
};

/**
 * `refused` facts were of people who were erased, `dropped` ones of accounts that have removed the app. `quotes` is what was told of
 * other records and named erased people. The groups of deliveries that told it are still waiting then: they are unpacked once it has
 * been taken out of them.
 */
export type RecordFactsResult = { newHearings: number; refused: number; dropped: number; quotes: readonly Quote[] };

/**
 * Adds facts and hearings to the ledger, each once, and marks as due every record whose journey they may change, all in
 * one commit. Hearing a fact again changes nothing, so this may be repeated at will.
 */
export async function recordFacts(db: Database, input: RecordFactsInput): Promise<RecordFactsResult> {
  const accountIds = [...input.facts, ...input.erasures].map(({ accountId }) => accountId);
  await db.lockAccounts(db.kysely, accountIds, 'alone');
  const present = await dropAway(db, input);
  const { tombstoneKey } = input;
  const { facts: accepted, erasures } = await refuseErased(db, { ...present, tombstoneKey });
  const { facts, quotes: quotesInFacts } = await refuseErasedAddresses(db, { facts: accepted, tombstoneKey });
  const unquoting = await refuseQuotingEvents(db, { setAside: present.setAside, tombstoneKey });
  const unclear = await refuseErasedEvents(db, { setAside: unquoting.setAside, tombstoneKey });
  const quotes = [...quotesInFacts, ...unquoting.quotes];
  await queueErasures(db, {
    records: [...erasures, ...unclear.erasures],
    tombstoneKey: input.tombstoneKey,
    now: input.now,
  });
  const changed = await insertHeard(db, facts, input.now);
  await insertAssociations(db, facts);
  await uniteRecords(db, { facts, now: input.now });
  const activities = await settleActivities(db, { facts, now: input.now });
  const records = distinctRecords([...changed.records, ...activities]);
  await markDue(db, { records, dueAt: input.dueAt, reasons: reasonsOf([...facts, ...activities]) });
  await askForHistories(db, { facts, changed: changed.records, now: input.now });
  await retryTagWrites(db, { records: facts.filter(({ kind }) => kind === 'restored'), now: input.now });
  await setAside(db, unclear.setAside, input.now);
  if (quotes.length === 0) await markUnpacked(db, input.groupIds, input.now);
  return {
    newHearings: changed.count,
    refused: present.facts.length - facts.length,
    dropped: input.facts.length - present.facts.length,
    quotes,
  };
}

/** Either record's fact is enough to find the other from both sides: the two facts may arrive far apart. */
async function insertAssociations(db: Database, facts: readonly AccountFact[]): Promise<void> {
  const rows = facts
    .filter((fact) => fact.kind === 'association')
    .flatMap((fact) => {
      const other = { accountId: fact.accountId, ...parseAssociationSubject(fact.subject).other };
      return [toAssociationRow(fact, other), toAssociationRow(other, fact)];
    });
  if (rows.length === 0) return;
  const given = db.rows(rows, { ...recordColumns, other_type: 'text', other_id: 'text' });
  await sql`
    insert into association (account_id, object_type, record_id, other_type, other_id)
    select account_id, object_type, record_id, other_type, other_id from ${given} as given where true
    on conflict do nothing`.execute(db.kysely);
}

function toAssociationRow(record: AccountRecord, other: AccountRecord) {
  return { ...toRecordRow(record), other_type: other.objectType, other_id: other.recordId };
}

/** Which changed records reach others with their change. */
function reasonsOf(facts: readonly (Fact & { accountId: string })[]): ReadonlyMap<string, MarkReason> {
  const reasons = new Map<string, MarkReason>();
  for (const fact of facts) {
    const key = accountRecordKey(fact);
    if (fact.kind === 'merged') reasons.set(key, 'identity');
    else if (reasons.has(key)) continue;
    else if (isEvidence(fact)) reasons.set(key, 'evidence');
  }
  return reasons;
}

/** An association reaches both of its records, because it is told as a fact of both. */
function isEvidence(fact: Fact): boolean {
  return fact.objectType !== 'company' && isRelatedEvidence(fact);
}

async function setAside(db: Database, events: readonly SetAsideEvent[], now: number): Promise<void> {
  for (const { accountId, groupId, position, reason, event } of events) {
    await db.kysely
      .insertInto('set_aside_event')
      .values({ account_id: accountId, group_id: groupId, position, reason, event, set_aside_at: now })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
}

async function markUnpacked(db: Database, groupIds: readonly number[], now: number): Promise<void> {
  if (groupIds.length === 0) return;
  await db.kysely
    .updateTable('delivery_state')
    .set({ unpacked_at: now })
    .where('group_id', 'in', [...groupIds])
    .execute();
}
