import type { Clock, ClocksOfRecord } from '../agreement/clock.ts';
import { type LeadTime, leadTimes } from '../agreement/elapsed/elapsed-time.ts';
import type { Instant } from '../journey/instant.ts';
import {
  type AgreementTally,
  addClock,
  addHandoff,
  beginAgreementTally,
  type Compliance,
  type CountedReturns,
  complianceOf,
  isInPeriod,
  returnsOf,
} from '../measures/agreement-counts.ts';
import { addLeadTimes, type LeadTally } from '../measures/elapsed-by-lead.ts';
import type { AccountModel } from '../replay-record.ts';
import type { Store } from '../store/operations.ts';
import type { AccountJourneyRecord } from '../store/record-key.ts';
import { clockedTypes, clocksOfRecords } from './clocks-of-records.ts';
import { minimumToSay } from './count-journeys.ts';
import { type Counting, type CountProgress, countWhileAsked } from './count-while-asked.ts';

export type AgreementCountRequest = {
  accountId: string;
  current: AccountModel;
  since: Instant | null;
  asOf: Instant;
};

/** A clock that was breached, with its record. */
export type CountedBreach = { record: AccountJourneyRecord; clock: Clock };

export type CountedAgreement = {
  asOf: Instant;
  failed: number;
  compliance: Compliance[];
  returns: CountedReturns[];
  /** The largest of each team in each stage, the largest first. */
  breaches: CountedBreach[];
  elapsed: LeadTally;
};

/** So many are told, of whatever team and stage. */
export const breachesTold = 20;

const recordsAtOnce = 100;

type Options = {
  store: Pick<Store, 'countRecords' | 'loadLedgers' | 'readRecordsPage'>;
  /** How long an answer may be waited for; after that the page is told how far it is, ms. */
  waitForMs: number;
};

/** Counts for pages how the agreement is kept, by running the clocks of every record up to now. */
export function countAgreement({
  store,
  waitForMs,
}: Options): (request: AgreementCountRequest) => Promise<Counting<CountedAgreement>> {
  return countWhileAsked({
    keyOf: ({ accountId, current: { modelVersion, agreements = [] }, since }) =>
      JSON.stringify([accountId, modelVersion, agreements.at(-1)?.version ?? null, since]),
    count: (request, progress) => countAll(store, request, progress),
    waitForMs,
  });
}

async function countAll(
  store: Options['store'],
  request: AgreementCountRequest,
  progress: CountProgress,
): Promise<CountedAgreement> {
  const { accountId, current, since, asOf } = request;
  const types = clockedTypes(current);
  const totals = await store.countRecords({ accountId });
  progress.total = types.reduce((sum, type) => sum + totals[type], 0);
  const tally = beginAgreementTally({ since, until: null });
  const breaches = new Map<string, CountedBreach[]>();
  const elapsed: LeadTally = new Map();
  let failed = 0;
  for (const objectType of types) {
    for (let after = ''; ; ) {
      const records = await store.readRecordsPage({ accountId, objectType, after, limit: recordsAtOnce });
      const runs = await clocksOfRecords(store, current, records, asOf);
      failed += records.length - runs.length;
      for (const { record, clocks } of runs) {
        addRecord(tally, breaches, record, clocks);
        addLeadTimes(elapsed, leadTimesIn(current, clocks, since, asOf));
      }
      progress.counted += records.length;
      const last = records.at(-1);
      if (last === undefined || records.length < recordsAtOnce) break;
      after = last.recordId;
      // An embedded database never leaves the event loop; deliveries must get their answers in between.
      await new Promise(setImmediate);
    }
  }
  return {
    ...{ asOf, failed, elapsed },
    compliance: complianceOf(
      tally,
      current.model.stages.map(({ id }) => id),
      minimumToSay,
    ),
    returns: returnsOf(tally),
    breaches: [...breaches.values()].flatMap(largest).sort(byLateness),
  };
}

function addRecord(
  tally: AgreementTally,
  breaches: Map<string, CountedBreach[]>,
  record: AccountJourneyRecord,
  { clocks, handoffs }: ClocksOfRecord,
): void {
  for (const clock of clocks) {
    addClock(tally, clock);
    if (clock.state !== 'breached' || !isInPeriod(tally.period, clock.startedAtMs)) continue;
    const group = JSON.stringify([clock.team, clock.stage]);
    const known = [...(breaches.get(group) ?? []), { record, clock }];
    // Sorting at each of them would cost more than the count.
    breaches.set(group, known.length < 4 * breachesTold ? known : largest(known));
  }
  for (const handoff of handoffs) addHandoff(tally, handoff);
}

function leadTimesIn(
  { agreements = [] }: AccountModel,
  clocks: ClocksOfRecord,
  since: Instant | null,
  asOf: Instant,
): LeadTime[] {
  const fromMs = since ?? clocks.leads[0]?.fromMs ?? asOf;
  return leadTimes({ clocks, versions: agreements, fromMs, toMs: asOf });
}

function largest(breaches: readonly CountedBreach[]): CountedBreach[] {
  return breaches.toSorted(byLateness).slice(0, breachesTold);
}

function byLateness(left: CountedBreach, right: CountedBreach): number {
  const difference = right.clock.breachedBySeconds - left.clock.breachedBySeconds;
  return difference || left.clock.startedAtMs - right.clock.startedAtMs || (left.clock.key < right.clock.key ? -1 : 1);
}
