import type { Variant } from './variants.ts';

/** One variant, measured once with one size of deliveries. */
export type Measurement = {
  variant: Variant;
  deliverySize: number;
  round: number;
  /** Events whose delivery was answered 2xx. */
  events: number;
  /** First request sent to last answer. */
  elapsedMs: number;
  /** First request sent until everything was worked into facts, where there are facts. */
  untilFactsMs: number | undefined;
  latencyMs: { median: number; p99: number };
};

/** Events a second that were answered, hence durable. */
export function eventsPerSecond({ events, elapsedMs }: Measurement): number {
  return (events * 1_000) / elapsedMs;
}

/** Events a second from the wire to facts; undefined where there are none. */
export function factsPerSecond({ events, untilFactsMs }: Measurement): number | undefined {
  return untilFactsMs === undefined ? undefined : (events * 1_000) / untilFactsMs;
}
