import type { HistoryEvent } from '../../scenario/history-event.ts';
import type { Deliveries } from '../deliveries/deliveries.ts';
import type { PortalState } from '../portal-state.ts';
import { createSeededRandom, type SeededRandom } from '../seeded-random.ts';
import { applyHistoryEvent } from './apply-history-event.ts';
import { HistoryError, readHistory } from './read-history.ts';

export type PlayHistoryOptions = {
  /** A file of JSON lines, with `.gz` packed. */
  path?: string;
  lines?: Iterable<string>;
  /** Delivers in a random order over the whole history; the same seed gives the same order. */
  shuffleSeed?: number;
  /** Share of the events that are delivered once more, 0 to 1. */
  duplicateRate?: number;
  /** Share of the events that are never delivered, 0 to 1. */
  dropRate?: number;
  /** Chooses which events are repeated and dropped. */
  seed?: number;
  /** Where the portal's clock stands afterwards; the last event when absent. */
  nowMs?: number;
  onProgress?: (progress: { linesRead: number }) => void;
};

/** `events` counts the lines, `queued` what goes out as webhooks. */
export type PlayedHistory = { events: number; duplicates: number; dropped: number; queued: number };

const progressEvery = 10_000;
const otherSources = ['API', 'INTEGRATION', 'AUTOMATION_PLATFORM'] as const;

/**
 * Builds the portal's records from a history, in time order, and then queues all its events as webhooks, in the order of
 * the file or shuffled. Resolves when they are queued: `deliveries.finished()` tells when they have arrived.
 */
export async function playHistory(
  portal: { state: PortalState; deliveries: Deliveries },
  options: PlayHistoryOptions,
): Promise<PlayedHistory> {
  const { state, deliveries } = portal;
  refuseRates(options);
  const events = await readAll(options);
  const byTime = events.map((_, index) => index).sort((one, other) => timeOf(events, one) - timeOf(events, other));
  for (const index of byTime) applyHistoryEvent(state, events[index]!);
  const last = byTime.at(-1);
  if (last !== undefined) {
    state.portalId = events[last]!.portalId;
    state.clock.set(options.nowMs ?? timeOf(events, last));
  }
  const random = createSeededRandom(options.seed ?? 1);
  const { kept, duplicates, dropped } = withFaults(events, options, random);
  if (options.shuffleSeed !== undefined) createSeededRandom(options.shuffleSeed).shuffle(kept);
  deliveries.countPlayed({ duplicates, dropped });
  deliveries.enqueue(kept);
  return { events: events.length, duplicates, dropped, queued: kept.length };
}

async function readAll(options: PlayHistoryOptions): Promise<HistoryEvent[]> {
  const events: HistoryEvent[] = [];
  for await (const event of readHistory(options)) {
    const first = events[0] ?? event;
    if (event.portalId !== first.portalId) {
      throw new HistoryError(
        `The history speaks of portal ${first.portalId} and, in event ${events.length + 1}, of portal ${event.portalId}. One history is one portal: split it by portalId.`,
      );
    }
    events.push(event);
    if (events.length % progressEvery === 0) options.onProgress?.({ linesRead: events.length });
  }
  options.onProgress?.({ linesRead: events.length });
  return events;
}

function withFaults(events: readonly HistoryEvent[], options: PlayHistoryOptions, random: SeededRandom) {
  const kept: HistoryEvent[] = [];
  const copies: HistoryEvent[] = [];
  let dropped = 0;
  for (const event of events) {
    // Both numbers are drawn for each event, so that one rate does not move what the other chooses.
    const isDropped = random.next() < (options.dropRate ?? 0);
    const isRepeated = random.next() < (options.duplicateRate ?? 0);
    if (isDropped) {
      dropped += 1;
      continue;
    }
    kept.push(event);
    if (!isRepeated) continue;
    const copy = duplicateOf(event, random);
    // In file order a duplicate follows its original at once; half of them come much later, at the end.
    (random.next() < 0.5 ? kept : copies).push(copy);
  }
  const duplicates = kept.length + copies.length - (events.length - dropped);
  for (const copy of copies) kept.push(copy);
  return { kept, duplicates, dropped };
}

/** HubSpot's duplicates are the same change: half of them told with another source, all with another event id. */
function duplicateOf(event: HistoryEvent, random: SeededRandom): HistoryEvent {
  return {
    ...event,
    eventId: random.integer(1, 2_147_483_647),
    attemptNumber: event.attemptNumber + 1,
    ...(random.next() < 0.5 && { changeSource: random.pick(otherSources) }),
  };
}

function refuseRates(options: PlayHistoryOptions): void {
  for (const name of ['duplicateRate', 'dropRate'] as const) {
    const rate = options[name] ?? 0;
    if (!(rate >= 0 && rate <= 1)) throw new HistoryError(`${name} must be a share from 0 to 1, got ${rate}.`);
  }
}

function timeOf(events: readonly HistoryEvent[], index: number): number {
  return events[index]!.occurredAt;
}
