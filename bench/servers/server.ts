/** The server process of one variant: Express and the app's own door, and behind it what the variant stores with. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createLog } from '../../src/log.ts';
import { answerParent, childData } from '../child.ts';
import { benchConfig } from '../settings.ts';
import type { Variant } from '../variants.ts';
import { createIntakeApp } from './create-intake-app.ts';
import { type Receiver, type ReceiverStorage, unboundedLog } from './receiver.ts';

export type ServerPlan = ReceiverStorage & { variant: Variant };
export type ServerQuestion = 'listen' | 'settle' | 'count';
export type ServerAnswer = { port: number; hasFacts: boolean; durableEvents: number | undefined };

const log = createLog(benchConfig.logLevel);
const receiver = await startReceiver(childData<ServerPlan>());
const server = createIntakeApp(receiver.deliveryLog, log).listen(0, '127.0.0.1');
await once(server, 'listening');

answerParent<ServerQuestion, ServerAnswer>(
  async (question) => {
    if (question === 'settle') await receiver.untilUnpacked?.();
    return {
      port: (server.address() as AddressInfo).port,
      hasFacts: receiver.untilUnpacked !== undefined,
      durableEvents: question === 'count' ? await receiver.durableEvents?.() : undefined,
    };
  },
  async () => {
    server.closeAllConnections();
    server.close();
    await receiver.stop();
  },
);

/** Each variant loads only its own packages. */
async function startReceiver({ variant, ...storage }: ServerPlan): Promise<Receiver> {
  switch (variant) {
    case 'no-store':
      return { deliveryLog: unboundedLog(async () => {}), stop: async () => {} };
    case 'graphile-worker':
      return (await import('./graphile-worker-receiver.ts')).startGraphileWorkerReceiver(storage);
    case 'pg-boss':
      return (await import('./pg-boss-receiver.ts')).startPgBossReceiver(storage);
    case 'app-sqlite':
      return startApp(storage, { kind: 'sqlite', unpacksMeanwhile: false });
    case 'app-postgres':
      return startApp(storage, { kind: 'postgres', unpacksMeanwhile: false });
    case 'app-sqlite-unpacking':
      return startApp(storage, { kind: 'sqlite', unpacksMeanwhile: true });
    case 'app-postgres-unpacking':
      return startApp(storage, { kind: 'postgres', unpacksMeanwhile: true });
  }
}

async function startApp(
  storage: ReceiverStorage,
  options: { kind: 'sqlite' | 'postgres'; unpacksMeanwhile: boolean },
): Promise<Receiver> {
  const { startAppReceiver } = await import('./app-receiver.ts');
  return startAppReceiver(storage, { ...options, log });
}
