import { join } from 'node:path';
import type { Log } from '../../src/log.ts';
import { openStore } from '../../src/store/open-store.ts';
import { createDeliveryLog } from '../../webhooks/delivery-log.ts';
import { unpackDeliveries } from '../../webhooks/unpack-deliveries.ts';
import { benchConfig } from '../settings.ts';
import type { Receiver, ReceiverStorage } from './receiver.ts';

export type AppReceiverOptions = {
  kind: 'sqlite' | 'postgres';
  /** Unpacks while deliveries come in, as the running app does; otherwise only when it is asked to. */
  unpacksMeanwhile: boolean;
  log: Log;
};

/** The app's intake: its store, its log of raw deliveries, and its step from deliveries to facts. */
export async function startAppReceiver(
  { databaseUrl, directory }: ReceiverStorage,
  { kind, unpacksMeanwhile, log }: AppReceiverOptions,
): Promise<Receiver> {
  const store = await openStore(
    kind === 'sqlite' ? { kind, path: join(directory, 'journey-steward.db') } : { kind, url: databaseUrl },
  );
  const unpackSome = unpackDeliveries({
    store,
    log,
    leaseMs: benchConfig.claimLeaseMs,
    tombstoneKey: benchConfig.encryptionKeys[0],
    journeyNow: Date.now,
    onUnpacked: () => {},
  });

  let unpacking: Promise<void> | undefined;
  async function unpackAll(): Promise<void> {
    while (await unpackSome());
  }
  /** One at a time; what arrives during the last step of one is left to the next. */
  function unpack(): Promise<void> {
    unpacking ??= unpackAll().finally(() => {
      unpacking = undefined;
    });
    return unpacking;
  }

  const { maxPendingBytes } = benchConfig;
  const onDurable = unpacksMeanwhile ? () => void unpack() : () => {};
  return {
    deliveryLog: createDeliveryLog(store, { maxPendingBytes, onDurable }),
    async durableEvents() {
      const { hearings, setAside } = await store.readTotals({});
      if (setAside > 0) throw new Error(`${setAside} events were set aside: these are not sample events.`);
      return hearings;
    },
    async untilUnpacked() {
      await unpacking;
      await unpack();
    },
    async stop() {
      await unpacking;
      await store.close();
    },
  };
}
