import { sql } from 'kysely';
import type { Database } from './database.ts';

/** Ids lie close together; so far above an id reading begins again where the id must not be kept. */
const idsAbove = 1_000n;

/** A place from which everything below an id is read, and which does not tell the id. */
export function placeAbove(recordId: string): string {
  return String((BigInt(recordId) / idsAbove + 1n) * idsAbove);
}

/** The same where reading goes on in the order of keys, which is that of texts: what begins alike comes later. */
export function placeBefore(recordId: string): string {
  return recordId.slice(0, -3);
}

/** Reading that stands at an erased record goes back a little, so that the place no longer names it. */
export async function movePlaces(
  db: Database,
  input: { accountId: string; objectType: string; recordIds: readonly string[] },
): Promise<void> {
  for (const recordId of input.recordIds) {
    await sql`
      update backfill set place = ${placeAbove(recordId)}
      where account_id = ${input.accountId} and object_type = ${input.objectType} and phase = 'all'
        and place = ${recordId}`.execute(db.kysely);
    await sql`
      update repair set place = case phase when 'changed' then ${placeAbove(recordId)} else ${placeBefore(recordId)} end
      where account_id = ${input.accountId} and object_type = ${input.objectType}
        and place = ${recordId}`.execute(db.kysely);
  }
}
