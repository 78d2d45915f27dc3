import { JourneyStewardError } from '../src/errors.ts';
import type { Store } from '../src/store/operations.ts';
import { packDeliveries } from './delivery-group.ts';

/** Makes raw deliveries durable; many requests share one commit. */
export type DeliveryLog = {
  /** Whether a delivery of so many bytes would be refused now. */
  isOverCapacity(bytes: number): boolean;
  /** Counts the bytes of a delivery that is being received, until what is given back is called. */
  reserve(bytes: number): () => void;
  /** Resolves when the bytes are on disk. Rejects when they may not be, or when too many wait already. */
  append(body: Uint8Array): Promise<void>;
};

type Waiting = { body: Uint8Array; resolve: () => void; reject: (error: unknown) => void };

/** The most that one commit takes, in bytes: what waits longer than one commit waits for the next. */
const commitBytes = 4_194_304;

/** The most that is packed together, in bytes: a group is unpacked in one transaction. */
const groupBytes = 262_144;

/**
 * Creates the log. While one commit is under way, what arrives waits and goes into the next one together: the busier the
 * app, the more deliveries share a sync to disk.
 */
export function createDeliveryLog(
  store: Pick<Store, 'appendDeliveries'>,
  options: { maxPendingBytes: number; onDurable: () => void },
): DeliveryLog {
  let waiting: Waiting[] = [];
  let pendingBytes = 0;
  let receivingBytes = 0;
  let isCommitting = false;

  const isOverCapacity = (bytes: number) => {
    const held = pendingBytes + receivingBytes;
    return held > 0 && held + bytes > options.maxPendingBytes;
  };

  async function commitAll(): Promise<void> {
    isCommitting = true;
    while (waiting.length > 0) {
      const [first = [], ...later] = split(waiting, commitBytes);
      waiting = later.flat();
      await commit(first);
    }
    isCommitting = false;
  }

  async function commit(members: readonly Waiting[]): Promise<void> {
    try {
      const groups = split(members, groupBytes).map((group) => packDeliveries(group.map(({ body }) => body)));
      await store.appendDeliveries({ groups: await Promise.all(groups), receivedAt: Date.now() });
      for (const { resolve } of members) resolve();
      options.onDurable();
    } catch (error) {
      for (const { reject } of members) reject(error);
    }
    for (const { body } of members) pendingBytes -= body.length;
  }

  return {
    isOverCapacity,
    reserve(bytes) {
      receivingBytes += bytes;
      let isHeld = true;
      return () => {
        if (isHeld) receivingBytes -= bytes;
        isHeld = false;
      };
    },
    append(body) {
      if (isOverCapacity(body.length)) {
        return Promise.reject(new JourneyStewardError('over-capacity', 'Too many deliveries wait to be stored.'));
      }
      pendingBytes += body.length;
      return new Promise((resolve, reject) => {
        waiting.push({ body, resolve, reject });
        if (!isCommitting) void commitAll();
      });
    },
  };
}

/** Splits into runs of at most so many bytes; what is larger by itself is a run of its own. */
function split(members: readonly Waiting[], mostBytes: number): Waiting[][] {
  const runs: Waiting[][] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const member of members) {
    bytes += member.body.length;
    const run = runs.at(-1);
    if (run === undefined || bytes > mostBytes) {
      runs.push([member]);
      bytes = member.body.length;
    } else run.push(member);
  }
  return runs;
}
