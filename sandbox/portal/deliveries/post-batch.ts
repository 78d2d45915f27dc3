import { type Agent, request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';

export type PostAnswer = { ok: boolean; status: number | null; reason: string };

/**
 * Sends one delivery. Ok is any answer below 400 within the time; HubSpot looks at nothing else, and neither does this.
 * Never rejects: no connection and no answer in time are failures like any 4xx or 5xx.
 */
export function postBatch(options: {
  url: URL;
  headers: Record<string, string>;
  body: string;
  agent: Agent | undefined;
  timeoutMs: number;
  signal: AbortSignal;
}): Promise<PostAnswer> {
  const { promise, resolve } = Promise.withResolvers<PostAnswer>();
  const { url, headers, body, agent, timeoutMs, signal } = options;
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
  const request = send(url, {
    method: 'POST',
    agent,
    signal,
    headers: {
      ...headers,
      'Content-Type': 'application/json',
      'Content-Length': Buffer.byteLength(body),
      'User-Agent': 'sandbox-portal',
    },
  });
  const timer = setTimeout(() => request.destroy(new Error(`no answer within ${timeoutMs} ms`)), timeoutMs);
  request.on('response', (response) => {
    response.resume();
    response.on('error', () => undefined);
    response.on('end', () => {
      clearTimeout(timer);
      const status = response.statusCode ?? 0;
      resolve({ ok: status < 400, status, reason: `status ${status}` });
    });
  });
  request.on('error', (error) => {
    clearTimeout(timer);
    resolve({ ok: false, status: null, reason: error.message });
  });
  request.on('close', () => {
    clearTimeout(timer);
    resolve({ ok: false, status: null, reason: 'the connection was closed before the answer was complete' });
  });
  request.end(body);
  return promise;
}
