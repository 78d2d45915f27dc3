import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { countDayByDay } from '../../bench/agreement/day-by-day.ts';
import { testFlags } from '../../sandbox/demo/node-flags.ts';
import { presets } from '../../src/journey/models/presets.ts';
import { calendarOf, countMinutes } from '../agreement/calendars.ts';

const bench = join(import.meta.dirname, '..', '..', 'bench', 'bench.ts');

type Result = {
  lengths: { days: number; oursMs: number; dayByDayMs: number }[];
  clocks: { model: string; clocks: number; withClocksMs: number; replayMs: number }[];
};

test('a short bench of clocks prints its tables', { timeout: 240_000 }, async () => {
  const directory = mkdtempSync(join(tmpdir(), 'journey-steward-bench-test-'));
  try {
    const json = join(directory, 'result.json');
    const small = ['--rounds', '1', '--round-ms', '0.1', '--sizes', '60'];
    const { stdout } = await promisify(execFile)(process.execPath, [
      ...testFlags,
      bench,
      'clocks',
      ...small,
      '--json',
      json,
    ]);
    const { lengths, clocks } = JSON.parse(readFileSync(json, 'utf8')) as Result;
    expect(stdout).toMatch(/\| 1,826 +\| [\d,]+ /);
    expect(stdout).toMatch(/\| lead-funnel +\| 60 +\| \d+ /);
    expect(lengths.map(({ days }) => days)).toEqual([1, 30, 365, 1_826]);
    expect(clocks.map(({ model }) => model)).toEqual([...presets.keys()]);
    expect(
      clocks.every(({ withClocksMs, replayMs, clocks: count }) => withClocksMs > 0 && replayMs > 0 && count > 0),
    ).toBe(true);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
});

test('the baseline counts right, also over a change of offset', () => {
  const calendar = calendarOf({ zone: 'Europe/Rome', holidays: ['2026-03-31'] });
  const [from, to] = [Date.parse('2026-03-26T10:15Z'), Date.parse('2026-04-02T12:45Z')];
  expect(countDayByDay(calendar)(from, to)).toBe(countMinutes(calendar, from, to));
});
