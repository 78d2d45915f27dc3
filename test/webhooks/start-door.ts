import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { pino } from 'pino';
import { onTestFinished } from 'vitest';
import type { Store } from '../../src/store/operations.ts';
import { createDeliveryLog } from '../../webhooks/delivery-log.ts';
import { type IntakeOptions, receiveDeliveries } from '../../webhooks/receive-deliveries.ts';
import { signedHeaders } from './signed-headers.ts';

export const secret = 'secret-of-the-tests';
export const publicUrl = 'https://app.example.com';
export const path = '/webhooks/hubspot';

export type Door = {
  url: string;
  port: number;
  /** What became of each request, in the order of the answers. */
  outcomes: string[];
  /** What was logged, line by line. */
  logged: string[];
  /** How many deliveries were handed over to become durable. */
  handedOver(): number;
  post(body: string, headers?: Record<string, string | undefined>): Promise<Response>;
};

/** The door on a free port, over the given store. It ends with the test. */
export async function startDoor(
  store: Pick<Store, 'appendDeliveries'>,
  options: Partial<IntakeOptions> & { maxPendingBytes?: number; onDurable?: () => void } = {},
): Promise<Door> {
  const outcomes: string[] = [];
  const logged: string[] = [];
  const { maxPendingBytes = 1_000_000, onDurable = () => undefined } = options;
  const deliveryLog = createDeliveryLog(store, { maxPendingBytes, onDurable });
  let handedOver = 0;
  const append: typeof deliveryLog.append = (body) => {
    handedOver += 1;
    return deliveryLog.append(body);
  };
  const door = receiveDeliveries({
    publicUrl,
    clientSecrets: [secret],
    maxBodyBytes: 100_000,
    log: pino({}, { write: (line: string) => void logged.push(line) }),
    deliveryLog: { ...deliveryLog, append },
    onAnswer: (outcome) => outcomes.push(outcome),
    ...options,
  });
  const server = express().use(path, door).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}${path}`;
  const post: Door['post'] = (body, headers) => fetch(url, signedPost(body, headers));
  return { url, port, outcomes, logged, handedOver: () => handedOver, post };
}

/** A delivery as HubSpot sends it; `headers` replace or, undefined, take away. */
export function signedPost(body: string, headers: Record<string, string | undefined> = {}): RequestInit {
  const all = {
    'content-type': 'application/json',
    ...signedHeaders({ secret, url: publicUrl + path, body }, ['v1', 'v3']),
    ...headers,
  };
  const given = Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return { method: 'POST', headers: Object.fromEntries(given), body };
}
