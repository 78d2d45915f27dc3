import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type AppRequest = { method: string; url: string; headers: IncomingHttpHeaders; body: string };
/** Answers a request of a card; what it leaves open stays open until the test ends. */
export type Answering = (request: AppRequest, response: ServerResponse) => void;

/** A stand-in for the app: takes webhooks and answers cards as it is told. */
export type StubApp = {
  origin: string;
  /** Without the webhooks. */
  requests: AppRequest[];
  webhooks: Record<string, unknown>[];
  answering: Answering;
  stop: () => Promise<void>;
};

export async function startStubApp(answering: Answering): Promise<StubApp> {
  const server = createServer((request, response) => void take(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const app: StubApp = {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests: [],
    webhooks: [],
    answering,
    stop: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString('utf8');
    const { method = '', url = '', headers } = request;
    if (url === '/webhooks/hubspot') {
      app.webhooks.push(...(JSON.parse(body) as Record<string, unknown>[]));
      response.end();
      return;
    }
    const given = { method, url, headers, body };
    app.requests.push(given);
    app.answering(given, response);
  }
  return app;
}

export function answerJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
}
