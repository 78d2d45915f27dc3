import { parentPort, workerData } from 'node:worker_threads';
import type { Count } from '../api/metrics.ts';
import type { EncryptionKeys } from '../config.ts';
import { createLog } from '../log.ts';
import { openSharedStore } from '../store/open-store.ts';
import { createRightOfWay } from '../worker/right-of-way.ts';
import { askBehind } from './ask-behind.ts';
import { letOthersFirst } from './let-others-first.ts';
import { makeParts } from './make-parts.ts';
import { startWork } from './start-work.ts';
import type { FromWork, ToWork, WorkThreadData } from './work-messages.ts';

/** The thread of all that nobody waits for. A card is answered in another one, whatever is unpacked and replayed here. */
const port = parentPort;
if (port === null) throw new Error('work-thread.ts is started by start-work-thread.ts, as a worker thread.');

letOthersFirst();
const given = workerData as WorkThreadData;
const tell = (message: FromWork) => port.postMessage(message);
const count: Count = (name, value, labels = {}) => tell({ kind: 'counted', name, value, labels });

// A key arrives as plain bytes.
const encryptionKeys = given.config.encryptionKeys.map((key) => Buffer.from(key)) as unknown as EncryptionKeys;
const config = { ...given.config, encryptionKeys };
const log = createLog(config.logLevel);
const { giveWay, giveWayToReads } = createRightOfWay(given.waiting);
/** Reads of this thread that people wait for themselves. */
let readsUnderWay = 0;
const opened = await openSharedStore(given.share, async () => {
  if (readsUnderWay === 0) await giveWayToReads();
});
const store = opened.kind === 'postgres' ? askBehind(opened, giveWay) : opened;
const onAccountsChanged = () => tell({ kind: 'accounts-changed' });
const parts = await makeParts({ config, startsWith: given.startsWith, log, store, count, onAccountsChanged });
await parts.reloadAccounts();
const work = startWork(parts, { count, giveWay, isComparisonPutOff: given.isComparisonPutOff });

port.on('message', (message: ToWork) => {
  if (message.kind === 'wake') work.wake(message.name);
  else if (message.kind === 'accounts-changed') void lookAtAccounts();
  else if (message.kind === 'read') void read(message);
  else void stop();
});

async function read({ id, name, input }: ToWork & { kind: 'read' }): Promise<void> {
  readsUnderWay += 1;
  try {
    tell({ kind: 'answer', id, answer: await opened[name](input as never) });
  } catch (error) {
    tell({ kind: 'failure', id, error });
  } finally {
    readsUnderWay -= 1;
  }
}

async function lookAtAccounts(): Promise<void> {
  try {
    await parts.reloadAccounts();
  } catch (error) {
    // What is known grows old by itself, and is then read again.
    log.warn({ err: error }, 'the accounts could not be read again');
  }
  work.wake('prepare');
  work.wake('refresh');
}

async function stop(): Promise<void> {
  await work.stop();
  await store.close();
  tell({ kind: 'stopped' });
  port?.close();
}
