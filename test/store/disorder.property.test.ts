import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Model } from '../../src/journey/models/model-schema.ts';
import { preset } from '../../src/journey/models/presets.ts';
import { defaultLifecycleStages } from '../../src/journey/portal-metadata.ts';
import { refreshJourneys } from '../../src/refresh-journeys.ts';
import type { Database } from '../../src/store/database.ts';
import type { Store } from '../../src/store/operations.ts';
import { eraseRecordsStep } from '../../src/worker/erase-records-step.ts';
import { arbitraryHistory, type History } from './arbitrary-history.ts';
import { type BatteryStore, useBatteryStore } from './battery-store.ts';
import { describeEachDatabase } from './each-database.ts';
import { failingLog } from './failing-log.ts';
import { hear, type Told, tombstoneKey } from './hear.ts';

const journeyNow = 200 * 86_400_000;
const funnel = preset('lead-funnel');
const moreRules: Readonly<Record<string, Model['stages'][number]['enter']>> = {
  expand: [{ id: 'ticket', when: { tickets: 'open' } }],
  capture: [{ id: 'call', when: { activity: ['call'], direction: 'incoming' } }],
  nurture: [
    { id: 'met', when: { all: [{ activity: ['meeting', 'email'] }, { not: { activity: ['call'], by: 'others' } }] } },
  ],
};

/**
 * The lead funnel, in which who has a ticket open is a matter of service: so tickets move contacts, and their companies. Who
 * calls, and who is met, is further as well: so do activities.
 */
const model: Model = {
  ...funnel,
  stages: funnel.stages.map((stage) => ({ ...stage, enter: [...(moreRules[stage.id] ?? []), ...stage.enter] })),
};
const stage = (id: string, probability: number, isClosed: boolean) => ({ id, label: id, probability, isClosed });
const portal = [
  {
    observedAt: 0,
    lifecycleStages: defaultLifecycleStages.map((value) => ({ value, label: value })),
    dealPipelines: [
      {
        id: 'default',
        label: 'default',
        stages: [
          stage('appointmentscheduled', 0.2, false),
          stage('contractsent', 0.9, false),
          stage('closedwon', 1, true),
          stage('closedlost', 0, true),
        ],
      },
    ],
    ticketPipelines: [
      {
        id: '0',
        label: 'Support',
        stages: ['1', '2', '4'].map((id) => ({ id, label: id, isClosed: id === '4' })),
      },
    ],
  },
];

/** A part of a history that arrives together, and what the app does after it has come. */
type Arrival = { told: Told[]; erases: boolean; refreshes: number; duringRefresh: boolean };

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: 1_000_000 });
});
afterEach(() => {
  vi.useRealTimers();
});

describeEachDatabase('whatever the order, the number and the company in which facts arrive', (open) => {
  const battery = useBatteryStore(open);

  test('all records end with the same journeys, tags and aliases', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryHistory.chain(withArrivals), async ({ history, arrivals }) => {
        const plain = await liveThrough(battery, history, [
          { told: history.told, erases: true, refreshes: 0, duringRefresh: false },
        ]);
        const disordered = await liveThrough(battery, history, arrivals);
        expect(disordered).toEqual(plain);
      }),
      { numRuns: battery.store.kind === 'sqlite' ? 60 : 25 },
    );
  }, 240_000);
});

function withArrivals(history: History): fc.Arbitrary<{ history: History; arrivals: Arrival[] }> {
  const { told } = history;
  const order = fc.shuffledSubarray([...told, ...told.slice(0, 4)], {
    minLength: told.length + Math.min(4, told.length),
  });
  return fc
    .tuple(
      order,
      fc.array(fc.tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 0, max: 3 }), fc.boolean()), {
        minLength: 30,
        maxLength: 30,
      }),
      fc.integer({ min: 0, max: 8 }),
    )
    .map(([facts, cuts, erasedAfter]) => {
      const arrivals: Arrival[] = [];
      let start = 0;
      for (const [size, refreshes, duringRefresh] of cuts) {
        if (start >= facts.length) break;
        arrivals.push({ told: facts.slice(start, start + size), erases: false, refreshes, duringRefresh });
        start += size;
      }
      if (start < facts.length)
        arrivals.push({ told: facts.slice(start), erases: false, refreshes: 1, duringRefresh: false });
      const arrival = arrivals[Math.min(erasedAfter, arrivals.length - 1)];
      if (arrival !== undefined) arrival.erases = true;
      return { history, arrivals };
    });
}

/** Plays arrivals into a new account, lets the app come to rest, and tells what it then holds. */
async function liveThrough({ store, rows, installedAccount }: BatteryStore, history: History, arrivals: Arrival[]) {
  const accountId = await installedAccount();
  const tell = ({ told, erases }: Arrival) =>
    hear(store, accountId, told, { dueAt: journeyNow, erasures: erases ? history.erasures : [] });
  for (const arrival of arrivals) {
    if (arrival.duringRefresh) await refreshStep(store, 2, () => tell(arrival))();
    // When nothing was due, nothing was told meanwhile.
    await tell(arrival);
    const refresh = refreshStep(store, 2);
    for (let count = 0; count < arrival.refreshes; count += 1) {
      vi.advanceTimersByTime(60_000);
      await refresh();
    }
    await eraseAll(store);
  }
  const refresh = refreshStep(store, 100);
  for (let round = 0; ; round += 1) {
    expect(round, 'rounds until nothing is due').toBeLessThan(20);
    vi.advanceTimersByTime(60_000);
    if (!(await refresh())) break;
  }
  const visits = await rowsOf(rows, 'visit', accountId);
  // Of a record that was known only through an erased one a row may be left, which says that it is nobody's.
  const hasVisits = (row: Row) => visits.some((visit) => nameOf(visit) === nameOf(row));
  return {
    visits: visits.map((row) => textOf(row, [])).sort(),
    journeys: (await rowsOf(rows, 'journey', accountId))
      .filter(hasVisits)
      .map((row) => textOf(row, ['replayed_at']))
      .sort(),
    tags: (await rowsOf(rows, 'tag_write', accountId))
      .filter(hasVisits)
      .map((row) => textOf(row, whenItIsWritten))
      .sort(),
    aliases: (await rowsOf(rows, 'record_alias', accountId)).map((row) => textOf(row, [])).sort(),
  };
}

/** When and in which turn a tag is written depends on when it was heard, and only that. */
const whenItIsWritten = [
  ...['revision', 'rewritten_revision', 'queued_at', 'claimed_until', 'attempts', 'retry_at', 'is_bulk', 'active_at'],
];

type Row = Readonly<Record<string, unknown>>;

function rowsOf(
  { kysely }: Database,
  table: 'visit' | 'journey' | 'tag_write' | 'record_alias',
  accountId: string,
): Promise<Row[]> {
  return kysely.selectFrom(table).selectAll().where('account_id', '=', accountId).execute();
}

function nameOf(row: Row): string {
  return `${row.object_type}/${row.record_id}`;
}

/** A row without the columns that tell of the way and not of where it led. */
function textOf(row: Row, omitted: readonly string[]): string {
  return JSON.stringify(Object.entries(row).filter(([name]) => name !== 'account_id' && !omitted.includes(name)));
}

/** The app's own step; what is told in `meanwhile` arrives after the ledgers were read and before the journeys are saved. */
function refreshStep(store: Store, recordsAtOnce: number, meanwhile?: () => Promise<unknown>) {
  return refreshJourneys({
    store: {
      ...store,
      saveJourneys: async (input) => {
        await meanwhile?.();
        return store.saveJourneys(input);
      },
    },
    log: failingLog,
    currentModels: async () => () => ({ model, modelVersion: 1, portal, language: 'en' as const }),
    journeyNow: () => journeyNow,
    leaseMs: 1_000,
    recordsAtOnce,
    onRefreshed: () => {},
  });
}

async function eraseAll(store: Store): Promise<void> {
  const step = eraseRecordsStep({ store, tombstoneKey, scrub: async () => null });
  while (await step());
}
