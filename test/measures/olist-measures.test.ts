import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { measures } from '../../src/cli/measures.ts';
import { preset } from '../../src/journey/models/presets.ts';
import type { MeasuresReport } from '../../src/measures/measures-report.ts';
import { refreshJourneys } from '../../src/refresh-journeys.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/operations.ts';
import { factsOfEvent } from '../../webhooks/facts-of-event.ts';
import { webhookEventSchema } from '../../webhooks/webhook-event.ts';
import { parse, type Row } from '../end-to-end/parse-csv.ts';
import { portal } from '../journey/portal.ts';
import { install } from '../store/battery-store.ts';
import { failingLog } from '../store/failing-log.ts';
import { tombstoneKey } from '../store/hear.ts';
import { exportedBytes } from '../store/scenario-year.ts';

const path = fileURLToPath(new URL('../../../shared/data/olist-funnel.jsonl.gz', import.meta.url));
const isThere = existsSync(path);
const title = `measures of the marketing funnel of Olist${isThere ? '' : ` (SKIPPED: ${path} is absent)`}`;

const accountId = '20260101';
const asOf = Date.parse('2018-11-14T18:04:00.000Z');

describe.skipIf(!isThere)(title, () => {
  const directory = mkdtempSync(join(tmpdir(), 'journey-steward-olist-'));
  let report: MeasuresReport;
  let visits: Row[][];
  const sources = new Map<string, string>();

  beforeAll(async () => {
    const store = await openStore({ kind: 'sqlite', path: join(directory, 'olist.db') });
    try {
      await install(store, accountId);
      await hearHistory(store, sources);
      await refreshAll(store);
      const request = { accountId, objectType: 'contact', by: 'source', minimum: 10, language: 'en' } as const;
      ({ report } = await measures(store, { ...request, since: null, until: null, asOf }));
      visits = await readExport(store);
    } finally {
      await store.close();
    }
  }, 240_000);
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  /** Who was won before the first contact runs backwards and does not count. */
  const forwards = () => visits.filter(([first]) => first?.stage !== 'expand');
  const isWon = (own: readonly Row[]) => own.length > 1;
  const nurture = () => report.whole.stages.find(({ stage }) => stage === 'nurture')!;

  test('count every contact but the one whose time runs backwards', () => {
    expect(visits).toHaveLength(8_000);
    expect(report.records).toEqual({ measured: forwards().length, withoutStage: 0, timeReversed: 1, outdated: 0 });
    expect(forwards()).toHaveLength(7_999);
  });

  test('agree with the export on who went on, and who is still there', () => {
    const won = forwards().filter(isWon).length;
    expect(nurture()).toMatchObject({ entered: 7_999, ended: won, open: 7_999 - won });
    expect(nurture().next.map(({ stage, ofEntered }) => [stage, ofEntered.count])).toEqual([['expand', won]]);
    expect(nurture().outcomes.map(({ outcome, ended }) => [outcome, ended])).toEqual([['won', won]]);
  });

  test('agree with the export on how long it took', () => {
    const days = forwards()
      .filter(isWon)
      .map(([first]) => Date.parse(first!.left_at) - Date.parse(first!.entered_at))
      .sort((left, right) => left - right);
    // The middle one: the lowest that at least half of all do not exceed.
    const lowest = (share: number) => days.find((_length, index) => (index + 1) / days.length >= share);
    expect(nurture().time).toEqual({
      n: days.length,
      tooFew: false,
      medianMs: lowest(0.5),
      p75Ms: lowest(0.75),
      p90Ms: lowest(0.9),
    });
  });

  test('agree with the file and the export on every source', () => {
    const counted = new Map<string, [number, number]>();
    for (const own of forwards()) {
      const source = sources.get(own[0]!.record_id) ?? '';
      const [entered, won] = counted.get(source) ?? [0, 0];
      counted.set(source, [entered + 1, won + (isWon(own) ? 1 : 0)]);
    }
    const segments = report.splits.find(({ by }) => by === 'source')!.segments;
    const measured = segments.map(({ segment, measures: { stages } }) => {
      const { entered, ended } = stages.find(({ stage }) => stage === 'nurture')!;
      return [segment, [entered, ended]] as const;
    });
    expect(new Map(measured)).toEqual(counted);
    expect(counted.size).toBeGreaterThan(5);
  });
});

async function hearHistory(store: Store, sources: Map<string, string>): Promise<void> {
  const lines = gunzipSync(readFileSync(path)).toString('utf8').trimEnd().split('\n');
  const facts = lines.flatMap((line) => {
    const event = webhookEventSchema.parse(JSON.parse(line));
    if (event.propertyName === 'hs_analytics_source') sources.set(event.objectId ?? '', event.propertyValue ?? '');
    const reading = factsOfEvent(event);
    return reading.kind === 'facts' ? reading.facts : [];
  });
  const rest = { setAside: [], erasures: [], groupIds: [], now: 0, dueAt: 0, tombstoneKey };
  for (let start = 0; start < facts.length; start += 5_000) {
    await store.recordFacts({ ...rest, facts: facts.slice(start, start + 5_000) });
  }
}

async function refreshAll(store: Store): Promise<void> {
  const model = { model: preset('lead-funnel'), modelVersion: 1, portal, language: 'en' } as const;
  const step = refreshJourneys({
    store,
    log: failingLog,
    currentModels: async () => () => model,
    journeyNow: () => asOf,
    leaseMs: 60_000,
    recordsAtOnce: 500,
    onRefreshed: () => {},
  });
  while (await step());
}

/** The export's rows, record by record. */
async function readExport(store: Store): Promise<Row[][]> {
  return [...Map.groupBy(parse(await exportedBytes(store)), (row) => row.record_id).values()];
}
