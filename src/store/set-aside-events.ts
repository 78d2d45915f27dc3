import type { Database } from './database.ts';
import type { SetAsideEvent } from './record-facts.ts';

/** Reads the events that could not become facts, newest first. */
export async function readSetAsideEvents(db: Database, input: { limit: number }): Promise<SetAsideEvent[]> {
  const rows = await db.kysely
    .selectFrom('set_aside_event')
    .selectAll()
    .orderBy('set_aside_at', 'desc')
    .orderBy('group_id', 'desc')
    .orderBy('position')
    .limit(input.limit)
    .execute();
  return rows.map((row) => ({
    accountId: row.account_id,
    groupId: row.group_id,
    position: row.position,
    reason: row.reason,
    event: row.event,
  }));
}

/** Removes events that were set aside before the given instant: who can mend them has had the time. Returns how many. */
export async function purgeSetAsideEvents(db: Database, input: { setAsideBefore: number }): Promise<number> {
  const gone = await db.kysely
    .deleteFrom('set_aside_event')
    .where('set_aside_at', '<', input.setAsideBefore)
    .executeTakeFirst();
  return Number(gone.numDeletedRows);
}
