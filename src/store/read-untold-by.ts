import type { UntoldBy } from '../journey/models/followed-properties.ts';
import type { Database } from './database.ts';
import { readJournalReading } from './journal-reading.ts';
import { readFollowed } from './keep-followed.ts';

/** How an account hears of properties that are not pushed: from HubSpot's journal, if that can be read, or by asking. */
export async function readUntoldBy(db: Database, input: { accountId: string }): Promise<UntoldBy> {
  const reading = await readJournalReading(db, {});
  const followed = await readFollowed(db, input);
  const isInJournal = followed.length > 0 && followed.every(({ journalSince }) => journalSince !== null);
  return isInJournal && reading !== null && reading.failure === null ? 'journal' : 'asked';
}
