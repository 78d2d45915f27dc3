import type { Store } from '../store/operations.ts';

/** How long raw deliveries are kept after they were unpacked, ms. */
const keptMs = 7 * 86_400_000;

/** A part is done in some ten milliseconds; between two of them others write. */
const groupsAtOnce = 2_000;

/** Removes the raw deliveries whose time is over, in parts. What is left when the process ends is removed the next night. */
export async function purgeDeliveries(store: Pick<Store, 'purgeDeliveries'>, now: number): Promise<void> {
  const part = { unpackedBefore: now - keptMs, limit: groupsAtOnce };
  while ((await store.purgeDeliveries(part)) === groupsAtOnce);
}
