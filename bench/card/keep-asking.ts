import { type Agent, type RequestOptions, request } from 'node:http';

export type Got = { status: number; body: string };

/**
 * Sends a request over kept-alive connections. One that the server closed for being idle, just when it was taken, is replaced: that
 * is no answer of the server. Rejects with any other failure.
 */
export function send(url: string, options: RequestOptions & { agent: Agent }, body = ''): Promise<Got> {
  return new Promise((resolve, reject) => {
    const sent = request(url, options, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body: Buffer.concat(parts).toString() }));
    });
    sent.on('error', (error: NodeJS.ErrnoException) => {
      if (sent.reusedSocket && error.code === 'ECONNRESET') resolve(send(url, options, body));
      else reject(error);
    });
    sent.end(body);
  });
}
