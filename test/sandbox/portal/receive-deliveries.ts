import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import type { HistoryEvent } from '../../../sandbox/scenario/history-event.ts';

export type Delivery = { headers: IncomingHttpHeaders; rawBody: string; events: HistoryEvent[] };

export type Receiver = {
  url: string;
  /** In the order of arrival. */
  deliveries: Delivery[];
  /** All events of all deliveries, those that were refused included. */
  events(): HistoryEvent[];
  /** Resolves when so many deliveries have arrived. */
  arrived(count: number): Promise<void>;
};

/** What the app answers: a status, or nothing until the promise resolves. */
export type Answering = (delivery: Delivery, index: number) => number | Promise<number>;

/** A stand-in for the app: an HTTP server that keeps what it is sent and answers as it is told. */
export async function receiveDeliveries(answering: Answering = () => 200): Promise<Receiver> {
  const deliveries: Delivery[] = [];
  const waiters: { count: number; resolve: () => void }[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', async () => {
      const rawBody = Buffer.concat(chunks).toString('utf8');
      const delivery = { headers: request.headers, rawBody, events: JSON.parse(rawBody) as HistoryEvent[] };
      const index = deliveries.push(delivery) - 1;
      for (const waiter of waiters) if (deliveries.length >= waiter.count) waiter.resolve();
      response.statusCode = await answering(delivery, index);
      response.end();
    });
  });
  const { promise, resolve } = Promise.withResolvers<void>();
  server.listen(0, '127.0.0.1', resolve);
  await promise;
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks/hubspot`,
    deliveries,
    events: () => deliveries.flatMap((delivery) => delivery.events),
    arrived: (count) => {
      const waiter = Promise.withResolvers<void>();
      waiters.push({ count, resolve: waiter.resolve });
      if (deliveries.length >= count) waiter.resolve();
      return waiter.promise;
    },
  };
}
