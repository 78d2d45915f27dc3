import type { Database } from './database.ts';

/** How far HubSpot's journal has been read. It is one for all accounts. */
export type JournalReading = {
  /** Of the last file that was read; empty before the first. */
  offset: string;
  /** As of when all was read that the journal had, by the clock of journeys; null before it was first so. */
  asOf: number | null;
  /** The same by the real clock. */
  readAt: number | null;
  /** Since when the next file is listed and not there, by the real clock; null when it is not so. */
  lateSince: number | null;
  /** Why it could not be read when it was last tried. */
  failure: string | null;
};

/** A process that reads the journal now. */
export type JournalClaim = JournalReading & { claim: string };

const name = 'all';
const begun = { name, file_offset: '', claim: '', claimed_until: 0 };

/**
 * Takes the reading of the journal for one process, until the lease runs out. Null while another process reads it, or when its
 * end was reached less than `everyMs` ago.
 */
export async function claimJournal(
  db: Database,
  input: { claim: string; now: number; leaseMs: number; everyMs: number },
): Promise<JournalClaim | null> {
  const { claim, now } = input;
  await db.kysely
    .insertInto('journal_reading')
    .values(begun)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const row = await db.kysely
    .updateTable('journal_reading')
    .set({ claim, claimed_until: now + input.leaseMs })
    .where('name', '=', name)
    .where('claimed_until', '<=', now)
    .where((where) => where.or([where('read_at', 'is', null), where('read_at', '<=', now - input.everyMs)]))
    .returningAll()
    .executeTakeFirst();
  return row === undefined ? null : { ...toReading(row), claim };
}

/**
 * Gives the reading back. `end`: all was read, as of an instant of the journeys' clock. `retryAt`: not before then, for the reason
 * given or because a file is late.
 */
export async function endJournalTurn(
  db: Database,
  input: {
    claim: string;
    now: number;
    end: { asOf: number } | null;
    retryAt: number;
    lateSince: number | null;
    failure: string | null;
  },
): Promise<void> {
  const { end } = input;
  await db.kysely
    .updateTable('journal_reading')
    .set({
      claim: '',
      claimed_until: input.retryAt,
      late_since: input.lateSince,
      failure: input.failure,
      ...(end !== null && { as_of: end.asOf, read_at: input.now }),
    })
    .where('name', '=', name)
    .where('claim', '=', input.claim)
    .execute();
}

/** Begins again with the earliest file that is kept, because the journal does not have the offset any more. */
export async function restartJournal(db: Database, input: { claim: string }): Promise<void> {
  await db.kysely
    .updateTable('journal_reading')
    .set({ file_offset: '', late_since: null })
    .where('name', '=', name)
    .where('claim', '=', input.claim)
    .execute();
}

/** Null when it was never begun. */
export async function readJournalReading(db: Database, _input: object): Promise<JournalReading | null> {
  const row = await db.kysely.selectFrom('journal_reading').selectAll().where('name', '=', name).executeTakeFirst();
  return row === undefined ? null : toReading(row);
}

type Row = {
  file_offset: string;
  as_of: number | null;
  read_at: number | null;
  late_since: number | null;
  failure: string | null;
};

function toReading(row: Row): JournalReading {
  const { file_offset: offset, as_of: asOf, read_at: readAt, late_since: lateSince, failure } = row;
  return { offset, asOf, readAt, lateSince, failure };
}
