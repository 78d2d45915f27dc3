import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { buildScenario } from '../../sandbox/scenario/build-scenario.ts';
import type { HistoryEvent } from '../../sandbox/scenario/history-event.ts';
import { scenarioPipelines } from '../../sandbox/scenario/scenario-pipelines.ts';
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
}, 240_000);
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

test('under lead-funnel the won deals are those that the events tell', async () => {
  await publishPreset(store, accountId, 'lead-funnel');
  await refreshAll(store);
  const request = { accountId, objectType: 'contact', by: 'owner', minimum: 2, language: 'en' } as const;
  const { report } = await measures(store, { ...request, since: null, until: null, asOf: yearNow });
  const won = wonDealsByContact(buildScenario({ portalId: Number(accountId) }));
  const numbers = [...won.values()].map((deals) => deals.size);
  const wins = numbers.reduce((sum, number) => sum + number, 0);
  expect(numbers.filter((number) => number > 1).length).toBeGreaterThan(1);
  expect(report.whole.wonDeals).toMatchObject({ contacts: won.size, deals: wins, mean: wins / won.size });
  expect(report.whole.wonDeals?.atLeast).toMatchObject([
    { deals: 2, share: { count: numbers.filter((number) => number > 1).length, n: won.size } },
  ]);
  const byOwner = report.splits.find(({ by }) => by === 'owner')!.segments.map(({ measures: set }) => set.wonDeals!);
  expect(byOwner.reduce((sum, { contacts }) => sum + contacts, 0)).toBe(won.size);
}, 240_000);

/** Walks through the events as they happened: whose deal it is when it is won, or who is put on it later. Nobody of the year with a deal is merged. */
function wonDealsByContact(events: readonly HistoryEvent[]): Map<number, Set<number>> {
  const stages = scenarioPipelines.flatMap((pipeline) => pipeline.stages);
  const wonStages = new Set(stages.filter(({ metadata }) => Number(metadata.probability) === 1).map(({ id }) => id));
  const linked = new Map<number, Set<number>>();
  const won = new Set<number>();
  const found = new Map<number, Set<number>>();
  for (const event of events) {
    const { objectId = 0, fromObjectId = 0, toObjectId = 0, propertyName, propertyValue = '' } = event;
    if (event.associationType === 'DEAL_TO_CONTACT') {
      const contacts = linked.get(fromObjectId) ?? new Set();
      linked.set(fromObjectId, contacts);
      if (event.associationRemoved) contacts.delete(toObjectId);
      else contacts.add(toObjectId);
    }
    if (propertyName === 'dealstage' && wonStages.has(propertyValue)) won.add(objectId);
    for (const deal of won) {
      for (const contact of linked.get(deal) ?? []) found.set(contact, (found.get(contact) ?? new Set()).add(deal));
    }
  }
  return found;
}

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
