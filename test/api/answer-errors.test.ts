import express from 'express';
import { expect, test } from 'vitest';
import { JourneyStewardError } from '../../src/errors.ts';
import { serveRoutes } from './serve-routes.ts';

async function answerTo(thrown: unknown) {
  const router = express.Router();
  router.get('/fails', async () => {
    throw thrown;
  });
  const { url, logged } = await serveRoutes(router);
  const answer = await fetch(`${url}/fails`);
  return { status: answer.status, text: await answer.text(), logged };
}

test('an expected failure is answered by its code, with what to do', async () => {
  const { status, text, logged } = await answerTo(new JourneyStewardError('oauth-refused', 'It was not approved.'));
  expect(status).toBe(400);
  expect(JSON.parse(text)).toEqual({
    error: { code: 'oauth-refused', message: 'It was not approved.', remedy: expect.stringMatching(/.{10}/) },
  });
  expect(logged).toEqual([]);
});

test.each([
  ['an exception', new TypeError('cannot read the secret of undefined')],
  ['something that is no exception', 'the secret as a text'],
])('%s is answered as internal, told to nobody and logged', async (_name, thrown) => {
  const { status, text, logged } = await answerTo(thrown);
  expect(status).toBe(500);
  expect(text).not.toMatch(/secret|TypeError|at .*\.ts/);
  expect(logged.join()).toContain('secret');
});

test('a failure of ours is logged with its code', async () => {
  const { logged } = await answerTo(new JourneyStewardError('database-unreachable', 'The database does not answer.'));
  expect(logged.map((line) => JSON.parse(line) as object)).toMatchObject([{ level: 50, code: 'database-unreachable' }]);
});

test('what no route knows is not found, and the address is told as text, never as a page', async () => {
  const { url } = await serveRoutes();
  const answer = await fetch(`${url}/<script>?a=b`, { method: 'POST' });
  expect(answer.status).toBe(404);
  expect(answer.headers.get('content-type')).toContain('application/json');
  expect(await answer.json()).toMatchObject({ error: { code: 'not-found' } });
});
