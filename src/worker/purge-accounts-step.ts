import type { Log } from '../log.ts';
import type { DeliveryGroup } from '../store/deliveries.ts';
import type { Store } from '../store/operations.ts';
import { scrubGroups } from '../store/scrub-groups.ts';

export type PurgeOptions = {
  store: Pick<Store, 'beginPurge' | 'purgeRows' | 'readDeliveries' | 'replaceDeliveries' | 'finishPurge'>;
  log: Log;
  /** How long an account is kept after it removed the app, ms. */
  keptMs: number;
  /** Takes the account's events out of raw deliveries; null when they hold none. */
  scrub: (group: DeliveryGroup, accountId: string) => Promise<DeliveryGroup | null>;
};

/** Rows that one transaction removes: few enough that a delivery which arrives meanwhile hardly waits. */
const rowsAtOnce = 2_000;
/**
 * Makes a step that purges one account which removed the app long enough ago: its rows batch by batch, its events inside the raw
 * deliveries that are still kept, then the account itself. Whatever interrupts it, it goes on from what is left.
 */
export function purgeAccountsStep(options: PurgeOptions): (signal: AbortSignal) => Promise<boolean> {
  const { store, log, keptMs } = options;
  return async (signal) => {
    const begun = await store.beginPurge({ uninstalledBefore: Date.now() - keptMs });
    if (begun === null) return false;
    const { accountId } = begun;
    while (await store.purgeRows({ accountId, limit: rowsAtOnce })) {
      if (signal.aborted) return true;
    }
    await scrubGroups(store, (group) => options.scrub(group, accountId));
    await store.finishPurge({ accountId });
    log.info({ accountId }, 'an account that removed the app was purged');
    return true;
  };
}
