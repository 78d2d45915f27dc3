import type { Log } from '../src/log.ts';
import type { StoredDeliveryGroup } from '../src/store/deliveries.ts';
import type { Store } from '../src/store/operations.ts';
import type { SetAsideEvent } from '../src/store/record-facts.ts';
import { deliveriesOf } from './delivery-group.ts';
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
  let eventsPerGroup = eventsPerCommit;
  return async () => {
    const limit = Math.min(500, Math.max(1, Math.round(eventsPerCommit / eventsPerGroup)));
    const groups = await options.store.claimDeliveries({ limit, now: Date.now(), leaseMs: options.leaseMs });
    if (groups.length === 0) return false;
    const unpacked = groups.map(unpackGroup);
    const setAside = unpacked.flatMap((part) => part.setAside);
    const { newHearings, refused } = await options.store.recordFacts({
      facts: unpacked.flatMap((part) => part.facts),
      setAside,
      erasures: unpacked.flatMap((part) => part.erasures),
      groupIds: groups.map(({ groupId }) => groupId),
      now: Date.now(),
      dueAt: options.journeyNow(),
      tombstoneKey: options.tombstoneKey,
    });
    const events = unpacked.reduce((sum, part) => sum + part.events, 0);
    eventsPerGroup = Math.max(1, events / groups.length);
    options.onUnpacked({ events, newHearings, setAside: setAside.length, refused });
    if (setAside.length > 0) options.log.warn({ setAside: setAside.length }, 'events were set aside');
    return true;
  };
}

function unpackGroup(group: StoredDeliveryGroup) {
  const parts = deliveriesOf(group).map(unpackDelivery);
  const setAside: SetAsideEvent[] = parts
    .flatMap((part) => part.unclear)
    .map((event, position) => ({ ...event, groupId: group.groupId, position }));
  return {
    events: parts.reduce((sum, part) => sum + part.events, 0),
    facts: parts.flatMap((part) => part.facts),
    erasures: parts.flatMap((part) => part.erasures),
    setAside,
  };
}
