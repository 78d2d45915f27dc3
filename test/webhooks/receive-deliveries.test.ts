import { DatabaseSync } from 'node:sqlite';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Store } from '../../src/store/operations.ts';
import { deliveriesOf } from '../../webhooks/delivery-group.ts';
import { shareTestStore } from './open-test-store.ts';
import { readAnswer, sendRaw } from './raw-request.ts';
import { signedHeaders } from './signed-headers.ts';
import { path, publicUrl, secret, signedPost, startDoor } from './start-door.ts';
import { bodyOf, propertyChange } from './webhook-events.ts';

const body = bodyOf(propertyChange(11, 'lifecyclestage', 'lead')).toString();

const sharedStore = shareTestStore();
let lastGroupBefore = 0;
beforeEach(async () => {
  const groups = await sharedStore().readDeliveries({ afterGroupId: 0, limit: 1_000 });
  lastGroupBefore = groups.at(-1)?.groupId ?? 0;
});

/** The deliveries that came into the database during this test. */
async function kept(store: Pick<Store, 'readDeliveries'>): Promise<string[]> {
  const groups = await store.readDeliveries({ afterGroupId: lastGroupBefore, limit: 1_000 });
  return groups.flatMap(deliveriesOf).map(String);
}

/** A store whose appending waits for the test. */
function heldBack(store: Store) {
  const calls: { go: () => void; fail: (error: unknown) => void }[] = [];
  const appendDeliveries: Store['appendDeliveries'] = async (input) => {
    await new Promise<void>((resolve, reject) => calls.push({ go: resolve, fail: reject }));
    return store.appendDeliveries(input);
  };
  const called = (times: number) => vi.waitFor(() => expect(calls).toHaveLength(times), { interval: 2 });
  return { appendDeliveries, calls, called };
}

describe('a signed delivery', () => {
  test('is answered with an empty 200, and its very bytes are in the database', async () => {
    const store = sharedStore();
    const door = await startDoor(store);
    const text = '[ {"a" : "Zoë \\u0000 \\ud800"} ]';
    const answer = await door.post(text);
    expect(answer.status).toBe(200);
    expect(await answer.text()).toBe('');
    expect(await kept(store)).toEqual([text]);
    expect(door.outcomes).toEqual(['accepted']);
  });

  test('is not answered before the database has committed it', async () => {
    const store = sharedStore();
    const held = heldBack(store);
    const door = await startDoor(held);
    let isAnswered = false;
    const answer = door.post(body).finally(() => {
      isAnswered = true;
    });
    await held.called(1);
    // Another request goes all the way meanwhile, so the first one had every chance to be answered.
    expect((await fetch(door.url)).status).toBe(405);
    expect(isAnswered).toBe(false);
    expect(await kept(store)).toEqual([]);
    held.calls[0]?.go();
    expect((await answer).status).toBe(200);
    expect(await kept(store)).toEqual([body]);
  });

  test('that was answered is seen by another connection to the database', async () => {
    const store = sharedStore();
    const door = await startDoor(store);
    await door.post(body);
    const other = new DatabaseSync(store.path, { readOnly: true });
    const added = other.prepare('select count(*) as added from delivery_group where group_id > ?').get(lastGroupBefore);
    expect(added).toEqual({ added: 1 });
    other.close();
  });

  test.each([
    ['no JSON', 'no JSON'],
    ['nothing', ''],
    ['an empty list', '[]'],
    ['a NUL', '[\0]'],
    ['a hundred events', bodyOf(...Array.from({ length: 100 }, (_, id) => propertyChange(id, 'a', 'b'))).toString()],
  ])('of %s is accepted all the same', async (_name, text) => {
    const store = sharedStore();
    const door = await startDoor(store);
    expect((await door.post(text)).status).toBe(200);
    expect(await kept(store)).toEqual([text]);
  });

  test('signed the older ways alone is accepted', async () => {
    const door = await startDoor(sharedStore());
    const without = { 'x-hubspot-signature-v3': undefined, 'x-hubspot-request-timestamp': undefined };
    expect((await door.post(body, without)).status).toBe(200);
    const v2 = signedHeaders({ secret, url: publicUrl + path, body }, ['v2']);
    expect((await door.post(body, { ...without, ...v2 })).status).toBe(200);
  });

  test('signed with the former secret is accepted while both count', async () => {
    const door = await startDoor(sharedStore(), { clientSecrets: ['new-secret', secret] });
    expect((await door.post(body)).status).toBe(200);
  });

  test('is checked against the address as it was asked for, with its query untouched', async () => {
    const door = await startDoor(sharedStore());
    const query = '?b=2&a=1&mail=a%40example.com&mail=%20';
    const headers = signedHeaders({ secret, url: `${publicUrl}${path}${query.replace('%40', '@')}`, body }, ['v3']);
    const request = { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body };
    expect((await fetch(door.url + query, request)).status).toBe(200);
    expect((await fetch(`${door.url}?a=1&b=2`, request)).status).toBe(401);
  });

  test.each(['application/json', 'application/json;charset=UTF-8', 'Application/JSON ; charset=utf-8'])(
    'may call itself %s',
    async (type) => {
      const door = await startDoor(sharedStore());
      expect((await door.post(body, { 'content-type': type })).status).toBe(200);
    },
  );
});

describe('a refusal', () => {
  const refusals: {
    name: string;
    status: number;
    code: string;
    request: RequestInit;
    headers?: Record<string, string>;
  }[] = [
    { name: 'GET', status: 405, code: 'method-not-allowed', request: { method: 'GET' }, headers: { allow: 'POST' } },
    {
      name: 'PUT, though signed',
      status: 405,
      code: 'method-not-allowed',
      request: { ...signedPost(body), method: 'PUT' },
      headers: { allow: 'POST' },
    },
    {
      name: 'text',
      status: 415,
      code: 'media-type-unsupported',
      request: signedPost(body, { 'content-type': 'text/plain' }),
    },
    {
      name: 'another JSON',
      status: 415,
      code: 'media-type-unsupported',
      request: signedPost(body, { 'content-type': 'application/jsonl' }),
    },
    {
      name: 'gzip',
      status: 415,
      code: 'encoding-unsupported',
      request: signedPost(body, { 'content-encoding': 'gzip' }),
    },
    { name: 'too much', status: 413, code: 'body-too-large', request: signedPost('x'.repeat(100_001)) },
    {
      name: 'no signature',
      status: 401,
      code: 'signature-missing',
      request: { method: 'POST', headers: { 'content-type': 'application/json' }, body },
    },
    {
      name: 'a wrong signature beside a right older one',
      status: 401,
      code: 'signature-wrong',
      request: signedPost(body, { 'x-hubspot-signature-v3': 'A'.repeat(44) }),
    },
    { name: 'another body', status: 401, code: 'signature-wrong', request: { ...signedPost(body), body: '[]' } },
    {
      name: 'an old signature',
      status: 401,
      code: 'signature-stale',
      request: signedPost(
        body,
        signedHeaders({ secret, url: publicUrl + path, body, timestamp: Date.now() - 301_000 }, ['v3']),
      ),
    },
  ];

  test.each(refusals)('of $name says $status $code and what to do, and keeps nothing', async (refusal) => {
    const store = sharedStore();
    const door = await startDoor(store);
    const answer = await fetch(door.url, refusal.request);
    expect(answer.status).toBe(refusal.status);
    for (const [name, value] of Object.entries(refusal.headers ?? {})) expect(answer.headers.get(name)).toBe(value);
    const { error } = (await answer.json()) as { error: Record<string, string> };
    expect(error).toEqual({
      code: refusal.code,
      message: expect.stringMatching(/.{20}/),
      remedy: expect.stringMatching(/.{10}/),
    });
    expect(door.outcomes).toEqual([refusal.code]);
    expect(await kept(store)).toEqual([]);
    expect(door.logged.map((line) => JSON.parse(line) as object)).toMatchObject([{ code: refusal.code }]);
  });

  test('does not end a connection on which the next delivery comes', async () => {
    const store = sharedStore();
    const door = await startDoor(store);
    expect((await door.post(body, { 'content-type': 'text/plain' })).status).toBe(415);
    expect((await door.post(body)).status).toBe(200);
    expect(await kept(store)).toEqual([body]);
  });

  test('of a body that is announced as too large does not wait for it', async () => {
    const door = await startDoor(sharedStore());
    const head = `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100001\r\n\r\n`;
    const answer = await readAnswer(await sendRaw(door.port, head));
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(answer).toContain('"code":"body-too-large"');
  });

  test('of a body that grows too large without announcing it', async () => {
    const store = sharedStore();
    const door = await startDoor(store);
    const chunk = 'x'.repeat(50_000);
    const chunked = `${chunk.length.toString(16)}\r\n${chunk}\r\n`.repeat(3);
    const signed = `X-HubSpot-Signature-v3: any\r\nX-HubSpot-Request-Timestamp: ${Date.now()}\r\n`;
    const head = `POST ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\n${signed}Transfer-Encoding: chunked\r\n\r\n`;
    expect(await readAnswer(await sendRaw(door.port, `${head}${chunked}0\r\n\r\n`))).toMatch(/^HTTP\/1\.1 413 /);
    expect(await kept(store)).toEqual([]);
  });

  test('of an unsigned or stale request comes before its body does', async () => {
    const door = await startDoor(sharedStore());
    const begin = `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n`;
    const stale = 'X-HubSpot-Signature-v3: any\r\nX-HubSpot-Request-Timestamp: 1\r\n';
    expect(await readAnswer(await sendRaw(door.port, `${begin}\r\n`))).toMatch(
      /^HTTP\/1\.1 401 [\s\S]*signature-missing/,
    );
    expect(await readAnswer(await sendRaw(door.port, `${begin}${stale}\r\n`))).toMatch(
      /^HTTP\/1\.1 401 [\s\S]*signature-stale/,
    );
  });

  test('of a body that ends too early keeps nothing, though what came is signed', async () => {
    const store = sharedStore();
    const door = await startDoor(store);
    const headers = Object.entries(signedPost(body).headers as Record<string, string>).map((line) => line.join(': '));
    const head = [`POST ${path} HTTP/1.1`, 'Host: x', ...headers, `Content-Length: ${body.length + 1}`].join('\r\n');
    const socket = await sendRaw(door.port, `${head}\r\n\r\n${body}`);
    socket.destroy();
    await vi.waitFor(() => expect(door.outcomes).toEqual(['body-incomplete']), { interval: 2 });
    expect(await kept(store)).toEqual([]);
  });
});

describe('over capacity', () => {
  test('the next one is refused at once with 503, before its body is read, and what waits is kept', async () => {
    const store = sharedStore();
    const held = heldBack(store);
    const door = await startDoor(held, { maxPendingBytes: body.length });
    const first = door.post(body);
    await held.called(1);
    const head = `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n`;
    const answer = await readAnswer(await sendRaw(door.port, head));
    expect(answer).toMatch(/^HTTP\/1\.1 503 /);
    expect(answer).toMatch(/^Retry-After: \d+\r$/im);
    expect(answer).toContain('"code":"over-capacity"');
    held.calls[0]?.go();
    expect((await first).status).toBe(200);
    expect(await kept(store)).toEqual([body]);
    const next = door.post(body);
    await held.called(2);
    held.calls[1]?.go();
    expect((await next).status).toBe(200);
  });

  test('one whose size was not announced is refused after it has come', async () => {
    const store = sharedStore();
    const held = heldBack(store);
    const door = await startDoor(held, { maxPendingBytes: body.length });
    const first = door.post(body);
    await held.called(1);
    const stream = new ReadableStream({
      start(controller) {
        controller.enqueue(Buffer.from(body));
        controller.close();
      },
    });
    const chunked = { ...signedPost(body), body: stream, duplex: 'half' } as RequestInit;
    expect((await fetch(door.url, chunked)).status).toBe(503);
    held.calls[0]?.go();
    await first;
    expect(await kept(store)).toEqual([body]);
  });

  test('a single delivery that is larger than all that may wait gets through when nothing waits', async () => {
    const store = sharedStore();
    const door = await startDoor(store, { maxPendingBytes: 1 });
    expect((await door.post(body)).status).toBe(200);
    expect((await door.post(body)).status).toBe(200);
  });
});

describe('when the database fails', () => {
  test('nothing is acknowledged, the cause is logged and not told, and the next one gets through', async () => {
    const store = sharedStore();
    const held = heldBack(store);
    const door = await startDoor(held, { maxPendingBytes: body.length });
    const first = door.post(body);
    await held.called(1);
    held.calls[0]?.fail(new Error('the disk of the tests is full'));
    const answer = await first;
    expect(answer.status).toBe(500);
    const text = await answer.text();
    expect(JSON.parse(text)).toMatchObject({ error: { code: 'internal' } });
    expect(text).not.toContain('disk of the tests');
    expect(door.logged.join()).toContain('disk of the tests');
    expect(door.outcomes).toEqual(['internal']);
    const second = door.post(body);
    await held.called(2);
    held.calls[1]?.go();
    expect((await second).status).toBe(200);
    expect(await kept(store)).toEqual([body]);
  });

  test('all that shared the failed commit are refused, and none of those after it', async () => {
    const store = sharedStore();
    const held = heldBack(store);
    const door = await startDoor(held);
    const first = door.post(body);
    await held.called(1);
    const together = [door.post(body), door.post(body)];
    await vi.waitFor(() => expect(door.handedOver()).toBe(3), { interval: 2 });
    held.calls[0]?.go();
    expect((await first).status).toBe(200);
    await held.called(2);
    held.calls[1]?.fail(new Error('no'));
    for (const answer of await Promise.all(together)) expect(answer.status).toBe(500);
    const late = door.post(body);
    await held.called(3);
    held.calls[2]?.go();
    expect((await late).status).toBe(200);
    expect(await kept(store)).toHaveLength(2);
  });
});

test('many deliveries at once share few commits, and each is kept once', async () => {
  const store = sharedStore();
  const held = heldBack(store);
  let durable = 0;
  const door = await startDoor(held, { onDurable: () => (durable += 1) });
  const bodies = Array.from({ length: 60 }, (_, id) => bodyOf(propertyChange(id, 'a', 'b')).toString());
  const [one = '', ...others] = bodies;
  const first = door.post(one);
  await held.called(1);
  const answers = others.map((text) => door.post(text));
  await vi.waitFor(() => expect(door.handedOver()).toBe(bodies.length), { interval: 2 });
  held.calls[0]?.go();
  await held.called(2);
  held.calls[1]?.go();
  for (const answer of await Promise.all([first, ...answers])) expect(answer.status).toBe(200);
  expect(held.calls).toHaveLength(2);
  expect(durable).toBe(2);
  expect((await kept(store)).sort()).toEqual([...bodies].sort());
});

test('what waits to be durable is more than one commit takes: the rest goes into the next', async () => {
  const store = sharedStore();
  const held = heldBack(store);
  const door = await startDoor(held, { maxBodyBytes: 5_000_000, maxPendingBytes: 50_000_000 });
  const large = Array.from({ length: 3 }, (_, index) => `"${String(index).repeat(2_500_000)}"`);
  const first = door.post(body);
  await held.called(1);
  const answers = large.map((text) => door.post(text));
  await vi.waitFor(() => expect(door.handedOver()).toBe(4), { interval: 2 });
  for (let call = 0; call < 4; call += 1) {
    await held.called(call + 1);
    held.calls[call]?.go();
  }
  for (const answer of await Promise.all([first, ...answers])) expect(answer.status).toBe(200);
  expect((await kept(store)).sort()).toEqual([...large, body].sort());
});

test('a path below the door is not the door', async () => {
  const door = await startDoor(sharedStore());
  expect((await fetch(`${door.url}/more`, signedPost(body))).status).toBe(404);
});
