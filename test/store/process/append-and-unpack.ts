import { createLog } from '../../../src/log.ts';
import type { DatabaseSpec } from '../../../src/store/database.ts';
import { openStore } from '../../../src/store/open-store.ts';
import { createDeliveryLog } from '../../../webhooks/delivery-log.ts';
import { unpackDeliveries } from '../../../webhooks/unpack-deliveries.ts';
import { tombstoneKey } from '../hear.ts';

/**
 * Does what the app does with deliveries: appends bodies as they are sent to it, and unpacks meanwhile. Answers each body
 * when it is durable; ends when told `stop` and nothing waits.
 */
const store = await openStore(JSON.parse(process.argv[2] ?? '') as DatabaseSpec);
const deliveryLog = createDeliveryLog(store, { maxPendingBytes: 1e8, onDurable: () => {} });
const unpack = unpackDeliveries({
  store,
  log: createLog('silent'),
  leaseMs: 60_000,
  tombstoneKey,
  journeyNow: () => 0,
  onUnpacked: () => {},
});
let isStopping = false;
process.on('message', (message: { id: number; body: string } | 'stop') => {
  if (message === 'stop') isStopping = true;
  else void deliveryLog.append(Buffer.from(message.body)).then(() => process.send?.(message.id));
});
process.send?.('ready');
for (;;) {
  const found = await unpack();
  if (!found && isStopping) break;
  await new Promise(setImmediate);
}
await store.close();
process.disconnect();
