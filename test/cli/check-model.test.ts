import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { presetAgreement } from '../../src/agreement/preset-agreements.ts';
import { createAccessTokens } from '../../src/hubspot/access-tokens.ts';
import { presets } from '../../src/journey/models/presets.ts';
import { openStore } from '../../src/store/open-store.ts';
import { observed } from '../journey/portal.ts';
import { install } from '../store/battery-store.ts';
import { runCommand } from './run-command.ts';

const names = { en: 'x', it: 'x', de: 'x', ko: 'x', ru: 'x' };
const environment = { NO_COLOR: '1' };
let directory: string;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'journey-steward-check-'));
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** A file of a model with one stage, which is entered by these rules. */
function fileOf(...conditions: unknown[]): string {
  const enter = conditions.map((when, index) => ({ id: `r${index}`, when }));
  const stages = [{ id: 'only', names, lead: [{ team: 'sales' }], enter }];
  return written({ name: 'own', version: 1, names, stages, outcomes: [] });
}

let files = 0;
function written(model: unknown): string {
  files += 1;
  const path = join(directory, `model-${files}.json`);
  writeFileSync(path, typeof model === 'string' ? model : JSON.stringify(model));
  return path;
}

const check = (...args: string[]) => runCommand(['check', ...args], { environment });

test.each([...presets.keys()])('%s: no problems, without any database', async (name) => {
  expect(await check('--model', name)).toEqual({
    status: 0,
    output: 'No problems.\nThe file by itself; give --account to check it against a portal.\n',
    errors: '',
  });
});

test('an error ends with 1 and tells place and remedy', async () => {
  const { status, output, errors } = await check(
    '--model',
    fileOf({ created: true }, { deals: 'won', probabilityBelow: 0.5 }),
  );
  expect({ status, errors }).toEqual({ status: 1, errors: '' });
  expect(output).toBe(`error  never-holds  stages[0].enter[1].when
  Stage "only", rule "r1" can never hold: {"deals":"won","probabilityBelow":0.5} selects no deal. A
  deal that is won has the probability 1; leave it out.

1 error, 0 warnings.
The file by itself; give --account to check it against a portal.
`);
});

test('a warning ends with 0', async () => {
  const { status, output } = await check('--model', fileOf({ property: 'lifecyclestge', known: true }));
  expect(status).toBe(0);
  expect(output).toMatch(/^warning {2}property-not-followed {2}stages\[0\]\.enter\[0\]\.when$/m);
  expect(output).toMatch(/Did you mean\s+"lifecyclestage"\?/);
  expect(output).toMatch(/^0 errors, 1 warning\.$/m);
});

test('what the schema refuses stands in the same list, as JSON too', async () => {
  const file = fileOf({ lifecicle: ['lead'] }, { deals: 'opn' });
  const { status, output } = await check('--model', file, '--format', 'json');
  expect(status).toBe(1);
  expect(JSON.parse(output)).toMatchObject({
    model: file,
    errors: 2,
    problems: [
      {
        severity: 'error',
        code: 'form',
        path: ['stages', 0, 'enter', 0, 'when'],
        place: 'stages[0].enter[0].when',
        message: '"lifecicle" is no condition. Did you mean "lifecycle"?',
      },
      { place: 'stages[0].enter[1].when.deals' },
    ],
  });
});

describe('against an account', () => {
  let database: string;
  beforeAll(async () => {
    database = join(directory, 'portal.db');
    const store = await openStore({ kind: 'sqlite', path: database });
    await install(store, '20260001');
    await store.recordPortalMetadata({ accountId: '20260001', observed: observed('d1', {}), dueAt: 0 });
    await store.close();
  });
  const checkIn = (accountId: string, model: string) =>
    runCommand(['--database', database, 'check', '--model', model, '--account', accountId], { environment });

  test('its pipelines and lifecycle stages are looked at, and the portal is dated', async () => {
    const file = fileOf({ deals: 'open', pipelines: ['Sales'] }, { lifecycle: ['custmer'] });
    const { status, output, errors } = await checkIn('20260001', file);
    expect({ status, errors }).toEqual({ status: 1, errors: '' });
    expect(output).toContain('error  pipeline-unknown  stages[0].enter[0].when.pipelines[0]');
    expect(output).toContain('error  lifecycle-unknown  stages[0].enter[1].when');
    expect(output).toContain("Against the portal's lifecycle stages and pipelines as of 2026-01-01 00:00 UTC.");
  });

  test('with --ask-hubspot its properties are read, by the environment of the app', async () => {
    const asked: string[] = [];
    const hubspot = createServer((request, response) => {
      asked.push(`${request.headers.authorization} ${request.url}`);
      const results = [{ name: 'hs_lead_status', type: 'enumeration', options: [{ value: 'NEW' }, { value: 'OPEN' }] }];
      response.setHeader('content-type', 'application/json').end(JSON.stringify({ results }));
    });
    await once(hubspot.listen(0, '127.0.0.1'), 'listening');
    const url = `http://127.0.0.1:${(hubspot.address() as AddressInfo).port}`;
    const key = randomBytes(32);
    const store = await openStore({ kind: 'sqlite', path: database });
    const oauth = { clientId: 'x', clientSecret: 'x', apiUrl: url, appUrl: url, redirectUri: url };
    const grant = { accessToken: 'token-of-test', refreshToken: 'r', expiresInMs: 1_800_000, scopes: [] };
    const tokens = createAccessTokens(store, oauth, [key]).keep({ ...grant, accountId: '20260001' });
    await store.installAccount({ accountId: '20260001', language: 'en', scopes: ['oauth'], ...tokens, now: 0 });
    await store.close();
    const file = fileOf({ property: 'hs_lead_status', is: 'OPNE' }, { property: 'hs_lead_statsu', known: true });
    const app = {
      ...environment,
      PUBLIC_URL: url,
      HUBSPOT_CLIENT_ID: 'x',
      HUBSPOT_CLIENT_SECRET: 'x',
      HUBSPOT_API_URL: url,
      ENCRYPTION_KEY: key.toString('base64'),
    };
    try {
      const args = ['--database', database, 'check', '--model', file, '--ask-hubspot'];
      const { status, output, errors } = await runCommand(args, { environment: app });
      expect({ status, errors }).toEqual({ status: 1, errors: '' });
      expect(output).toContain('error  option-unknown  stages[0].enter[0].when.is');
      expect(output).toMatch(
        /error {2}property-unknown {2}stages\[0\]\.enter\[1\]\.when\n.*Did\s+you mean "hs_lead_status"/s,
      );
      expect(output).toContain('2026-01-01 00:00 UTC and its properties as they are now.');
      const agreement = join(directory, 'pausing.json');
      const { stages, ...rest } = presetAgreement('lead-funnel');
      const pauseWhen = { property: 'hs_lead_statsu', known: true };
      writeFileSync(
        agreement,
        JSON.stringify({ ...rest, stages: { ...stages, convert: { ...stages.convert, pauseWhen } } }),
      );
      const pausing = ['check', '--agreement', agreement];
      const alone = await runCommand(pausing, { environment });
      expect({ status: alone.status, errors: alone.errors }).toEqual({ status: 0, errors: '' });
      expect(alone.output).toMatch(
        /warning {2}pause-property-mistyped {2}stages\.convert\.pauseWhen\n.*“hs_lead_status”/s,
      );
      const portal = await runCommand(['--database', database, ...pausing, '--ask-hubspot'], { environment: app });
      expect({ status: portal.status, errors: portal.errors }).toEqual({ status: 1, errors: '' });
      expect(portal.output).toMatch(
        /error {2}pause-property-unknown {2}stages\.convert\.pauseWhen\n.*“hs_lead_status”\?/s,
      );
      expect(asked.splice(2)).toHaveLength(2);
      expect(asked.sort()).toEqual([
        expect.stringMatching(/^Bearer token-of-test .*contacts$/),
        expect.stringMatching(/^Bearer token-of-test .*deals$/),
      ]);
    } finally {
      hubspot.close();
    }
  });

  test('an account that does not have the app', async () => {
    const { status, errors } = await checkIn('7', 'lead-funnel');
    expect(status).toBe(1);
    expect(errors).toContain('The account 7 does not have the app.');
  });
});

describe('a mistake is told in one line, with status 1:', () => {
  test.each<[string, () => string[], RegExp]>([
    [
      'no such file',
      () => ['--model', join(directory, 'none.json')],
      /^There is no preset and no file ".*none\.json"; presets: /,
    ],
    ['no JSON', () => ['--model', written('{"name": ')], /^.*\.json is no JSON: /],
    ['another format', () => ['--model', 'lead-funnel', '--format', 'xml'], /^--format xml: give table or json\.$/],
  ])('%s', async (_name, args, expected) => {
    const { status, output, errors } = await check(...args());
    expect({ status, output }).toEqual({ status: 1, output: '' });
    expect(errors.trimEnd()).toMatch(expected);
  });
});
