import type { Delivery } from '../store/deliveries.ts';
import type { PendingErasure } from '../store/erase-records.ts';
import type { Store } from '../store/operations.ts';

export type EraseOptions = {
  store: Pick<
    Store,
    'readPendingErasures' | 'eraseRecord' | 'readDeliveriesWith' | 'replaceDeliveryBodies' | 'finishErasure'
  >;
  tombstoneKey: Uint8Array;
  /** Takes the person's events out of a raw delivery; null when it holds none. */
  scrub: (delivery: Delivery, erasure: PendingErasure) => Uint8Array | null;
};

const deliveriesPerPage = 50;

/**
 * Makes a step that forgets people for good: the ledger and all that was made from it, then their events inside the raw
 * deliveries that are still kept. Whatever interrupts it, it begins again from the start until it has come to the end.
 */
export function eraseRecordsStep(options: EraseOptions): () => Promise<boolean> {
  const { store, tombstoneKey } = options;
  return async () => {
    const [erasure] = await store.readPendingErasures({ limit: 1 });
    if (erasure === undefined) return false;
    await store.eraseRecord({ erasure, tombstoneKey, now: Date.now() });
    for (const recordId of erasure.recordIds) await scrubDeliveries(options, erasure, recordId);
    await store.finishErasure({ record: erasure });
    return true;
  };
}

async function scrubDeliveries(options: EraseOptions, erasure: PendingErasure, recordId: string): Promise<void> {
  let afterDeliveryId = 0;
  for (;;) {
    const page = await options.store.readDeliveriesWith({ text: recordId, afterDeliveryId, limit: deliveriesPerPage });
    const deliveries = page.flatMap((delivery) => {
      const body = options.scrub(delivery, erasure);
      return body === null ? [] : [{ deliveryId: delivery.deliveryId, body }];
    });
    await options.store.replaceDeliveryBodies({ deliveries });
    const last = page.at(-1);
    if (last === undefined) return;
    afterDeliveryId = last.deliveryId;
  }
}
