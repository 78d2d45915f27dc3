import type { Log } from '../src/log.ts';
import type { StoredDeliveryGroup } from '../src/store/deliveries.ts';
import type { Quote } from '../src/store/erased-addresses.ts';
import type { Store } from '../src/store/operations.ts';
import type { SetAsideEvent } from '../src/store/record-facts.ts';
import { scrubGroup } from '../src/store/scrub-groups.ts';
import { deliveriesOf } from './delivery-group.ts';
import { scrubDeliveries } from './scrub-deliveries.ts';
import { unpackDelivery } from './unpack-delivery.ts';

export type UnpackOptions = {
  store: Pick<Store, 'claimDeliveries' | 'recordFacts' | 'readDeliveries' | 'replaceDeliveries'>;
  log: Log;
  leaseMs: number;
  tombstoneKey: Uint8Array;
  /** The clock of journeys, ms. */
  journeyNow: () => number;
  /** Called between parts of the work, so that others in the process have their turn; left out where there are none. */
  giveWay?: () => Promise<void>;
  onUnpacked: (counts: { events: number; newHearings: number; setAside: number; refused: number }) => void;
};

/** The most facts that one commit takes: enough to share its cost, few enough that what arrives need not wait long. */
const factsPerCommit = 1_000;

/** The most groups that are taken at a time. A group holds some 1,000 events when deliveries are many, and one when they are few. */
const groupsAtOnce = 20;

/**
 * Makes a step that turns waiting deliveries into facts and marks the records they concern as due, in one commit.
 * The step returns false when nothing waits. It may be repeated after a crash: facts are kept once.
 */
export function unpackDeliveries(options: UnpackOptions): () => Promise<boolean> {
  return async () => {
    const claim = { limit: groupsAtOnce, now: Date.now(), leaseMs: options.leaseMs };
    let waiting = await options.store.claimDeliveries(claim);
    if (waiting.length === 0) return false;
    while (waiting.length > 0) {
      const taken: { group: StoredDeliveryGroup; unpacked: UnpackedGroup }[] = [];
      let facts = 0;
      while (waiting.length > 0 && facts < factsPerCommit) {
        const [group, ...later] = waiting as [StoredDeliveryGroup, ...StoredDeliveryGroup[]];
        waiting = later;
        const unpacked = await unpackGroup(group, options.giveWay);
        taken.push({ group, unpacked });
        facts += unpacked.facts.length;
      }
      await recordGroups(options, taken);
    }
    return true;
  };
}

type UnpackedGroup = Awaited<ReturnType<typeof unpackGroup>>;

/** Records what groups hold. Where that is more than one commit takes, the groups are done with the last of several. */
async function recordGroups(
  options: UnpackOptions,
  taken: readonly { group: StoredDeliveryGroup; unpacked: UnpackedGroup }[],
): Promise<void> {
  const facts = taken.flatMap(({ unpacked }) => unpacked.facts);
  const setAside = taken.flatMap(({ unpacked }) => unpacked.setAside);
  const common = { now: Date.now(), dueAt: options.journeyNow(), tombstoneKey: options.tombstoneKey };
  const groupIds = taken.map(({ group }) => group.groupId);
  const counts = { newHearings: 0, refused: 0 };
  const quotes: Quote[] = [];
  for (let start = 0; start === 0 || start < facts.length; start += factsPerCommit) {
    const isLast = start + factsPerCommit >= facts.length;
    const recorded = await options.store.recordFacts({
      facts: facts.slice(start, start + factsPerCommit),
      setAside: isLast ? setAside : [],
      erasures: taken.flatMap(({ unpacked }) => unpacked.erasures),
      groupIds: isLast && quotes.length === 0 ? groupIds : [],
      ...common,
    });
    counts.newHearings += recorded.newHearings;
    counts.refused += recorded.refused;
    quotes.push(...recorded.quotes);
  }
  if (quotes.length > 0) {
    // Only then are they unpacked: whatever ends the process before, they are unpacked again, and what they quote is found again.
    for (const { group } of taken) await takeOut(options, group, quotes);
    await options.store.recordFacts({ facts: [], setAside: [], erasures: [], groupIds, ...common });
  }
  const events = taken.reduce((sum, { unpacked }) => sum + unpacked.events, 0);
  options.onUnpacked({ events, setAside: setAside.length, ...counts });
  if (setAside.length > 0) options.log.warn({ setAside: setAside.length }, 'events were set aside');
}

/** Takes what a group says of erased people out of it. */
async function takeOut({ store }: UnpackOptions, group: StoredDeliveryGroup, quotes: readonly Quote[]): Promise<void> {
  for (const accountId of new Set(quotes.map((quote) => quote.accountId))) {
    const textsOf = (kind: Quote['kind']) => [
      ...new Set(quotes.filter((one) => one.accountId === accountId && one.kind === kind).map(({ text }) => text)),
    ];
    const [recordId = '', ...others] = textsOf('record');
    const recordIds = recordId === '' ? [] : [recordId, ...others];
    const person = { accountId, objectType: 'contact', recordId, recordIds, addresses: textsOf('address') } as const;
    await scrubGroup(store, (read) => scrubDeliveries(read, person), group);
  }
}

async function unpackGroup(group: StoredDeliveryGroup, giveWay: UnpackOptions['giveWay']) {
  const parts: ReturnType<typeof unpackDelivery>[] = [];
  for (const delivery of deliveriesOf(group)) {
    await giveWay?.();
    parts.push(unpackDelivery(delivery));
  }
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
