import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Agreement } from '../../src/agreement/agreement-schema.ts';
import { presetAgreement } from '../../src/agreement/preset-agreements.ts';
import { preset } from '../../src/journey/models/presets.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/operations.ts';
import { observed } from '../journey/portal.ts';
import { install } from '../store/battery-store.ts';
import { contact, hear, lifecycle } from '../store/hear.ts';
import { publishPreset, tellYear, yearNow } from '../store/scenario-year.ts';
import { runCommand } from './run-command.ts';

const environment = { JOURNEY_NOW: new Date(yearNow).toISOString(), NO_COLOR: '1' };
let directory: string;
let database: string;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'journey-steward-models-'));
  database = await filled('one.db', async (store) => {
    await install(store, '20260001');
    await tellYear(store, '20260001');
  });
}, 240_000);
afterAll(() => rmSync(directory, { recursive: true, force: true }));

async function filled(name: string, fill: (store: Store) => Promise<unknown>): Promise<string> {
  const path = join(directory, name);
  const store = await openStore({ kind: 'sqlite', path });
  await fill(store);
  await store.close();
  return path;
}

const run = (args: string[], path = database, env: Readonly<Record<string, string>> = environment) =>
  runCommand(['--database', path, ...args], { environment: env });

async function output(args: string[], path?: string, env?: Readonly<Record<string, string>>): Promise<string> {
  const result = await run(args, path, env);
  expect({ status: result.status, errors: result.errors }).toEqual({ status: 0, errors: '' });
  return result.output;
}

/** A model of one's own: the lead funnel, but sales leads in its last stage and nobody is in capture. */
function ownModel(): string {
  const { questions: _questions, ...funnel } = preset('lead-funnel');
  const stages = funnel.stages
    .filter(({ id }) => id !== 'capture')
    // Decisions of the touchpoint map lead to stages.
    .map(({ touchpointMap: _touchpointMap, ...stage }) => stage)
    .map((stage) => (stage.id === 'expand' ? { ...stage, lead: [{ team: 'sales' }] } : stage));
  const path = join(directory, 'own.json');
  writeFileSync(path, JSON.stringify({ ...funnel, stages }));
  return path;
}

describe('preview', () => {
  test('tells stages, teams and the largest moves of a change, and changes nothing', async () => {
    const told = await output(['preview', '--model', ownModel()]);
    const lines = told.split('\n');
    expect(lines[0]).toBe('lead-funnel, version 1 → lead-funnel, draft');
    expect(lines[1]).toMatch(/^As of 2026-11-20 16:00 UTC: 108 records, \d+ of them change \(\d+ %\)\.$/);
    expect(told).toMatch(/^CONTACTS: 58, of which \d+ change$/m);
    expect(told).toMatch(/^Capture +5 +→ +– +−5 +░+$/m);
    expect(told).toMatch(/^Expand +14 +→ +14 += {2}█+$/m);
    expect(told).toMatch(/^service +14 +→ +0 +−14 +░+$/m);
    expect(told).toMatch(/^sales +13 +→ +27 +\+14 +█+▓+$/m);
    expect(told).not.toContain('nobody');
    expect(told).toMatch(/^Expand \(service\) → Expand \(sales\): 14 contacts {2}\(such as \d+, \d+, \d+\)$/m);
    expect(told).not.toContain('entered since');
    expect(lines.filter((line) => line !== line.trimEnd())).toEqual([]);
    expect(await output(['models'])).toMatch(/^ +1 .*in force$/m);
  });

  test('of a model with another name shows both models, and warns that every tag gets another value', async () => {
    const told = await output(['preview', '--model', 'buying-cycle', '--since', '2026-09-01']);
    expect(told).toContain('The models have different names, so every record with a stage gets another value');
    expect(told).toMatch(/^Lead funnel: Nurture +22 +→ +– +−22 +░+$/m);
    expect(told).toMatch(/^Buying cycle: Loyalty +– +→ +12 +\+12 +▓+$/m);
    expect(told.match(/^entered since 2026-09-01 00:00 UTC/gm)).toHaveLength(3);
  });

  test('of the model in force says that nobody moves', async () => {
    expect(await output(['preview', '--model', 'lead-funnel'])).toMatch(/\n\nNobody moves\.\n$/);
  });

  test('gives the whole of it as JSON, with no more than that on the screen', async () => {
    const told = JSON.parse(await output(['preview', '--model', 'client-lifecycle', '--format', 'json']));
    expect(told).toMatchObject({ accountId: '20260001', version: 1, records: 108, total: 108, isPartial: false });
    expect(told).toMatchObject({ now: '2026-11-20T16:00:00.000Z', since: null, entries: null });
    expect(told.moves.reduce((sum: number, { count }: { count: number }) => sum + count, 0)).toBe(told.changed);
  });

  test('follows the clock of journeys: the instant of the environment, or the file that it names', async () => {
    const file = join(directory, 'clock');
    writeFileSync(file, '2026-06-30T12:00:00Z\n');
    const asOf = async (env: Readonly<Record<string, string>>) =>
      JSON.parse(await output(['preview', '--model', 'buying-cycle', '--format', 'json'], database, env));
    const early = await asOf({ ...environment, JOURNEY_CLOCK_FILE: file });
    expect(early).toMatchObject({ now: '2026-06-30T12:00:00.000Z' });
    expect(early.stages).not.toEqual((await asOf(environment)).stages);
  });
});

describe('publish', () => {
  test('puts a model in force once, makes its records due whatever the time where the app runs, and takes it back', async () => {
    const path = await filled('publish.db', async (store) => {
      await install(store, '33');
      await hear(store, '33', [lifecycle(contact('1'), 'lead', 1), lifecycle(contact('2'), 'lead', 1)]);
    });
    expect(await output(['publish', '--model', 'buying-cycle'], path)).toBe(
      'The account 33 replays under buying-cycle, version 2; 2 records are due.\n',
    );
    expect(await output(['publish', '--model', 'buying-cycle'], path)).toBe(
      'The account 33 has this model already: buying-cycle, version 2.\n',
    );
    const overtaken = await run(['publish', '--model', 'lead-funnel', '--expected-version', '1'], path);
    expect(overtaken).toMatchObject({ status: 1, errors: 'Version 2 is in force, not 1: nothing was published.\n' });
    expect(await output(['publish', '--from-version', '1', '--expected-version', '2'], path)).toContain(
      'lead-funnel, version 3',
    );
    const minute = String.raw`\d{4}-\d\d-\d\d \d\d:\d\d UTC`;
    expect(await output(['models'], path)).toMatch(
      new RegExp(
        `^version  model         published             by\n +3  lead-funnel   ${minute}  cli    in force\n` +
          ` +2  buying-cycle  ${minute}  cli\n +1  lead-funnel   1970-01-01 00:00 UTC  start\n$`,
      ),
    );
    const store = await openStore({ kind: 'sqlite', path });
    try {
      expect(await store.readQueueSizes({ dueAt: 0 })).toMatchObject({ records: 2 });
    } finally {
      await store.close();
    }
  });

  test('refuses a model that says what can not be, and names each place; a preview says so too', async () => {
    const funnel = preset('lead-funnel');
    const never = { all: [{ lifecycle: ['lead'] }, { lifecycle: ['customer'] }] };
    const stages = funnel.stages.map((stage, index) =>
      index === 1 ? { ...stage, enter: [{ id: 'never', when: never }] } : stage,
    );
    const path = join(directory, 'never.json');
    writeFileSync(path, JSON.stringify({ ...funnel, stages }));
    const { status, errors } = await run(['publish', '--model', path]);
    expect(status).toBe(1);
    expect(errors).toMatch(/^The model says what can't be:\n( {2}.+\n)* {2}stages\[1\]\.enter\[0\]\.when: /);
    expect(await output(['models'])).toMatch(/^version.*\n +1 .*in force\n$/);
    expect(await output(['preview', '--model', path])).toMatch(
      /^This model can't be published:\n( {2}.+\n)* {2}stages\[1\]\.enter\[0\]\.when: /,
    );
  });

  test('and the others take the account that is named where there are several', async () => {
    const path = await filled('several.db', async (store) => {
      await install(store, '33');
      await install(store, '44');
      await publishPreset(store, '44', 'buying-cycle');
    });
    expect(await output(['publish', '--model', 'client-lifecycle', '--account', '33'], path)).toContain('account 33');
    expect(await output(['models', '--account', '44'], path)).toMatch(/2 {2}buying-cycle .*in force/);
    expect(await output(['preview', '--model', 'buying-cycle', '--account', '44'], path)).toContain('version 2 →');
    const { status, errors } = await run(['models'], path);
    expect({ status, errors }).toEqual({
      status: 1,
      errors: 'Several accounts have the app; name one with --account: 33, 44.\n',
    });
  });
});

describe('an agreement', () => {
  const zones = async (path: string, accountId: string) => {
    const store = await openStore({ kind: 'sqlite', path });
    try {
      const [newest] = (await store.readAgreements({ accountId })).slice(-1);
      const { teams } = JSON.parse(newest?.definition ?? '{}') as Agreement;
      return [...new Set(Object.values(teams).map((team) => team?.calendar.zone))];
    } finally {
      await store.close();
    }
  };
  const inTokyo = (name: string) =>
    filled(name, async (store) => {
      await install(store, '55');
      await store.recordPortalMetadata({
        accountId: '55',
        observed: { ...observed('d1', {}), timeZone: 'Asia/Tokyo' },
        dueAt: 0,
      });
    });

  test('that is a preset keeps the time of the portal, one of a file that which it says', async () => {
    const path = await inTokyo('tokyo.db');
    const told = await output(['publish', '--agreement', 'lead-funnel'], path);
    expect(told).toBe('The account 55 has the agreement lead-funnel-agreement, version 1, for new-visits.\n');
    expect(await zones(path, '55')).toEqual(['Asia/Tokyo']);
    // What is in force already would make and save no breach.
    const drafted = await output(['preview', '--agreement', 'lead-funnel', '--format', 'json'], path);
    expect(JSON.parse(drafted)).toMatchObject({ version: 1, changed: 0, problems: [] });
    const own = join(directory, 'rome.json');
    writeFileSync(own, JSON.stringify(presetAgreement('lead-funnel', 'Europe/Rome')));
    await output(['publish', '--agreement', own], path);
    expect(await zones(path, '55')).toEqual(['Europe/Rome']);
  });

  test('is checked with the model that the account has, or with the one that is named', async () => {
    const path = await inTokyo('cycle.db');
    await output(['publish', '--model', 'client-lifecycle'], path);
    const ofAccount = ['check', '--agreement', 'client-lifecycle', '--account', '55'];
    expect(await output(ofAccount, path)).toMatch(/^No problems\./);
    const { status, output: said } = await run([...ofAccount, '--model', 'lead-funnel'], path);
    expect(status).toBe(1);
    expect(said).toContain('error  stage-unknown');
  });
});

describe('a mistake about models is told in one line, with status 1:', () => {
  test.each<[string, string[], RegExp]>([
    ['an unknown model', ['preview', '--model', 'x'], /^There is no preset and no file "x"; presets: /],
    ['neither model nor agreement', ['preview'], /^Give either --model or --agreement\.$/],
    [
      'a version beside an agreement',
      ['publish', '--agreement', 'lead-funnel', '--from-version', '1'],
      /^Beside --agreement neither --model nor --from-version is taken\./,
    ],
    ['neither model nor version', ['publish'], /^Give either --model or --from-version\.$/],
    ['both', ['publish', '--model', 'lead-funnel', '--from-version', '1'], /^Give either --model or --from-version\.$/],
    [
      'a version that never was',
      ['publish', '--from-version', '9'],
      /^The account 20260001 has never had a version 9\.$/,
    ],
    ['no number', ['publish', '--from-version', 'x'], /Give the number of a version/],
    [
      'another format',
      ['preview', '--model', 'lead-funnel', '--format', 'csv'],
      /^--format csv: the formats are table/,
    ],
    ['another account', ['models', '--account', '7'], /^The account 7 does not have the app\. .*: 20260001\.$/],
    [
      'no date',
      ['preview', '--model', 'lead-funnel', '--since', 'May'],
      /^since: "May" is none of these: a date \(2026/,
    ],
    [
      'no such day',
      ['preview', '--model', 'lead-funnel', '--since', '2026-02-29'],
      /^since: "2026-02-29" is none of these/,
    ],
    ['no zone', ['preview', '--model', 'lead-funnel', '--since', '2026-05-01T08:00'], /^since: .* is none of these/],
    [
      'the future',
      ['preview', '--model', 'lead-funnel', '--since', '2026-11-21'],
      /^since: 2026-11-21 lies in the future/,
    ],
  ])('%s', async (_name, args, expected) => {
    const { status, output: said, errors } = await run(args);
    expect({ status, said }).toEqual({ status: 1, said: '' });
    expect(errors.trimEnd()).toMatch(expected);
    expect(errors.trimEnd().split('\n')).toHaveLength(1);
  });

  test('a clock that is none', async () => {
    const { status, errors } = await run(['preview', '--model', 'lead-funnel'], database, { JOURNEY_NOW: 'noon' });
    expect(status).toBe(1);
    expect(errors).toContain('JOURNEY_NOW: give an ISO time with zone');
  });
});
