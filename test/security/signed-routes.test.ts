import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStore } from '../../src/store/open-store.ts';
import { allRows } from '../store/all-rows.ts';
import { install } from '../store/battery-store.ts';
import { describeEachDatabase } from '../store/each-database.ts';
import { contact, created, deal, hear } from '../store/hear.ts';
import { signedHeaders } from '../webhooks/signed-headers.ts';
import { openRoutes, recordIds, signedRoutes } from './all-routes.ts';
import {
  type Ask,
  clientSecret,
  publicUrl,
  type SecuredApp,
  signatureOf,
  startSecuredApp,
  targetOf,
} from './start-secured-app.ts';

const portalId = '7300001';
const otherId = '7300002';
const minuteMs = 60_000;

type Sent = { method: string; target: string; headers: Record<string, string>; body: string };

/** What is wrong with a request, and how a valid one is made so. Null where the fault is not possible. */
const faults: Record<string, (asked: Ask, valid: Sent) => Sent | null> = {
  'no signature': (_asked, valid) => ({ ...valid, headers: {} }),
  'no time': (_asked, valid) => ({ ...valid, headers: without(valid.headers, 'x-hubspot-request-timestamp') }),
  'a signature of another secret': (asked, valid) => ({
    ...valid,
    headers: signedHeaders(
      { secret: 'of somebody else', method: asked.method, url: publicUrl + valid.target, body: valid.body },
      ['v3'],
    ),
  }),
  'a signature that is older than five minutes': (_asked, valid) => resigned(valid, Date.now() - 6 * minuteMs),
  'a signature of the future': (_asked, valid) => resigned(valid, Date.now() + 6 * minuteMs),
  'a time that was not signed': (_asked, valid) => ({
    ...valid,
    headers: { ...valid.headers, 'x-hubspot-request-timestamp': String(Date.now() + 1_000) },
  }),
  'the signature of another method': (asked, valid) => ({
    ...valid,
    headers: signatureOf({ ...valid, method: asked.method === 'GET' ? 'POST' : 'GET' }),
  }),
  'the signature of another path': (_asked, valid) => ({
    ...valid,
    headers: signatureOf({ ...valid, target: valid.target.replace('?', '/?') }),
  }),
  'a body that was changed': (asked, valid) =>
    asked.method === 'GET' ? null : { ...valid, body: valid.body.replace(/^(.)/, '$1 ') },
  'the portal of another': (_asked, valid) => ({
    ...valid,
    target: valid.target.replace(`portalId=${portalId}`, `portalId=${otherId}`),
  }),
  'another user': (_asked, valid) => ({ ...valid, target: valid.target.replace('userId=5', 'userId=6') }),
  'something added to the query': (_asked, valid) => ({ ...valid, target: `${valid.target}&language=de` }),
};

/** Only of routes that take who asks from the query: HubSpot would have signed these. */
const identityFaults: Record<string, (target: string) => string> = {
  'a doubled portal': (target) => `${target}&portalId=${otherId}`,
  'a portal before its own': (target) => target.replace('?', `?portalId=${otherId}&`),
  'a doubled user': (target) => target.replace('?', '?userId=6&'),
  'a list as its portal': (target) => target.replace('portalId=', 'portalId[]='),
  'a field of its portal': (target) => target.replace('portalId=', 'portalId[x]='),
  'no portal': (target) => target.replace(/&portalId=\d+/, ''),
  'no user': (target) => target.replace(/userId=\d+&/, ''),
};

describeEachDatabase('the app', (open) => {
  let app: SecuredApp;
  let rows: () => Promise<string[]>;
  beforeAll(async () => {
    const spec = await open();
    const store = await openStore(spec);
    for (const accountId of [portalId, otherId]) {
      await install(store, accountId);
      await hear(store, accountId, [created(contact(recordIds.contact), 1), created(deal(recordIds.deal), 1)]);
    }
    await store.close();
    app = await startSecuredApp(spec, [portalId, otherId]);
    // What only requests change: everything else goes on in the background.
    rows = async () =>
      (await allRows(spec)).filter((row) => /^(fact|model_version|delivery_group|oauth_state) /.test(row));
  });
  afterAll(() => app?.stop());

  test('has no route but those that are listed here, signed or open with a reason', () => {
    expect([...app.routes].sort()).toEqual([...Object.keys(signedRoutes), ...Object.keys(openRoutes)].sort());
  });

  describe.each(Object.entries(signedRoutes))('at %s', (_route, requests) => {
    const asked = requests[0] as Ask;
    const isIdentified = asked.path.startsWith('/api/');

    test('refuses whatever is not signed for it, and does nothing', async () => {
      const before = await rows();
      const answers: Record<string, unknown> = {};
      for (const [fault, spoil] of Object.entries(faults)) {
        const sent = spoil(asked, validRequest(asked));
        if (sent !== null) answers[fault] = codeOf(await send(sent));
      }
      expect(Object.keys(answers).length).toBeGreaterThanOrEqual(Object.keys(faults).length - 1);
      expect(answers).toEqual(
        Object.fromEntries(Object.keys(answers).map((fault) => [fault, expect.stringMatching(/^401 signature-/)])),
      );
      expect(await rows()).toEqual(before);
    });

    if (isIdentified) {
      test('refuses who asks as two, as nobody or as a list, though it is signed', async () => {
        const before = await rows();
        const valid = validRequest(asked);
        for (const [fault, spoil] of Object.entries(identityFaults)) {
          const target = spoil(valid.target);
          expect(target, fault).not.toBe(valid.target);
          const answer = await send({ ...valid, target, headers: signatureOf({ ...valid, target }) });
          expect(codeOf(answer), fault).toBe('401 signature-wrong');
        }
        expect(await rows()).toEqual(before);
      });

      test('refuses the older schemes, which carry no time', async () => {
        const { method, target, body } = validRequest(asked);
        for (const scheme of ['v1', 'v2'] as const) {
          const headers = signedHeaders({ secret: clientSecret, method, url: publicUrl + target, body }, [scheme]);
          expect(codeOf(await send({ method, target, body, headers }))).toBe('401 signature-missing');
        }
      });

      test('knows no portal that has not installed the app', async () => {
        const target = targetOf(asked, '7309999');
        const { method, body } = validRequest(asked);
        const answer = await send({ method, target, body, headers: signatureOf({ method, target, body }) });
        expect(answer).toMatchObject({ status: 200, body: { ok: false, error: { code: 'account-unknown' } } });
      });
    }

    test('takes what is signed for it', async () => {
      expect((await send(validRequest(asked))).status).toBe(200);
    });
  });

  test.each(Object.keys(openRoutes))('says nothing of any portal at %s', async (route) => {
    const answer = await fetch(app.url + route.replace('GET ', ''), { redirect: 'manual' });
    expect(answer.status).toBeLessThan(500);
    const told = (await answer.text()) + JSON.stringify([...answer.headers]);
    expect(told).not.toContain(portalId);
    expect(told).not.toContain(clientSecret);
  });

  function validRequest(asked: Ask): Sent {
    const { method } = asked;
    const target = targetOf(asked, portalId);
    const body = asked.body === undefined ? '' : JSON.stringify(asked.body);
    return { method, target, body, headers: signatureOf({ method, target, body }) };
  }

  async function send({ method, target, headers, body }: Sent): Promise<{ status: number; body: unknown }> {
    const response = await fetch(app.url + target, {
      method,
      headers: { ...headers, 'content-type': 'application/json' },
      ...(method === 'POST' && { body }),
    });
    const text = await response.text();
    return { status: response.status, body: text.startsWith('{') ? JSON.parse(text) : text };
  }
});

function codeOf({ status, body }: { status: number; body: unknown }): string {
  return `${status} ${(body as { error?: { code?: string } }).error?.code}`;
}

function resigned(valid: Sent, timestamp: number): Sent {
  return { ...valid, headers: signatureOf({ ...valid, timestamp }) };
}

function without(headers: Record<string, string>, name: string): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([given]) => given !== name));
}
