import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

export type LoadResult = {
  /** First byte sent to last answer received. */
  elapsedMs: number;
  /** Requests answered with a 2xx status, which is all that HubSpot asks. */
  accepted: number;
  /** Other answers, by status. */
  refused: Record<string, number>;
  /** Of the accepted requests, sorted upwards. */
  latenciesMs: Float64Array;
};

export type Load = { port: number; requests: readonly Buffer[]; connections: number; maxSeconds: number };

/**
 * Sends whole requests over kept-alive connections to 127.0.0.1, on each connection the next one as soon as the last is
 * answered. Plain sockets: a general HTTP client costs more CPU than the server that it is to measure, and both share the
 * machine. Stops early after `maxSeconds`.
 */
export async function sendRequests({ port, requests, connections, maxSeconds }: Load): Promise<LoadResult> {
  const sockets = await Promise.all(Array.from({ length: connections }, () => openSocket(port)));
  const latencies = new Float64Array(requests.length);
  const refused: Record<string, number> = {};
  let accepted = 0;
  let next = 0;

  const start = performance.now();
  const deadline = start + maxSeconds * 1_000;
  const takeRequest = () => (performance.now() < deadline ? requests[next++] : undefined);
  const onAnswer = (status: string, latencyMs: number) => {
    if (status.startsWith('2')) latencies[accepted++] = latencyMs;
    else refused[status] = (refused[status] ?? 0) + 1;
  };
  await Promise.all(sockets.map((socket) => keepBusy(socket, takeRequest, onAnswer)));
  const elapsedMs = performance.now() - start;

  for (const socket of sockets) socket.destroy();
  return { elapsedMs, accepted, refused, latenciesMs: latencies.subarray(0, accepted).sort() };
}

async function openSocket(port: number): Promise<Socket> {
  const socket = connect({ host: '127.0.0.1', port, noDelay: true });
  await once(socket, 'connect');
  return socket;
}

function keepBusy(
  socket: Socket,
  takeRequest: () => Buffer | undefined,
  onAnswer: (status: string, latencyMs: number) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    let received = '';
    let sentAt = 0;
    const sendNext = () => {
      const request = takeRequest();
      if (!request) return resolve();
      sentAt = performance.now();
      socket.write(request);
    };
    socket.setEncoding('latin1').on('data', (text: string) => {
      received += text;
      const status = completeAnswer(received);
      if (status === undefined) return;
      received = '';
      onAnswer(status, performance.now() - sentAt);
      sendNext();
    });
    socket.on('error', reject);
    socket.on('close', () => reject(new Error('The server closed a connection.')));
    sendNext();
  });
}

/** Status of an answer that has arrived as a whole; undefined while some of it is missing. */
export function completeAnswer(text: string): string | undefined {
  const headEnd = text.indexOf('\r\n\r\n');
  if (headEnd === -1) return undefined;
  const head = text.slice(0, headEnd);
  const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
  const isChunked = /\r\ntransfer-encoding: *chunked/i.test(head);
  const isComplete = isChunked ? text.endsWith('0\r\n\r\n') : text.length >= headEnd + 4 + Number(length ?? 0);
  return isComplete ? head.slice(9, 12) : undefined;
}
