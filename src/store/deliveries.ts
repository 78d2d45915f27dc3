import { sql } from 'kysely';
import type { Database } from './database.ts';

/** A raw delivery as it was received. */
export type Delivery = { deliveryId: number; receivedAt: number; body: Uint8Array };

/** Appends raw deliveries in one durable commit. */
export async function appendDeliveries(
  db: Database,
  input: { bodies: readonly Uint8Array[]; receivedAt: number },
): Promise<void> {
  if (input.bodies.length === 0) return;
  const added = await db.kysely
    .insertInto('delivery')
    .values(input.bodies.map((body) => ({ received_at: input.receivedAt, body })))
    .returning('delivery_id')
    .execute();
  await db.kysely
    .insertInto('delivery_state')
    .values(added.map(({ delivery_id }) => ({ delivery_id, claimed_until: 0, unpacked_at: null })))
    .execute();
}

/** Takes the oldest deliveries that wait to be unpacked, for as long as the lease lasts. */
export async function claimDeliveries(
  db: Database,
  input: { limit: number; now: number; leaseMs: number },
): Promise<Delivery[]> {
  const claimed = await sql<{ delivery_id: number }>`
    update delivery_state set claimed_until = ${input.now + input.leaseMs}
    where delivery_id in (
      select delivery_id from delivery_state
      where unpacked_at is null and claimed_until <= ${input.now}
      order by delivery_id limit ${input.limit} ${db.skipLocked})
    returning delivery_id`.execute(db.kysely);
  const ids = claimed.rows.map((row) => row.delivery_id);
  if (ids.length === 0) return [];
  const rows = await db.kysely
    .selectFrom('delivery')
    .select(['delivery_id', 'received_at', 'body'])
    .where('delivery_id', 'in', ids)
    .orderBy('delivery_id')
    .execute();
  return rows.map((row) => ({ deliveryId: row.delivery_id, receivedAt: row.received_at, body: row.body }));
}

/** Removes raw deliveries that were unpacked before the given instant. */
export async function purgeDeliveries(db: Database, input: { unpackedBefore: number }): Promise<number> {
  const gone = await db.kysely
    .deleteFrom('delivery_state')
    .where('unpacked_at', '<', input.unpackedBefore)
    .returning('delivery_id')
    .execute();
  for (let start = 0; start < gone.length; start += 500) {
    const ids = gone.slice(start, start + 500).map((row) => row.delivery_id);
    await db.kysely.deleteFrom('delivery').where('delivery_id', 'in', ids).execute();
  }
  return gone.length;
}

/** Reads kept deliveries whose bytes contain a text, a page at a time, in the order of their arrival. */
export async function readDeliveriesWith(
  db: Database,
  input: { text: string; afterDeliveryId: number; limit: number },
): Promise<Delivery[]> {
  const bytes = Buffer.from(input.text, 'utf8');
  const contains = db.kind === 'sqlite' ? sql`instr(body, ${bytes}) > 0` : sql`position(${bytes}::bytea in body) > 0`;
  const result = await sql<{ delivery_id: number; received_at: number; body: Uint8Array }>`
    select delivery_id, received_at, body from delivery
    where delivery_id > ${input.afterDeliveryId} and ${contains}
    order by delivery_id limit ${input.limit}`.execute(db.kysely);
  return result.rows.map((row) => ({ deliveryId: row.delivery_id, receivedAt: row.received_at, body: row.body }));
}

/** Puts another body in the place of a kept delivery's: what is taken out of it is gone. */
export async function replaceDeliveryBodies(
  db: Database,
  input: { deliveries: readonly { deliveryId: number; body: Uint8Array }[] },
): Promise<void> {
  for (const { deliveryId, body } of input.deliveries) {
    await db.kysely.updateTable('delivery').set({ body }).where('delivery_id', '=', deliveryId).execute();
  }
}
