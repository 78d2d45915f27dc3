/** What became of the deliveries. Times are real, in epoch milliseconds. */
export type DeliveryCounts = {
  /** Events to deliver, added duplicates included and dropped ones not. */
  events: number;
  /** Events that a history run added again. */
  duplicates: number;
  /** Events that a history run left out. */
  dropped: number;
  deliveredEvents: number;
  /** Not yet delivered: waiting in the queue, for a retry, or in flight. */
  pendingEvents: number;
  /** Requests. */
  inFlight: number;
  largestInFlight: number;
  /** Requests sent. */
  attempts: number;
  failedAttempts: number;
  /** Events sent again; one that is sent a third time counts twice. */
  retriedEvents: number;
  /** Events that failed after the last retry. */
  givenUpEvents: number;
  /** Nothing waits and nothing is in flight. */
  finished: boolean;
  lastFailure: string | null;
  firstAttemptAt: number | null;
  lastAnswerAt: number | null;
  answerMs: { median: number; ninetyNinth: number; longest: number } | null;
};

/** The share below which the given part of the sorted numbers lies; null without numbers. */
export function answerTimes(durationsMs: readonly number[]): DeliveryCounts['answerMs'] {
  if (durationsMs.length === 0) return null;
  const sorted = [...durationsMs].sort((one, other) => one - other);
  const at = (part: number): number =>
    round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0);
  return { median: at(0.5), ninetyNinth: at(0.99), longest: at(1) };
}

function round(durationMs: number): number {
  return Math.round(durationMs * 100) / 100;
}
