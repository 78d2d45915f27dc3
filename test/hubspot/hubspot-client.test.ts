import nock from 'nock';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { JourneyStewardError } from '../../src/errors.ts';
import { type ApiCall, createHubSpot } from '../../src/hubspot/hubspot-client.ts';
import { shareTestStore } from '../webhooks/open-test-store.ts';
import { apiUrl, replaceHubSpot } from './replace-hubspot.ts';

/** Time stands still but for what is slept, which takes no time at all. A deadline is reached when the test says so. */
const time = vi.hoisted(() => ({ slept: [] as number[], reachDeadline: null as (() => void) | null }));
vi.mock('node:timers/promises', () => ({
  setTimeout: (ms: number, value: unknown, options?: { signal?: AbortSignal }) => {
    const { signal } = options ?? {};
    if (signal === undefined) {
      time.slept.push(ms);
      vi.setSystemTime(Date.now() + ms);
      return Promise.resolve(value);
    }
    return new Promise((resolve, reject) => {
      time.reachDeadline = () => resolve(value);
      signal.addEventListener('abort', () => reject(new Error('aborted')));
    });
  },
}));

replaceHubSpot();
beforeEach(() => {
  time.slept.length = 0;
  vi.useFakeTimers({ toFake: ['Date'], now: 1_800_000_000_000 });
});
afterEach(() => vi.useRealTimers());

const get: ApiCall = { method: 'GET', path: '/crm/pipelines/2026-09/deals' };
const rolling = { status: 'error', policyName: 'TEN_SECONDLY_ROLLING', message: 'You have reached your limit.' };
const hubspotAnswers = () => nock(apiUrl).get(get.path);

function createClient(
  at: (now: number) => number = (now) => now,
  onReserve: (given: { windowMs: number }) => void = () => {},
) {
  const seen: string[] = [];
  let accessToken = 'token-1';
  const hubspot = createHubSpot({
    store: {
      reserveCall: async ({ accountId, now, limit, windowMs }) => {
        onReserve({ windowMs });
        seen.push(`reserve ${accountId} ${limit}`);
        return at(now);
      },
      postponeCall: async ({ madeAt, reservedAt }) => void seen.push(`postpone ${madeAt - reservedAt}`),
      pauseCalls: async ({ until }) => void seen.push(`pause ${until - Date.now()}`),
    },
    tokens: {
      get: async () => accessToken,
      forget: (_accountId, refused) => {
        seen.push(`forget ${refused}`);
        accessToken = `token-${Number(accessToken.split('-')[1]) + 1}`;
      },
      keep: () => ({ tokens: '', tokenExpiresAt: 0 }),
    },
    apiUrl,
    callsPerTenSeconds: 100,
    onCall: (status) => seen.push(`status ${status}`),
  });
  return { seen, call: (call: ApiCall = get) => hubspot.call('33', call) };
}

const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => expect.unreachable('the call went well'),
    (error: unknown) => {
      expect(error).toBeInstanceOf(JourneyStewardError);
      return error as JourneyStewardError;
    },
  );

describe('a call that goes well', () => {
  test('asks the budget first, carries the token and brings back the body', async () => {
    const { seen, call } = createClient();
    nock(apiUrl, { reqheaders: { authorization: 'Bearer token-1', 'content-type': 'application/json' } })
      .post('/crm/x', { inputs: [1] })
      .reply(207, () => {
        seen.push('asked');
        return { results: [] };
      });
    const answer = await call({ method: 'POST', path: '/crm/x', body: { inputs: [1] } });
    expect(answer).toEqual({ status: 207, body: { results: [] } });
    expect(seen).toEqual(['reserve 33 100', 'asked', 'status 207']);
    expect(time.slept).toEqual([]);
  });

  test('waits until the instant that the budget names', async () => {
    const { call } = createClient((now) => now + 4_321);
    hubspotAnswers().reply(200, { at: 1 });
    await call();
    expect(time.slept).toEqual([4_321]);
  });

  test('says so when it is made later than its turn', async () => {
    const { seen, call } = createClient((now) => now - 60);
    hubspotAnswers().reply(200, {});
    await call();
    expect(seen).toEqual(['reserve 33 100', 'postpone 60', 'status 200']);
  });

  test('has no body when nothing came, or no JSON', async () => {
    const { call } = createClient();
    hubspotAnswers().reply(204);
    expect(await call()).toEqual({ status: 204, body: null });
    hubspotAnswers().reply(200, '<html>');
    expect(await call()).toEqual({ status: 200, body: null });
  });

  test('brings back a refusal that the caller deals with', async () => {
    const { seen, call } = createClient();
    hubspotAnswers().reply(409, { message: 'there already' });
    expect(await call({ ...get, acceptStatuses: [409] })).toMatchObject({ status: 409 });
    expect(seen).toEqual(['reserve 33 100', 'status 409']);
  });
});

describe('401', () => {
  test('is answered with a new token, at once and in one more call', async () => {
    const { seen, call } = createClient();
    hubspotAnswers().matchHeader('authorization', 'Bearer token-1').reply(401);
    hubspotAnswers().matchHeader('authorization', 'Bearer token-2').reply(200, {});
    expect((await call()).status).toBe(200);
    expect(seen).toEqual(['reserve 33 100', 'status 401', 'forget token-1', 'reserve 33 100', 'status 200']);
    expect(time.slept).toEqual([]);
  });

  test('that comes again with the new token is a failure', async () => {
    const { seen, call } = createClient();
    hubspotAnswers().twice().reply(401, { message: 'the token is not of this app' });
    expect(await failure(call())).toMatchObject({
      code: 'hubspot-unauthorized',
      message: expect.stringContaining('not of this app'),
    });
    expect(seen.filter((line) => line.startsWith('forget'))).toEqual(['forget token-1', 'forget token-2']);
  });
});

describe('429', () => {
  test('pauses the account for all processes and is repeated', async () => {
    const { seen, call } = createClient();
    hubspotAnswers().reply(429, rolling);
    hubspotAnswers().reply(200, {});
    await call();
    expect(seen).toEqual(['reserve 33 100', 'status 429', 'pause 10000', 'reserve 33 100', 'status 200']);
    // The budget tells how long to wait; waiting here as well would be twice.
    expect(time.slept).toEqual([]);
  });

  test('widens the window of the account, so that the same cause does not lead to another', async () => {
    const windows: number[] = [];
    const { call } = createClient(
      (now) => now,
      ({ windowMs }) => windows.push(windowMs),
    );
    for (let refused = 0; refused < 4; refused += 1) {
      hubspotAnswers().reply(429, rolling);
      hubspotAnswers().reply(200, {});
      await call();
    }
    expect(windows).toEqual([10_250, 10_750, 10_750, 11_250, 11_250, 11_250, 11_250, 11_250]);
  });

  test('of searches pauses for a second, and is counted in a budget of their own', async () => {
    const { seen, call } = createClient();
    hubspotAnswers().reply(429, { ...rolling, policyName: 'SECONDLY' });
    hubspotAnswers().reply(200, {});
    await call({ ...get, budget: 'search' });
    expect(seen).toEqual(['reserve 33 4', 'status 429', 'pause 1000', 'reserve 33 4', 'status 200']);
  });

  test('pauses as long as HubSpot asks, where it does', async () => {
    const { seen, call } = createClient();
    hubspotAnswers().reply(429, rolling, { 'Retry-After': '3' });
    hubspotAnswers().reply(200, {});
    await call();
    expect(seen).toContain('pause 3000');
  });

  test('of the day is not repeated, and pauses for an hour', async () => {
    const { seen, call } = createClient();
    hubspotAnswers().reply(429, { ...rolling, policyName: 'DAILY' });
    expect(await failure(call())).toMatchObject({ code: 'hubspot-rate-limited', retryAfterMs: 3_600_000 });
    expect(seen).toEqual(['reserve 33 100', 'status 429', 'pause 3600000']);
  });

  test('is repeated four times in all and no more', async () => {
    const { seen, call } = createClient();
    hubspotAnswers().times(4).reply(429, rolling);
    expect(await failure(call())).toMatchObject({ code: 'hubspot-rate-limited', retryAfterMs: 10_000 });
    expect(seen.filter((line) => line.startsWith('status'))).toHaveLength(4);
  });
});

describe('a pause that takes long', () => {
  const sharedStore = shareTestStore();

  test('is not waited for: the caller hears how long it is, HubSpot hears nothing, and no call is used up', async () => {
    const accessTokens = {
      get: async () => 'token',
      forget: () => undefined,
      keep: () => ({ tokens: '', tokenExpiresAt: 0 }),
    };
    const options = {
      store: sharedStore(),
      tokens: accessTokens,
      apiUrl,
      callsPerTenSeconds: 2,
      onCall: () => undefined,
    };
    const hubspot = createHubSpot(options);
    const afterRestart = createHubSpot(options);
    hubspotAnswers().reply(429, { ...rolling, policyName: 'DAILY' });
    await failure(hubspot.call('44', get));
    for (const client of [hubspot, afterRestart, hubspot, afterRestart]) {
      expect(await failure(client.call('44', get))).toMatchObject({
        code: 'hubspot-rate-limited',
        retryAfterMs: 3_600_000,
      });
    }
    expect(time.slept).toEqual([]);
    // Another account is not concerned.
    hubspotAnswers().reply(200, {});
    await hubspot.call('45', get);
    vi.setSystemTime(Date.now() + 3_600_000);
    hubspotAnswers().reply(200, {});
    await hubspot.call('44', get);
    expect(time.slept).toEqual([]);
  });

  test('that ends within half a minute is waited for', async () => {
    const { call } = createClient((now) => now + 30_000);
    hubspotAnswers().reply(200, {});
    await call();
    expect(time.slept).toEqual([30_000]);
  });
});

describe('what passes', () => {
  test('a lock is waited for two seconds', async () => {
    const { call } = createClient();
    hubspotAnswers().reply(423);
    hubspotAnswers().reply(200, {});
    await call();
    expect(time.slept).toEqual([2_000]);
  });

  test.each([500, 502, 503, 504, 521, 524])(
    '%d is repeated after growing pauses, four times in all',
    async (status) => {
      const { seen, call } = createClient();
      hubspotAnswers().times(4).reply(status, 'no JSON');
      expect(await failure(call())).toMatchObject({ code: 'hubspot-unavailable', isRetryable: true });
      expect(time.slept).toEqual([400, 800, 1_600]);
      expect(seen.filter((line) => line.startsWith('reserve'))).toHaveLength(4);
    },
  );

  test('a connection that is cut is repeated, and counted as no answer', async () => {
    const { seen, call } = createClient();
    hubspotAnswers().replyWithError('connection reset');
    hubspotAnswers().reply(200, {});
    expect((await call()).status).toBe(200);
    expect(seen).toEqual(['reserve 33 100', 'status 0', 'reserve 33 100', 'status 200']);
  });

  test('no answer within the deadline is repeated', async () => {
    const { seen, call } = createClient();
    let release: (body: object) => void = () => undefined;
    hubspotAnswers().reply(200, () => {
      time.reachDeadline?.();
      return new Promise<object>((resolve) => {
        release = resolve;
      });
    });
    hubspotAnswers().reply(200, { second: true });
    expect(await call()).toEqual({ status: 200, body: { second: true } });
    expect(seen.filter((line) => line.startsWith('status'))).toEqual(['status 0', 'status 200']);
    release({});
  });

  test('a move to another data centre takes as long as it takes, and is left to the caller', async () => {
    const { call } = createClient();
    hubspotAnswers().reply(477, {}, { 'Retry-After': '86400' });
    expect(await failure(call())).toMatchObject({ code: 'hubspot-unavailable', retryAfterMs: 86_400_000 });
    hubspotAnswers().reply(477);
    expect(await failure(call())).toMatchObject({ retryAfterMs: 3_600_000 });
  });
});

describe('a caller in a hurry', () => {
  test('is told when its turn is too far away, and nothing is asked or slept', async () => {
    const { seen, call } = createClient((now) => now + 2_001);
    const error = await failure(call({ ...get, longestWaitMs: 2_000 }));
    expect(error).toMatchObject({ code: 'hubspot-rate-limited', retryAfterMs: 2_001 });
    expect(seen).toEqual(['reserve 33 100']);
    expect(time.slept).toEqual([]);
  });

  test.each([
    ['4000', 4_000],
    ['', 10_000],
    ['soon', 10_000],
    ['0', 10_000],
  ])('pauses for the window that the headers of a 429 name: %j', async (interval, pauseMs) => {
    const { call } = createClient();
    hubspotAnswers().reply(429, {}, { 'X-HubSpot-RateLimit-Interval-Milliseconds': interval });
    expect(await failure(call({ ...get, longestWaitMs: 2_000 }))).toMatchObject({ retryAfterMs: pauseMs });
  });

  test('is told of a 429 at once, and all processes pause', async () => {
    const { seen, call } = createClient();
    hubspotAnswers().reply(429, rolling);
    expect(await failure(call({ ...get, longestWaitMs: 2_000 }))).toMatchObject({ retryAfterMs: 10_000 });
    expect(seen).toEqual(['reserve 33 100', 'status 429', 'pause 10000']);
  });
});

describe('what does not pass', () => {
  test.each([
    [400, 'hubspot-refused'],
    [403, 'hubspot-scope-missing'],
    [404, 'hubspot-record-gone'],
    [409, 'hubspot-refused'],
    [414, 'hubspot-refused'],
  ])('%d is %s, with the words of HubSpot, and not repeated', async (status, code) => {
    const { seen, call } = createClient();
    hubspotAnswers().reply(status, { message: 'The reason of the tests.', correlationId: 'c-1', category: 7 });
    const error = await failure(call());
    expect(error).toMatchObject({ code, isRetryable: false });
    expect(error.message).toBe(`GET ${get.path}: ${status} The reason of the tests. (HubSpot correlation id c-1)`);
    expect(seen).toEqual(['reserve 33 100', `status ${status}`]);
  });

  test.each([
    ['no JSON', 'text'],
    ['nothing', ''],
    ['a list', '[]'],
    ['wrong fields', '{"message":7,"policyName":{}}'],
  ])('a refusal whose body is %s still has its name', async (_name, body) => {
    const { call } = createClient();
    hubspotAnswers().reply(400, body);
    expect(await failure(call())).toMatchObject({ code: 'hubspot-refused' });
  });

  test('a failure of the token itself ends the call before anything is asked', async () => {
    const onCall = vi.fn();
    const reserveCall = vi.fn();
    const refused = new JourneyStewardError('account-unknown', 'The app is not installed.');
    const hubspot = createHubSpot({
      store: { reserveCall, postponeCall: vi.fn(), pauseCalls: vi.fn() },
      tokens: { get: () => Promise.reject(refused), forget: vi.fn(), keep: vi.fn() },
      apiUrl,
      callsPerTenSeconds: 1,
      onCall,
    });
    await expect(hubspot.call('33', get)).rejects.toBe(refused);
    expect(onCall).not.toHaveBeenCalled();
    expect(reserveCall).not.toHaveBeenCalled();
  });
});
