import { sql } from 'kysely';
import type { Database } from './database.ts';

/** Raw deliveries that became durable together: their sizes in bytes, in order, and all their bytes, packed. */
export type DeliveryGroup = { sizes: number[]; packed: Uint8Array };

/** A group as it is stored. */
export type StoredDeliveryGroup = DeliveryGroup & { groupId: number; receivedAt: number };

/** Appends raw deliveries in one durable commit. */
export async function appendDeliveries(
  db: Database,
  input: { groups: readonly DeliveryGroup[]; receivedAt: number },
): Promise<void> {
  if (input.groups.length === 0) return;
  const added = await db.kysely
    .insertInto('delivery_group')
    .values(
      input.groups.map(({ sizes, packed }) => ({
        received_at: input.receivedAt,
        sizes: JSON.stringify(sizes),
        packed,
      })),
    )
    .returning('group_id')
    .execute();
  await db.kysely
    .insertInto('delivery_state')
    .values(added.map(({ group_id }) => ({ group_id, claimed_until: 0, unpacked_at: null })))
    .execute();
}

/** Takes the oldest groups that wait to be unpacked, for as long as the lease lasts. */
export async function claimDeliveries(
  db: Database,
  input: { limit: number; now: number; leaseMs: number },
): Promise<StoredDeliveryGroup[]> {
  const claimed = await sql<{ group_id: number }>`
    with waiting as materialized (
      select group_id from delivery_state
      where unpacked_at is null and claimed_until <= ${input.now}
      order by group_id limit ${input.limit} ${db.skipLocked})
    update delivery_state set claimed_until = ${input.now + input.leaseMs}
    where group_id in (select group_id from waiting)
    returning group_id`.execute(db.kysely);
  const ids = claimed.rows.map((row) => row.group_id);
  if (ids.length === 0) return [];
  const rows = await db.kysely
    .selectFrom('delivery_group')
    .selectAll()
    .where('group_id', 'in', ids)
    .orderBy('group_id')
    .execute();
  return rows.map(fromRow);
}

/**
 * Removes at most `limit` groups of raw deliveries that were unpacked before the given instant, the oldest first. Returns how many it were.
 * A day of them at once would hold up everybody who writes, and be more than the writer's heap can hold.
 */
export async function purgeDeliveries(
  db: Database,
  { unpackedBefore, limit }: { unpackedBefore: number; limit: number },
): Promise<number> {
  const gone = await db.kysely
    .deleteFrom('delivery_state')
    .where('group_id', 'in', (some) =>
      some
        .selectFrom('delivery_state')
        .select('group_id')
        .where('unpacked_at', '<', unpackedBefore)
        .orderBy('group_id')
        .limit(limit),
    )
    .returning('group_id')
    .execute();
  for (let start = 0; start < gone.length; start += 500) {
    const ids = gone.slice(start, start + 500).map((row) => row.group_id);
    await db.kysely.deleteFrom('delivery_group').where('group_id', 'in', ids).execute();
  }
  return gone.length;
}

/** Reads kept deliveries a page at a time, in the order of their arrival. */
export async function readDeliveries(
  db: Database,
  input: { afterGroupId: number; limit: number },
): Promise<StoredDeliveryGroup[]> {
  const rows = await db.kysely
    .selectFrom('delivery_group')
    .selectAll()
    .where('group_id', '>', input.afterGroupId)
    .orderBy('group_id')
    .limit(input.limit)
    .execute();
  return rows.map(fromRow);
}

/** Other bytes for a group, made from what it held when it was read (`was`). */
export type ReplacedGroup = DeliveryGroup & { groupId: number; was: Uint8Array };

/**
 * Puts other bytes in the place of kept deliveries: what is taken out of them is gone. A group that somebody else has changed since it
 * was read is left as it is, so that nobody brings back what another took out. Returns the ids of the groups that were replaced.
 */
export async function replaceDeliveries(db: Database, input: { groups: readonly ReplacedGroup[] }): Promise<number[]> {
  const replaced: number[] = [];
  for (const { groupId, was, sizes, packed } of input.groups) {
    const rows = await db.kysely
      .updateTable('delivery_group')
      .set({ sizes: JSON.stringify(sizes), packed })
      .where('group_id', '=', groupId)
      .where('packed', '=', was)
      .returning('group_id')
      .execute();
    replaced.push(...rows.map((row) => row.group_id));
  }
  return replaced;
}

function fromRow(row: { group_id: number; received_at: number; sizes: string; packed: Uint8Array }) {
  return {
    groupId: row.group_id,
    receivedAt: row.received_at,
    sizes: JSON.parse(row.sizes) as number[],
    packed: row.packed,
  };
}
