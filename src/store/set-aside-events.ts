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
