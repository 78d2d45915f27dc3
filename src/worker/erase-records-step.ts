import type { DeliveryGroup } from '../store/deliveries.ts';
import type { PendingErasure } from '../store/erase-records.ts';
import type { Store } from '../store/operations.ts';
import { scrubGroups } from '../store/scrub-groups.ts';

export type EraseOptions = {
  store: Pick<
    Store,
    | 'readPendingErasures'
    | 'buryAddresses'
    | 'findMentions'
    | 'eraseMentions'
    | 'eraseRecord'
    | 'readDeliveries'
    | 'replaceDeliveries'
    | 'finishErasure'
  >;
  tombstoneKey: Uint8Array;
  /** Takes the person's events, and what others' events say of them, out of raw deliveries; null when they hold none. */
  scrub: (
    group: DeliveryGroup,
    person: PendingErasure & { addresses: readonly string[] },
  ) => Promise<DeliveryGroup | null>;
};

/**
 * Makes a step that forgets people for good: what other records say of them, the ledger and all that was made from it, then
 * their events and their addresses inside the raw deliveries that are still kept. Whatever interrupts it, or tells of them meanwhile, it
 * begins again from the start until it has come to the end.
 */
export function eraseRecordsStep(options: EraseOptions): () => Promise<boolean> {
  const { store, tombstoneKey } = options;
  return async () => {
    const [erasure] = await store.readPendingErasures({ limit: 1 });
    if (erasure === undefined) return false;
    // Others name the person by what only the person's own record tells: it goes last.
    const addresses = await store.buryAddresses({ erasure, tombstoneKey, now: Date.now() });
    const mentions = await store.findMentions({ erasure, addresses });
    await store.eraseMentions({ erasure, addresses, mentions });
    const queued = await store.eraseRecord({ erasure, tombstoneKey, now: Date.now() });
    await scrubGroups(store, (group) => options.scrub(group, { ...erasure, addresses }));
    await store.finishErasure({ record: erasure, queued });
    return true;
  };
}
