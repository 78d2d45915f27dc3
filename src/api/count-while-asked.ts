import type { Instant } from '../journey/instant.ts';

/** How far a count is, as whoever counts keeps it up to date. */
export type CountProgress = { counted: number; total: number };
export type Counting<Counted> = { state: 'ready'; counted: Counted } | ({ state: 'counting' } & CountProgress);

type Entry<Counted> = CountProgress & { startedMs: number; asOf: Instant; done: Promise<Counted>; isDone: boolean };
type Options<Request, Counted> = {
  /** Requests with the same key are answered by the same count. */
  keyOf: (request: Request) => string;
  count: (request: Request, progress: CountProgress) => Promise<Counted>;
  /** How long an answer may be waited for; after that the page is told how far it is, ms. */
  waitForMs: number;
};

/** Who asks again within this time, by the clock of the wall and that of journeys, gets the same numbers. */
const freshForMs = 60_000;
const mostKept = 60;

/**
 * Counts for pages. A count of many records takes longer than HubSpot waits for an answer, so it goes on while the page asks
 * again; whoever asks the same meanwhile waits for the same count, and what was counted is kept for a minute. One count runs at
 * a time: cards and deliveries go first.
 */
export function countWhileAsked<Request extends { asOf: Instant }, Counted>({
  keyOf,
  count,
  waitForMs,
}: Options<Request, Counted>): (request: Request) => Promise<Counting<Counted>> {
  const entries = new Map<string, Entry<Counted>>();
  let last: Promise<unknown> = Promise.resolve();

  function begin(request: Request): Entry<Counted> {
    const entry: Entry<Counted> = {
      ...{ startedMs: Date.now(), asOf: request.asOf, counted: 0, total: 0, isDone: false },
      done: last.then(async () => {
        const counted = await count(request, entry);
        entry.isDone = true;
        return counted;
      }),
    };
    last = entry.done.catch(() => undefined);
    return entry;
  }

  return async (request) => {
    const key = keyOf(request);
    const known = entries.get(key);
    const entry = known !== undefined && isFresh(known, request.asOf) ? known : begin(request);
    entries.delete(key);
    entries.set(key, entry);
    const oldest = entries.keys().next().value;
    if (entries.size > mostKept && oldest !== undefined) entries.delete(oldest);
    try {
      const done = await atMost(entry.done, waitForMs);
      if (done !== null) return { state: 'ready', counted: done };
    } catch (error) {
      entries.delete(key);
      throw error;
    }
    return { state: 'counting', counted: entry.counted, total: Math.max(entry.total, entry.counted) };
  };
}

function isFresh(entry: Entry<unknown>, asOf: Instant): boolean {
  const isRecent = Date.now() - entry.startedMs < freshForMs && Math.abs(asOf - entry.asOf) < freshForMs;
  return !entry.isDone || isRecent;
}

/** Null when it takes longer. */
async function atMost<Value>(promise: Promise<Value>, waitMs: number): Promise<Value | null> {
  const { promise: late, resolve } = Promise.withResolvers<null>();
  const timer = setTimeout(() => resolve(null), waitMs);
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
