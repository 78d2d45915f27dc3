import type { Log } from '../src/log.ts';
import type { Store } from '../src/store/operations.ts';
import { unpackDelivery } from './unpack-delivery.ts';

export type UnpackOptions = {
  store: Pick<Store, 'claimDeliveries' | 'recordFacts'>;
  log: Log;
  leaseMs: number;
  tombstoneKey: Uint8Array;
  /** The clock of journeys, ms. */
  journeyNow: () => number;
  onUnpacked: (counts: { events: number; newHearings: number; setAside: number; refused: number }) => void;
};

/** How many events one commit should hold: enough to share its cost, few enough that what arrives need not wait long. */
const eventsPerCommit = 1_000;

/**
 * Makes a step that turns waiting deliveries into facts and marks the records they concern as due, in one commit.
 * The step returns false when nothing waits. It may be repeated after a crash: facts are kept once.
 */
export function unpackDeliveries(options: UnpackOptions): () => Promise<boolean> {
  let eventsPerDelivery = 100;
  return async () => {
    const limit = Math.min(500, Math.max(5, Math.round(eventsPerCommit / eventsPerDelivery)));
    const deliveries = await options.store.claimDeliveries({ limit, now: Date.now(), leaseMs: options.leaseMs });
    if (deliveries.length === 0) return false;
    const unpacked = deliveries.map(unpackDelivery);
    const setAside = unpacked.flatMap((part) => part.setAside);
    const { newHearings, refused } = await options.store.recordFacts({
      facts: unpacked.flatMap((part) => part.facts),
      setAside,
      erasures: unpacked.flatMap((part) => part.erasures),
      deliveryIds: deliveries.map(({ deliveryId }) => deliveryId),
      now: Date.now(),
      dueAt: options.journeyNow(),
      tombstoneKey: options.tombstoneKey,
    });
    const events = unpacked.reduce((sum, part) => sum + part.events, 0);
    eventsPerDelivery = Math.max(1, events / deliveries.length);
    options.onUnpacked({ events, newHearings, setAside: setAside.length, refused });
    if (setAside.length > 0) options.log.warn({ setAside: setAside.length }, 'events were set aside');
    return true;
  };
}
