import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { Signature } from '@hubspot/api-client';
import { afterEach, describe, expect, test } from 'vitest';
import { sampleEvent } from '../../bench/load/sample-events.ts';
import { completeAnswer, sendRequests } from '../../bench/load/send-requests.ts';
import { signedRequest } from '../../bench/load/signed-request.ts';
import { benchClientSecret, benchPublicUrl } from '../../bench/settings.ts';

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

async function serve(listener: RequestListener): Promise<number> {
  server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

async function isSigned(request: IncomingMessage, requestBody: string): Promise<boolean> {
  const signed = {
    clientSecret: benchClientSecret,
    url: `${benchPublicUrl}${request.url}`,
    requestBody,
    timestamp: Number(request.headers['x-hubspot-request-timestamp']),
  };
  const v1 = String(request.headers['x-hubspot-signature']);
  const v3 = String(request.headers['x-hubspot-signature-v3']);
  return (
    Signature.isValid({ ...signed, signatureVersion: 'v1', signature: v1 }) &&
    Signature.isValid({ ...signed, signatureVersion: 'v3', signature: v3, method: 'POST' })
  );
}

describe('the load generator', () => {
  test('sends every delivery once, over the given connections, signed as HubSpot signs', async () => {
    const bodies: string[] = [];
    const ports = new Set<number | undefined>();
    const signed: boolean[] = [];
    const port = await serve(async (request, response) => {
      const body = await text(request);
      bodies.push(body);
      ports.add(request.socket.remotePort);
      signed.push(await isSigned(request, body));
      response.end('OK');
    });
    const requests = Array.from({ length: 200 }, (_, index) => signedRequest(index * 3, 3));
    const result = await sendRequests({ port, requests, connections: 10, maxSeconds: 10 });

    expect(result).toMatchObject({ accepted: 200, refused: {} });
    expect(result.latenciesMs).toHaveLength(200);
    expect(ports.size).toBe(10);
    expect(signed.every(Boolean)).toBe(true);
    const events = bodies.flatMap((body) => JSON.parse(body) as { eventId: number }[]);
    expect(new Set(events.map(({ eventId }) => eventId)).size).toBe(600);
  });

  test('counts what is refused by its status, and not as accepted', async () => {
    let answered = 0;
    const port = await serve((request, response) => {
      request.resume();
      answered += 1;
      response.writeHead(answered % 2 === 0 ? 503 : 204).end();
    });
    const requests = Array.from({ length: 40 }, (_, index) => signedRequest(index, 1));
    const result = await sendRequests({ port, requests, connections: 10, maxSeconds: 10 });
    expect(result).toMatchObject({ accepted: 20, refused: { 503: 20 } });
  });

  test('fails when the server goes away, instead of reporting a number', async () => {
    const port = await serve((request) => request.socket.destroy());
    await expect(
      sendRequests({ port, requests: [signedRequest(0, 1)], connections: 10, maxSeconds: 10 }),
    ).rejects.toThrow();
  });

  test('stops taking deliveries when its time is over', async () => {
    const port = await serve((request, response) => {
      request.resume();
      response.end();
    });
    const requests = Array.from({ length: 1_000 }, () => signedRequest(0, 1));
    const result = await sendRequests({ port, requests, connections: 10, maxSeconds: 0 });
    expect(result.accepted).toBe(0);
  });
});

test('an answer is complete when its announced length has arrived', () => {
  expect(completeAnswer('HTTP/1.1 200 OK\r\nContent-Le')).toBeUndefined();
  expect(completeAnswer('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nO')).toBeUndefined();
  expect(completeAnswer('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nOK')).toBe('200');
  expect(completeAnswer('HTTP/1.1 204 No Content\r\n\r\n')).toBe('204');
  const chunked = 'HTTP/1.1 503 Service Unavailable\r\nTransfer-Encoding: chunked\r\n\r\n';
  expect(completeAnswer(`${chunked}2\r\nno\r\n`)).toBeUndefined();
  expect(completeAnswer(`${chunked}2\r\nno\r\n0\r\n\r\n`)).toBe('503');
});

test('no two sample events are the same change of a record', () => {
  const changes = Array.from({ length: 5_000 }, (_, number) => {
    const { objectId, propertyName, propertyValue, occurredAt } = sampleEvent(number) as Record<string, unknown>;
    return JSON.stringify([objectId, propertyName, propertyValue, occurredAt]);
  });
  expect(new Set(changes).size).toBe(5_000);
});
