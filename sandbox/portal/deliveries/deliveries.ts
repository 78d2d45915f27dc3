import { Agent } from 'node:http';
import type { HistoryEvent } from '../../scenario/history-event.ts';
import type { SeededRandom } from '../seeded-random.ts';
import { answerTimes, type DeliveryCounts } from './delivery-counts.ts';
import type { DeliveryStep } from './delivery-step.ts';
import { createEventQueue } from './event-queue.ts';
import { postBatch } from './post-batch.ts';
import { createRetrySchedule, type RetryTiming } from './retry-schedule.ts';
import { signDelivery } from './sign-delivery.ts';

export type DeliveryOptions = {
  clientSecret: string;
  /** Null: events wait until a target is set. */
  targetUrl: string | null;
  wallClock: () => number;
  random: SeededRandom;
  retry: RetryTiming;
  timeoutMs: number;
  /** Is told of every step of every event. */
  onStep?: (step: DeliveryStep) => void;
};

export type Deliveries = {
  enqueue(events: readonly HistoryEvent[]): void;
  setTarget(url: string | null): void;
  target(): string | null;
  /** Counts what a history run did to its events before they came here. */
  countPlayed(counts: { duplicates: number; dropped: number }): void;
  counts(): DeliveryCounts;
  /** Resolves when nothing waits and nothing is in flight; at once when that is so. */
  finished(): Promise<void>;
  stop(): Promise<void>;
};

const eventsPerBatch = 100;
const requestsInFlight = 10;
const retries = 10;
const rememberedDurations = 100_000;

/** Sends events to the app as HubSpot does: batches of up to 100, ten in flight, failed events again one by one. */
export function createDeliveries(options: DeliveryOptions): Deliveries {
  const queue = createEventQueue();
  const agent = new Agent({ keepAlive: true, maxSockets: requestsInFlight });
  const stopping = new AbortController();
  const schedule = createRetrySchedule(options.retry, options.random, (events) => {
    count.retriedEvents += events.length;
    queue.add(events);
    send();
  });
  const durationsMs: number[] = [];
  const waiters: (() => void)[] = [];
  let targetUrl = options.targetUrl;
  let inFlight = 0;
  let eventsInFlight = 0;
  let sendingIsPlanned = false;
  const count = {
    events: 0,
    duplicates: 0,
    dropped: 0,
    deliveredEvents: 0,
    largestInFlight: 0,
    attempts: 0,
    failedAttempts: 0,
    retriedEvents: 0,
    givenUpEvents: 0,
    lastFailure: null as string | null,
    firstAttemptAt: null as number | null,
    lastAnswerAt: null as number | null,
  };

  const isFinished = (): boolean => queue.length() === 0 && inFlight === 0 && schedule.waiting() === 0;

  function send(): void {
    while (targetUrl !== null && inFlight < requestsInFlight && queue.length() > 0 && !stopping.signal.aborted) {
      void sendOne(targetUrl, queue.take(eventsPerBatch));
    }
  }

  async function sendOne(url: string, events: HistoryEvent[]): Promise<void> {
    inFlight += 1;
    eventsInFlight += events.length;
    count.attempts += 1;
    count.largestInFlight = Math.max(count.largestInFlight, inFlight);
    count.firstAttemptAt ??= options.wallClock();
    const body = JSON.stringify(events);
    const headers = signDelivery({
      clientSecret: options.clientSecret,
      targetUrl: url,
      body,
      sentAtMs: options.wallClock(),
    });
    options.onStep?.({ step: 'sent', events });
    const startedMs = performance.now();
    const answer = await postBatch({
      url: new URL(url),
      headers,
      body,
      agent: url.startsWith('https:') ? undefined : agent,
      timeoutMs: options.timeoutMs,
      signal: stopping.signal,
    });
    if (durationsMs.length < rememberedDurations) durationsMs.push(performance.now() - startedMs);
    count.lastAnswerAt = options.wallClock();
    inFlight -= 1;
    eventsInFlight -= events.length;
    options.onStep?.({ step: answer.ok ? 'delivered' : 'failed', events, reason: answer.reason });
    if (answer.ok) count.deliveredEvents += events.length;
    else fail(events, answer.reason);
    send();
    if (isFinished()) for (const resolve of waiters.splice(0)) resolve();
  }

  function fail(events: HistoryEvent[], reason: string): void {
    count.failedAttempts += 1;
    count.lastFailure = reason;
    for (const event of events) {
      if (stopping.signal.aborted) continue;
      if (event.attemptNumber >= retries) count.givenUpEvents += 1;
      else schedule.add({ ...event, attemptNumber: event.attemptNumber + 1 });
    }
  }

  return {
    enqueue: (events) => {
      count.events += events.length;
      options.onStep?.({ step: 'waiting', events });
      queue.add(events);
      if (sendingIsPlanned) return;
      sendingIsPlanned = true;
      // Changes made in one go travel in one delivery.
      setImmediate(() => {
        sendingIsPlanned = false;
        send();
      });
    },
    setTarget: (url) => {
      targetUrl = url;
      send();
    },
    target: () => targetUrl,
    countPlayed: ({ duplicates, dropped }) => {
      count.duplicates += duplicates;
      count.dropped += dropped;
    },
    counts: () => ({
      ...count,
      inFlight,
      pendingEvents: queue.length() + schedule.waiting() + eventsInFlight,
      finished: isFinished(),
      answerMs: answerTimes(durationsMs),
    }),
    finished: () => (isFinished() ? Promise.resolve() : new Promise((resolve) => waiters.push(resolve))),
    stop: async () => {
      stopping.abort();
      schedule.stop();
      queue.clear();
      if (inFlight > 0) await new Promise<void>((resolve) => waiters.push(resolve));
      for (const resolve of waiters.splice(0)) resolve();
      agent.destroy();
    },
  };
}
