import type { Instant } from '../journey/instant.ts';
import type { ObjectType } from '../journey/vocabulary.ts';
import { addRecord, beginMeasures, finishMeasures } from '../measures/measure-journeys.ts';
import { propertyOfSplit } from '../measures/segment-of.ts';
import type { AccountModel } from '../replay-record.ts';
import type { Store } from '../store/operations.ts';
import type { JourneySplit } from './journey-page-contract.ts';

export type CountRequest = {
  accountId: string;
  current: AccountModel;
  object: ObjectType;
  by: JourneySplit | null;
  since: Instant | null;
  until: Instant | null;
  asOf: Instant;
};

export type Counted = ReturnType<typeof finishMeasures> & { asOf: Instant };
export type Counting = { state: 'ready'; counted: Counted } | { state: 'counting'; counted: number; total: number };

type Entry = {
  startedMs: number;
  asOf: Instant;
  counted: number;
  total: number;
  done: Promise<Counted>;
  isDone: boolean;
};
type Options = {
  store: Pick<Store, 'countRecords' | 'readMeasuredRecords'>;
  /** How long an answer may be waited for; after that the page is told how far it is, ms. */
  waitForMs: number;
};

/** With fewer observations than this nothing is said. */
export const minimumToSay = 10;

const pageSize = 500;
/** Who asks again within this time, by the clock of the wall and that of journeys, gets the same numbers. */
const freshForMs = 60_000;
const mostKept = 60;

/**
 * Counts journeys for pages. A count of many records takes longer than HubSpot waits for an answer, so it goes on while the
 * page asks again; whoever asks the same meanwhile waits for the same count, and what was counted is kept for a minute. One
 * count runs at a time: cards and deliveries go first.
 */
export function countJourneys({ store, waitForMs }: Options): (request: CountRequest) => Promise<Counting> {
  const entries = new Map<string, Entry>();
  let last: Promise<unknown> = Promise.resolve();

  function begin(request: CountRequest): Entry {
    const entry: Entry = {
      ...{ startedMs: Date.now(), asOf: request.asOf, counted: 0, total: 0, isDone: false },
      done: last.then(() => countAll(store, request, entry)),
    };
    last = entry.done.catch(() => undefined);
    return entry;
  }

  return async (request) => {
    const { accountId, current, object, by, since, until } = request;
    const key = JSON.stringify([accountId, current.modelVersion, object, by, since, until]);
    const known = entries.get(key);
    const entry = known !== undefined && isFresh(known, request.asOf) ? known : begin(request);
    entries.delete(key);
    entries.set(key, entry);
    const oldest = entries.keys().next().value;
    if (entries.size > mostKept && oldest !== undefined) entries.delete(oldest);
    try {
      const counted = await atMost(entry.done, waitForMs);
      if (counted !== null) return { state: 'ready', counted };
    } catch (error) {
      entries.delete(key);
      throw error;
    }
    return { state: 'counting', counted: entry.counted, total: Math.max(entry.total, entry.counted) };
  };
}

function isFresh(entry: Entry, asOf: Instant): boolean {
  const isRecent = Date.now() - entry.startedMs < freshForMs && Math.abs(asOf - entry.asOf) < freshForMs;
  return !entry.isDone || isRecent;
}

async function countAll(store: Options['store'], request: CountRequest, progress: Entry): Promise<Counted> {
  const { accountId, current, object, by, asOf, since, until } = request;
  progress.total = (await store.countRecords({ accountId }))[object];
  const splitProperty = by === null ? null : propertyOfSplit(by);
  const options = {
    stages: current.model.stages.map(({ id }) => id),
    modelVersion: current.modelVersion,
    ...{ asOf, since, until, minimum: minimumToSay },
    splits: by === null ? [] : [by],
    valueProperties: [],
    amountProperties: [],
    signals: [],
    withWonDeals: false,
  };
  const counts = beginMeasures(options);
  for (let after = ''; ; ) {
    const page = await store.readMeasuredRecords({
      ...{ accountId, objectType: object, asOf, after, limit: pageSize },
      properties: splitProperty === null ? [] : [splitProperty],
      companyProperties: [],
      withTouches: true,
    });
    for (const record of page) addRecord(counts, record);
    progress.counted += page.length;
    const lastRecord = page.at(-1);
    if (lastRecord === undefined || page.length < pageSize) break;
    after = lastRecord.recordId;
  }
  progress.isDone = true;
  return { ...finishMeasures(counts), asOf };
}

/** Null when it takes longer. */
async function atMost<Value>(promise: Promise<Value>, waitMs: number): Promise<Value | null> {
  const { promise: late, resolve } = Promise.withResolvers<null>();
  const timer = setTimeout(() => resolve(null), waitMs);
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
