import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testFlags } from '../../sandbox/demo/node-flags.ts';
import { openStore } from '../../src/store/open-store.ts';
import { commandFile, runCommand } from './run-command.ts';

const header = 'account_id,object_type,record_id,lap,stage,team,owner,entered_at,left_at,move,outcome,cause';
let directory: string;
let database: string;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'journey-steward-cli-'));
  database = join(directory, 'filled.db');
  const store = await openStore({ kind: 'sqlite', path: database });
  await store.close();
  addVisits(database);
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** Two visits of a contact whose owner needs quoting, and more of them than one page of the export holds. */
function addVisits(path: string): void {
  const file = new DatabaseSync(path);
  const columns = file
    .prepare(`select name from pragma_table_info('visit')`)
    .all()
    .map(({ name }) => String(name));
  const insert = file.prepare(`insert into visit (${columns.join()}) values (${columns.map(() => '?').join()})`);
  const add = (given: Record<string, string | number | null>) =>
    insert.run(...columns.map((name) => (name in given ? (given[name] ?? null) : '')));
  const visit = {
    account_id: '33',
    object_type: 'contact',
    lap: 1,
    team: 'marketing',
    move: 'start',
    model_version: 1,
  };
  file.exec('begin');
  const entered = { entered_at: 0, left_at: null, stage: 'nurture', visit_no: 0 };
  for (let id = 100; id < 2_200; id += 1) add({ ...visit, ...entered, record_id: String(id) });
  add({
    ...visit,
    record_id: '9',
    visit_no: 0,
    stage: 'nurture',
    entered_at: 1_000,
    left_at: 2_000,
    owner: 'a,"b"\nc',
    outcome: 'won',
  });
  add({
    ...visit,
    record_id: '9',
    visit_no: 1,
    stage: 'expand',
    entered_at: 2_000,
    left_at: null,
    team: 'service',
    move: 'skip',
  });
  file.exec('commit');
  file.close();
}

test('migrate makes the database that the environment names, below a folder that is not there yet, and may be repeated', async () => {
  const path = join(directory, 'new/folder/app.db');
  for (const _time of ['first', 'second']) {
    const result = await runCommand(['migrate'], { databaseUrl: `sqlite:${path}` });
    expect(result).toEqual({ status: 0, output: 'The database has the newest schema.\n', errors: '' });
  }
  const file = new DatabaseSync(path, { readOnly: true });
  expect(file.prepare('select count(*) as visits from visit').get()).toEqual({ visits: 0 });
  file.close();
});

const foreignNode = findForeignNode();
const withoutForeignNode = foreignNode === null ? ' (SKIPPED: this machine has none)' : '';

describe('export', () => {
  let exported: string;
  beforeAll(async () => {
    const { status, output, errors } = await runCommand(['--database', database, 'export']);
    expect({ status, errors }).toEqual({ status: 0, errors: '' });
    exported = output;
  });

  test('writes a header and a line for every visit, ids in the order of numbers, over all pages', () => {
    const lines = exported.split('\n');
    expect(lines.slice(0, 5)).toEqual([
      header,
      '33,contact,9,1,nurture,marketing,"a,""b""',
      'c",1970-01-01T00:00:01.000Z,1970-01-01T00:00:02.000Z,start,won,',
      '33,contact,9,1,expand,service,,1970-01-01T00:00:02.000Z,,skip,,',
      '33,contact,100,1,nurture,marketing,,1970-01-01T00:00:00.000Z,,start,,',
    ]);
    expect(lines).toHaveLength(1 + 3 + 2_100 + 1);
    expect(exported).not.toContain('\r');
  });

  test('writes the same into a file, and nothing else to the screen', async () => {
    const file = join(directory, 'visits.csv');
    expect(await runCommand(['--database', database, 'export', '--format', 'csv', '--output', file])).toEqual({
      status: 0,
      output: '',
      errors: '',
    });
    expect(readFileSync(file, 'utf8')).toBe(exported);
  });

  test('of a database without visits is the header', async () => {
    const { output } = await runCommand(['--database', join(directory, 'empty.db'), 'export']);
    expect(output).toBe(`${header}\n`);
  });

  test('ends quietly when its reader has had enough', async () => {
    const child = spawn(process.execPath, [...testFlags, commandFile, '--database', database, 'export']);
    let errors = '';
    child.stderr.on('data', (chunk: Buffer) => {
      errors += String(chunk);
    });
    child.stdout.destroy();
    const [status] = (await once(child, 'close')) as [number];
    expect({ status, errors }).toEqual({ status: 0, errors: '' });
  });

  test.skipIf(foreignNode === null)(
    `is the same when it is started by another Node than 24${withoutForeignNode}`,
    async () => {
      const result = await runCommand(['--database', database, 'export'], { node: foreignNode ?? '' });
      expect(result).toEqual({ status: 0, output: exported, errors: '' });
    },
  );
});

describe('a mistake is told in one line, with status 1:', () => {
  const junk = () => join(directory, 'junk.db');
  beforeAll(() => writeFileSync(junk(), 'This is no database, and never was one. '.repeat(200)));

  test.each<[string, () => string[], RegExp]>([
    [
      'no database',
      () => ['--database', '', 'export'],
      /^No database is named: give --database or set DATABASE_URL\.$/,
    ],
    [
      'another format',
      () => ['--database', database, 'export', '--format', 'xml'],
      /^--format xml: the one format is csv\.$/,
    ],
    [
      'a file that is no database',
      () => ['--database', junk(), 'migrate'],
      /^The database .*junk\.db cannot be opened: file is not a database$/,
    ],
    [
      'a folder that is a file',
      () => ['--database', join(junk(), 'a.db'), 'migrate'],
      /^The database .* cannot be opened: /,
    ],
    [
      'a server that is not there, without its password',
      () => ['--database', 'postgres://user:passphrase@127.0.0.1:1/name', 'migrate'],
      /^The database postgres:\/\/user:(?!passphrase).*@127\.0\.0\.1:1\/name cannot be opened: .*ECONNREFUSED/,
    ],
    [
      'an output that cannot be written',
      () => ['--database', database, 'export', '--output', join(directory, 'no/such/folder.csv')],
      /^ENOENT: /,
    ],
    [
      'a table of clocks that cannot be written',
      () => ['--database', database, 'clocks', '--output', join(directory, 'no/such/folder.txt')],
      /^ENOENT: /,
    ],
    [
      'a time that is none',
      () => ['--database', database, 'clocks', '--now', 'soon'],
      /^error: option '--now <time>' argument 'soon' is invalid\. Use an ISO day or time/,
    ],
    ['an unknown command', () => ['frobnicate'], /^error: unknown command 'frobnicate'$/],
  ])('%s', async (_name, args, expected) => {
    const { status, output, errors } = await runCommand(args());
    expect({ status, output }).toEqual({ status: 1, output: '' });
    expect(errors.trimEnd()).toMatch(expected);
    expect(errors.trimEnd().split('\n')).toHaveLength(1);
  });
});

/** A Node of another version on this machine's PATH, or where such are usually put. */
function findForeignNode(): string | null {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/local/bin', '/usr/bin'];
  const candidates = [...new Set(folders)].filter(
    (folder) => existsSync(folder) && readdirSync(folder).includes('node'),
  );
  for (const folder of candidates) {
    const version = execFileSync(join(folder, 'node'), ['--version'], { encoding: 'utf8' });
    if (!version.startsWith('v24.')) return join(folder, 'node');
  }
  return null;
}
