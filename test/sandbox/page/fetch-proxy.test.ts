import { createHash, createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { decodeForV3 } from '../../../sandbox/page/fetch/sign-fetch.ts';
import { clientSecret } from '../portal/start-portal.ts';
import { startPage } from './start-page.ts';
import { type Answering, type AppRequest, answerJson } from './start-stub-app.ts';

const answerWell: Answering = (_request, response) => answerJson(response, 200, { ok: true });

/** Answers each request by the next of these; the last one stays. */
function inTurn(...answers: Answering[]): Answering {
  let turn = 0;
  return (request, response) => answers[Math.min(turn++, answers.length - 1)]!(request, response);
}

describe('what reaches the app', () => {
  it('carries the identity of the person and the app, in the query', async () => {
    const { app, post } = await startPage(answerWell);
    const answer = await post('/sandbox/fetch', { requestUri: `${app.origin}/api/cards/contact?objectId=5` });
    expect(answer).toMatchObject({ status: 200, body: { status: 'success', responseBody: { ok: true } } });
    expect(app.requests[0]?.url).toBe(
      '/api/cards/contact?objectId=5&userId=900001&portalId=20260101&userEmail=paula.portal%40portal.example&appId=7',
    );
  });

  it('is signed by v2 over the URL as sent and by v3 over the decoded one', async () => {
    const { app, post } = await startPage(answerWell);
    await post('/sandbox/fetch', {
      requestUri: `${app.origin}/api/notes`,
      method: 'POST',
      requestBody: { text: 'grüß (dich)' },
    });
    const [sent] = app.requests as [AppRequest];
    const body = '{"text":"grüß (dich)"}';
    const raw = app.origin + sent.url;
    expect(sent.body).toBe(body);
    expect(sent.headers['x-hubspot-signature-version']).toBe('v2');
    expect(sent.headers['x-hubspot-signature']).toBe(
      createHash('sha256').update(`${clientSecret}POST${raw}${body}`).digest('hex'),
    );
    const sentAt = String(sent.headers['x-hubspot-request-timestamp']);
    expect(Math.abs(Date.now() - Number(sentAt))).toBeLessThan(10_000);
    expect(raw).toContain('paula.portal%40portal.example');
    expect(sent.headers['x-hubspot-signature-v3']).toBe(
      createHmac('sha256', clientSecret)
        .update(`POST${raw.replace('%40', '@')}${body}${sentAt}`)
        .digest('base64'),
    );
  });

  it('decodes for v3 only what HubSpot decodes', () => {
    expect(decodeForV3('https://a.example/%3A%2F%3f?x=%40%21%24%27%28%29%2A%2C%3B')).toBe(
      "https://a.example/:/??x=@!$'()*,;",
    );
    const kept = 'https://a.example/%20%2B%25%26%3D%23%5B%5D%C3%BC';
    expect(decodeForV3(kept)).toBe(kept);
  });

  it('may have an Authorization header, and no other', async () => {
    const { app, post } = await startPage(answerWell);
    const requestUri = `${app.origin}/api`;
    const withHeaders = (requestHeaders: Record<string, string>) =>
      post('/sandbox/fetch', { requestUri, requestHeaders });
    const refused = await withHeaders({ 'X-Mine': '1' });
    expect([refused.status, refused.body.category]).toEqual([400, 'VALIDATION_ERROR']);
    expect((await withHeaders({ Authorization: 'Bearer x', 'X-Mine': '1' })).status).toBe(400);
    expect(app.requests).toHaveLength(0);
    await withHeaders({ Authorization: 'Bearer x' });
    expect(app.requests[0]?.headers.authorization).toBe('Bearer x');
  });

  it('has an address of the permitted ones', async () => {
    const { app, post, portal } = await startPage(answerWell);
    const elsewhere = app.origin.replace('127.0.0.1', 'localhost');
    for (const requestUri of [
      `${elsewhere}/api`,
      app.origin.replace('127.0.0.1', '127.0.0.1.example'),
      'https://api.example.com/',
    ]) {
      const { status, body } = await post('/sandbox/fetch', { requestUri });
      expect([status, body.message], requestUri).toEqual([400, expect.stringContaining('permittedUrls')]);
    }
    portal.deliveries.setTarget(null);
    expect((await post('/sandbox/fetch', { requestUri: `${app.origin}/api` })).status, 'no app is known').toBe(400);
    expect(app.requests).toHaveLength(0);
  });

  it('is at most 1 MB, as is the answer', async () => {
    const large = 'x'.repeat(1_048_577);
    const { app, post } = await startPage((_request, response) => answerJson(response, 200, large));
    const requestUri = `${app.origin}/api`;
    const refused = await post('/sandbox/fetch', { requestUri, method: 'POST', requestBody: { large } });
    expect([refused.status, refused.body.message]).toEqual([400, 'The request body is larger than 1 MB']);
    expect(app.requests).toHaveLength(0);
    const cut = await post('/sandbox/fetch', { requestUri });
    expect([cut.status, cut.body.message]).toEqual([500, 'The response body is larger than 1 MB']);
  });
});

describe('what the card is told', () => {
  it.each([302, 404, 418])('hides status %d of the app behind its own 200', async (status) => {
    const { app, post } = await startPage((_request, response) => {
      response.setHeader('Location', '/elsewhere');
      answerJson(response, status, { why: 'so' });
    });
    const answer = await post('/sandbox/fetch', { requestUri: `${app.origin}/api` });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      status: 'error',
      category: 'BAD_GATEWAY',
      message: 'Error returned from Request Uri',
      responseBody: { why: 'so' },
      context: { appServerStatusCode: [String(status)] },
    });
    expect(app.requests, 'neither followed nor retried').toHaveLength(1);
  });

  it('asks once more after a 5xx, and not a third time', async () => {
    const failing: Answering = (_request, response) => answerJson(response, 503, {});
    const recovering = await startPage(inTurn(failing, answerWell));
    const well = await recovering.post('/sandbox/fetch', { requestUri: `${recovering.app.origin}/api` });
    expect([well.body.status, recovering.app.requests.length]).toEqual(['success', 2]);
    const lasting = await startPage(failing);
    const badly = await lasting.post('/sandbox/fetch', { requestUri: `${lasting.app.origin}/api` });
    expect([badly.body.category, lasting.app.requests.length]).toEqual(['BAD_GATEWAY', 2]);
  });

  it('asks once more after a lost connection', async () => {
    const { app, post } = await startPage(inTurn((_request, response) => response.destroy(), answerWell));
    const answer = await post('/sandbox/fetch', { requestUri: `${app.origin}/api` });
    expect([answer.body.status, app.requests.length]).toEqual(['success', 2]);
  });

  it('ends a request after the time that the card allows', async () => {
    const { app, post } = await startPage(() => undefined);
    const answer = await post('/sandbox/fetch', { requestUri: `${app.origin}/api`, requestTimeoutMillis: 60 });
    expect([answer.status, answer.body.category]).toEqual([504, 'GATEWAY_TIMEOUT']);
  });

  it('refuses the twenty-first request in flight', async () => {
    const open: (() => void)[] = [];
    const twentyArrived = Promise.withResolvers<void>();
    const { app, post } = await startPage((_request, response) => {
      open.push(() => answerJson(response, 200, { ok: true }));
      if (open.length === 20) twentyArrived.resolve();
    });
    const ask = () => post('/sandbox/fetch', { requestUri: `${app.origin}/api` });
    const first = Array.from({ length: 20 }, ask);
    await twentyArrived.promise;
    expect((await ask()).status).toBe(429);
    for (const answer of open) answer();
    expect((await Promise.all(first)).map(({ status }) => status)).toEqual(Array(20).fill(200));
    app.answering = answerWell;
    expect((await ask()).status, 'room again').toBe(200);
  });

  it('is as if nothing listened while the app is switched off, and as if it slept while it is slow', async () => {
    const { app, post, get } = await startPage(answerWell);
    const ask = () => post('/sandbox/fetch', { requestUri: `${app.origin}/api`, requestTimeoutMillis: 80 });
    await post('/sandbox/page/backend', { mode: 'down' });
    expect((await get('/sandbox/page/settings')).backend).toBe('down');
    expect((await ask()).status).toBe(500);
    await post('/sandbox/page/backend', { mode: 'slow' });
    expect((await ask()).status).toBe(504);
    expect(app.requests).toHaveLength(0);
    await post('/sandbox/page/backend', { mode: 'up' });
    expect((await ask()).status).toBe(200);
    expect((await post('/sandbox/page/backend', { mode: 'asleep' })).status).toBe(400);
  });
});
