import type { DeliveryLog } from '../../webhooks/delivery-log.ts';

/** What stands behind the door of one variant. */
export type Receiver = {
  /** Its `append` settles once the events of the delivery are durable; the sender gets its 200 after that. */
  deliveryLog: DeliveryLog;
  /** How many events are in the database. Only where there is one. */
  durableEvents?(): Promise<number>;
  /** Settles once everything received has been worked into facts. Only where there is such work. */
  untilUnpacked?(): Promise<void>;
  stop(): Promise<void>;
};

/** Where a variant may keep its data. */
export type ReceiverStorage = { databaseUrl: string; directory: string };

/** A log of deliveries that never says no. */
export function unboundedLog(append: DeliveryLog['append']): DeliveryLog {
  return { isOverCapacity: () => false, reserve: () => () => {}, append };
}
