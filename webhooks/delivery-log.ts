import { JourneyStewardError } from '../src/errors.ts';
import type { Store } from '../src/store/operations.ts';

/** Makes raw deliveries durable; many requests share one commit. */
export type DeliveryLog = {
  /** Whether a delivery of so many bytes would be refused now. */
  isOverCapacity(bytes: number): boolean;
  /** Resolves when the bytes are on disk. Rejects when they may not be, or when too many wait already. */
  append(body: Uint8Array): Promise<void>;
};

type Waiting = { body: Uint8Array; resolve: () => void; reject: (error: unknown) => void };

// One statement can't take more parameters than the database allows; half as many rows as it could hold are plenty.
const mostPerCommit = 256;

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
  let isCommitting = false;

  const isOverCapacity = (bytes: number) => pendingBytes > 0 && pendingBytes + bytes > options.maxPendingBytes;

  async function commitAll(): Promise<void> {
    isCommitting = true;
    while (waiting.length > 0) {
      const group = waiting.slice(0, mostPerCommit);
      waiting = waiting.slice(mostPerCommit);
      await commit(group);
    }
    isCommitting = false;
  }

  async function commit(group: readonly Waiting[]): Promise<void> {
    try {
      await store.appendDeliveries({ bodies: group.map(({ body }) => body), receivedAt: Date.now() });
      for (const { resolve } of group) resolve();
      options.onDurable();
    } catch (error) {
      for (const { reject } of group) reject(error);
    }
    for (const { body } of group) pendingBytes -= body.length;
  }

  return {
    isOverCapacity,
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
