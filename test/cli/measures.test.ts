import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testFlags } from '../../sandbox/demo/node-flags.ts';
import { dayMs } from '../../src/journey/instant.ts';
import { preset } from '../../src/journey/models/presets.ts';
import { measuresReportSchema } from '../../src/measures/measures-report.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/operations.ts';
import { install } from '../store/battery-store.ts';
import { contact, created, hear, property } from '../store/hear.ts';
import { journeyOf, replayed, visit } from '../store/visits.ts';
import { commandFile, runCommand } from './run-command.ts';

let directory: string;
let database: string;
const accountId = '33';
const nurture = preset('lead-funnel').stages.find(({ id }) => id === 'nurture')!.names;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'journey-steward-measures-'));
  database = join(directory, 'one.db');
  const store = await openStore({ kind: 'sqlite', path: database });
  await install(store, accountId);
  await fill(store);
  await store.close();
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** 24 contacts in nurture, of whom every third went on to convert after ten days; half of them came by search. */
async function fill(store: Store): Promise<void> {
  const records = Array.from({ length: 24 }, (_, index) => contact(String(index + 1)));
  await hear(
    store,
    accountId,
    records.flatMap((record, index) => [
      created(record, index),
      ...(index % 2 === 0 ? [property(record, 'hs_analytics_source', 'ORGANIC_SEARCH', index)] : []),
    ]),
  );
  const journeys = records.map((record, index) => {
    const goesOn = index % 3 === 0;
    const first = visit('nurture', index, goesOn ? { leftAt: index + 10 * dayMs } : {});
    const visits = goesOn ? [first, visit('convert', index + 10 * dayMs, { move: 'advance', team: 'sales' })] : [first];
    return replayed(accountId, journeyOf(record, visits), 1);
  });
  expect(await store.saveJourneys({ journeys, now: 1, dueAt: 0 })).toBe(24);
}

const run = (...args: string[]) => runCommand(['--database', database, 'measures', '--now', '1970-02-01', ...args]);

describe('the table', () => {
  test('has the questions with their answers, and every stage with bars', async () => {
    const { status, output, errors } = await run('--by', 'source');
    expect({ status, errors }).toEqual({ status: 0, errors: '' });
    const lines = output.split('\n');
    expect(lines[0]).toBe('Lead funnel · version 1 · contacts · Feb 1, 1970, 12:00 AM UTC');
    expect(lines[1]).toBe('records 24');
    expect(lines.slice(lines.indexOf('STAGES'))).toEqual([
      'STAGES',
      '',
      'Attract  entered 0 · there now 0',
      '',
      'Capture  entered 0 · there now 0',
      '',
      'Nurture  entered 24 · there now 16',
      '  then Convert  ████▒▒▒▒▒▒▒▒▒···········    33% (18–53%)  8/24',
      '  still there   ███████████▒▒▒▒▒▒▒▒▒····    67% (47–82%)  16/24',
      '  by source: then Convert',
      '  unknown         ███▒▒▒▒▒▒▒▒▒▒▒▒·········    33% (14–61%)  4/12',
      '  organic search  ███▒▒▒▒▒▒▒▒▒▒▒▒·········    33% (14–61%)  4/12',
      '',
      'Convert  entered 8 · there now 8',
      '  still there  ························  too few to say  8/8',
      '',
      'Expand  entered 0 · there now 0',
      '',
    ]);
    // Colours are for terminals.
    expect(output).not.toContain('\u001b');
    expect(lines.filter((line) => line !== line.trimEnd())).toEqual([]);
  });

  test('is in the language that is asked for', async () => {
    const { output } = await run('--language', 'ru');
    expect(output).toContain(`\n${nurture.ru}  вошли 24 · сейчас там 16\n`);
    expect(output).toContain('ЭТАПЫ');
  });

  test('says more when less is enough', async () => {
    const { output } = await run('--minimum', '2');
    expect(output).toContain('half within 10 days · 75 % within 10 days · 90 % within 10 days');
  });
});

test('it ends quietly when its reader has had enough', async () => {
  const child = spawn(process.execPath, [
    ...testFlags,
    commandFile,
    '--database',
    database,
    'measures',
    '--format',
    'json',
  ]);
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => {
    errors += String(chunk);
  });
  child.stdout.destroy();
  const [status] = (await once(child, 'close')) as [number];
  expect({ status, errors }).toEqual({ status: 0, errors: '' });
});

test('without --now it is as of the clock of journeys', async () => {
  const clock = join(directory, 'clock');
  writeFileSync(clock, '1970-01-07T00:00:00Z');
  const asOf = async (environment: Record<string, string>) => {
    const { output } = await runCommand(['--database', database, 'measures', '--format', 'json'], { environment });
    return measuresReportSchema.parse(JSON.parse(output)).asOf;
  };
  expect(await asOf({ JOURNEY_NOW: '1970-01-06T00:00:00Z' })).toBe('1970-01-06T00:00:00.000Z');
  expect(await asOf({ JOURNEY_CLOCK_FILE: clock })).toBe('1970-01-07T00:00:00.000Z');
});

describe('the JSON', () => {
  const json = async (...args: string[]) => {
    const { status, output, errors } = await run('--format', 'json', ...args);
    expect({ status, errors }).toEqual({ status: 0, errors: '' });
    return measuresReportSchema.parse(JSON.parse(output));
  };

  test('keeps to its schema and has the numbers with n', async () => {
    const report = await json('--by', 'property:hs_analytics_source', '--account', accountId);
    expect(report).toMatchObject({ accountId, objectType: 'contact', minimum: 10, language: 'en' });
    expect(report.whole.stages[2]).toMatchObject({
      stage: 'nurture',
      entered: 24,
      next: [
        { stage: 'convert', ofEntered: { count: 8, n: 24, tooFew: false }, ofEnded: { count: 8, n: 8, tooFew: true } },
      ],
    });
    const split = report.splits.find(({ by }) => by === 'property:hs_analytics_source');
    expect(split?.segments.map(({ segment, measures }) => [segment, measures.records])).toEqual([
      ['', 12],
      ['ORGANIC_SEARCH', 12],
    ]);
  });

  test('takes visits by when they began', async () => {
    const report = await json('--since', '1970-01-02');
    expect(report.since).toBe('1970-01-02T00:00:00.000Z');
    expect(report.whole.stages.map(({ entered }) => entered)).toEqual([0, 0, 0, 8, 0]);
    expect((await json('--until', '1970-01-02')).whole.stages.map(({ entered }) => entered)).toEqual([0, 0, 24, 0, 0]);
  });

  test('of a time in the past is as of then', async () => {
    const report = await json('--now', '1970-01-05');
    expect(report.asOf).toBe('1970-01-05T00:00:00.000Z');
    expect(report.whole.stages.map(({ entered, open }) => [entered, open])).toEqual([
      [0, 0],
      [0, 0],
      [24, 24],
      [0, 0],
      [0, 0],
    ]);
    expect(report.whole.stages[2]?.openAge.medianMs).toBeCloseTo(4 * dayMs, -3);
    expect((await json('--now', '1969-12-31')).records).toEqual({
      measured: 0,
      withoutStage: 0,
      timeReversed: 0,
      outdated: 0,
    });
  });

  test('of a type that has no records is empty, and whole', async () => {
    const report = await json('--object', 'company');
    expect(report.records.measured).toBe(0);
    expect(report.whole.stages).toHaveLength(5);
  });
});

describe('a mistake is told in one line, with status 1:', () => {
  test.each<[string, string[], RegExp]>([
    ['another format', ['--format', 'xml'], /Allowed choices are table, json/],
    ['an unknown split', ['--by', 'shoe-size'], /source, owner, team, month or property:NAME/],
    ['a property without a name', ['--by', 'property:'], /source, owner, team, month or property:NAME/],
    ['a minimum of one', ['--minimum', '1'], /from 2 on/],
    ['a time that is none', ['--since', 'yesterday'], /ISO day or time/],
    [
      'a range without a length',
      ['--since', '1970-01-05', '--until', '1970-01-05'],
      /--since .* is not before --until /,
    ],
    ['an unknown account', ['--account', '44'], /44/],
  ])('%s', async (_name, args, expected) => {
    const { status, output, errors } = await run(...args);
    expect({ status, output }).toEqual({ status: 1, output: '' });
    expect(errors.trimEnd()).toMatch(expected);
    expect(errors.trimEnd().split('\n')).toHaveLength(1);
  });

  test('no account is named where there are several, or none', async () => {
    const path = join(directory, 'several.db');
    const of = () => runCommand(['--database', path, 'measures']);
    const store = await openStore({ kind: 'sqlite', path });
    try {
      expect((await of()).status).toBe(1);
      await install(store, '1');
      await install(store, '2');
    } finally {
      await store.close();
    }
    const { status, errors } = await of();
    expect(status).toBe(1);
    expect(errors).toMatch(/--account: 1, 2/);
  });
});
