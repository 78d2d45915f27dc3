import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { measures } from '../../src/cli/measures.ts';
import { presets } from '../../src/journey/models/presets.ts';
import type { MeasuresReport } from '../../src/measures/measures-report.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/operations.ts';
import { parse, type Row } from '../end-to-end/parse-csv.ts';
import { install } from '../store/battery-store.ts';
import { exportedBytes, publishPreset, refreshAll, tellYear, yearNow } from '../store/scenario-year.ts';

/** The built-in year of an invented firm, measured under each preset and counted again from the export by other means. */
const accountId = '7600033';
const directory = mkdtempSync(join(tmpdir(), 'journey-steward-year-'));
let store: Store;

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  store = await openStore({ kind: 'sqlite', path: join(directory, 'year.db') });
  await install(store, accountId);
  await tellYear(store, accountId);
}, 60_000);
afterAll(async () => {
  await store.close();
  vi.useRealTimers();
  rmSync(directory, { recursive: true, force: true });
});

test.each([...presets.values()])(
  'under $name agrees with a count of the export',
  async ({ name, stages }) => {
    await publishPreset(store, accountId, name);
    await refreshAll(store);
    const request = { accountId, by: 'team', minimum: 2, language: 'en', since: null, until: null } as const;
    for (const objectType of ['contact', 'deal', 'company'] as const) {
      const { report } = await measures(store, { ...request, objectType, asOf: yearNow });
      const rows = parse(await exportedBytes(store)).filter(
        (row) => row.account_id === accountId && row.object_type === objectType,
      );
      expect(rows.length).toBeGreaterThan(20);
      // No record of the year runs backwards in time.
      expect(report.records.timeReversed).toBe(0);
      expect(countsOf(report)).toEqual(stages.map(({ id }) => countedFrom(rows, id)));
    }
  },
  60_000,
);

type Counted = { stage: string; nowHere: number; entered: number; fellBack: number; withoutStage: number };

function countsOf(report: MeasuresReport): Counted[] {
  return report.whole.stages.map(({ stage, nowHere, entered, fellBack, endedWithoutStage }) => ({
    stage,
    nowHere,
    entered,
    fellBack: fellBack.ofEntered.count,
    withoutStage: endedWithoutStage,
  }));
}

/**
 * As somebody would count in a spreadsheet: rows of the stage that are no noise, without those that only take an edit back;
 * the record is still there where the row has no end.
 */
function countedFrom(rows: readonly Row[], stage: string): Counted {
  const real = rows.filter(({ move }) => move !== 'noise');
  const before = (row: Row) =>
    real.slice(0, real.indexOf(row)).findLast(({ record_id }) => record_id === row.record_id) ?? null;
  const isTakenBack = (row: Row) => {
    const last = before(row);
    return (
      row.move !== 'start' && last?.left_at !== row.entered_at && last?.stage === row.stage && last.lap === row.lap
    );
  };
  const own = real.filter((row) => row.stage === stage);
  const isFollowed = (row: Row) =>
    rows.some((other) => other.record_id === row.record_id && other.entered_at === row.left_at);
  return {
    stage,
    nowHere: rows.filter((row) => row.stage === stage && row.left_at === '').length,
    entered: own.filter((row) => !isTakenBack(row)).length,
    fellBack: real.filter((row) => row.move === 'regress' && !isTakenBack(row) && before(row)?.stage === stage).length,
    withoutStage: own.filter((row) => row.left_at !== '' && !isFollowed(row)).length,
  };
}
