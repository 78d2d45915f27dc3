import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, type IncomingMessage, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openStore } from '../src/store/open-store.ts';
import { deliveriesOf } from '../webhooks/delivery-group.ts';
import { clientSecret, publicUrl, type SecuredApp, startSecuredApp } from './security/start-secured-app.ts';
import { readAnswer, sendRaw } from './webhooks/raw-request.ts';
import { signedHeaders } from './webhooks/signed-headers.ts';
import { bodyOf, propertyChange } from './webhooks/webhook-events.ts';

const path = '/webhooks/hubspot';

test('stops though its connections are asked again and again, and keeps every delivery that it answered', async () => {
  const { app, kept } = await startOnNewDatabase();
  const agent = new Agent({ keepAlive: true, maxSockets: 8 });
  onTestFinished(() => agent.destroy());
  const answered: string[] = [];
  const askOn = async (first: number) => {
    let last: string | undefined;
    for (let no = first; ; no += 8) {
      const response = await post(app, delivery(no), agent).catch(() => null);
      if (response === null) return last;
      expect(response.statusCode).toBe(200);
      answered.push(delivery(no));
      last = response.headers.connection;
    }
  };
  const asking = Promise.all(Array.from({ length: 8 }, (_, at) => askOn(at + 1)));
  await expect.poll(() => answered.length).toBeGreaterThan(50);
  const begun = performance.now();
  await app.stop();
  expect(performance.now() - begun).toBeLessThan(4_500);
  expect(await asking).toContain('close');
  expect(await kept()).toEqual(expect.arrayContaining(answered));
});

test('answers a delivery that was under way when it began to stop, and ends its connection', async () => {
  const { app, kept } = await startOnNewDatabase();
  const body = delivery(1);
  const socket = await sendRaw(portOf(app), headOf(body) + body.slice(0, 50));
  const answer = readAnswer(socket);
  await seen();
  const stopped = app.stop();
  await seen();
  socket.write(body.slice(50));
  expect(await answer).toMatch(/^HTTP\/1\.1 200 OK\r\n(?:.+\r\n)*Connection: close\r\n/);
  await stopped;
  expect(await kept()).toEqual([body]);
});

test.each([
  ['head', (head: string) => head.slice(0, 40)],
  ['body', (head: string) => `${head}{`],
])('cuts off who has sent half of a %s, and stops; to ask it twice is to ask it once', async (_what, half) => {
  const { app } = await startOnNewDatabase();
  const socket = await sendRaw(portOf(app), half(headOf(delivery(1))));
  const answer = readAnswer(socket);
  await seen();
  await Promise.all([app.stop(), app.stop()]);
  expect(await answer).toBe('');
});

/** Long enough for the app to see what was sent. */
const seen = () => new Promise((resolve) => setTimeout(resolve, 200));

/** The whole app on a SQLite database of its own; `kept` reads the deliveries after it was stopped. */
async function startOnNewDatabase() {
  const directory = mkdtempSync(join(tmpdir(), 'journey-steward-start-app-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  const spec = { kind: 'sqlite', path: join(directory, 'journey-steward.db') } as const;
  const app = await startSecuredApp(spec, ['33']);
  onTestFinished(() => app.stop());
  const kept = async () => {
    const store = await openStore(spec);
    const groups = await store.readDeliveries({ afterGroupId: 0, limit: 1_000_000 });
    const bodies = await Promise.all(groups.map((group) => deliveriesOf(group)));
    await store.close();
    return bodies.flat().map((body) => Buffer.from(body).toString());
  };
  return { app, kept };
}

const delivery = (no: number) => bodyOf(propertyChange(no, 'lifecyclestage', 'lead')).toString();

const portOf = (app: SecuredApp) => Number(new URL(app.url).port);

const headersOf = (body: string) => ({
  ...signedHeaders({ secret: clientSecret, url: publicUrl + path, body }, ['v3']),
  'content-type': 'application/json',
  'content-length': String(Buffer.byteLength(body)),
});

function headOf(body: string): string {
  const headers = Object.entries({ host: 'localhost', ...headersOf(body) });
  return `POST ${path} HTTP/1.1\r\n${headers.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`;
}

async function post(app: SecuredApp, body: string, agent: Agent): Promise<IncomingMessage> {
  const asked = request(app.url + path, { method: 'POST', agent, headers: headersOf(body) });
  asked.end(body);
  const [response] = (await once(asked, 'response')) as [IncomingMessage];
  response.resume();
  await once(response, 'end');
  return response;
}
