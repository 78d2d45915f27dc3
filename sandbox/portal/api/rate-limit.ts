/** One rolling limit: so many calls within any window of this length. */
export type RateLimit = {
  /** Takes one call when the window has room. Refused calls take no room. */
  take(): { allowed: boolean; remaining: number };
  readonly maximum: number;
  readonly windowMs: number;
};

export function createRateLimit(maximum: number, windowMs: number, wallClock: () => number): RateLimit {
  // A ring of the instants of the last `maximum` calls: the call may go when the oldest of them has left the window.
  const taken = new Array<number>(maximum).fill(Number.NEGATIVE_INFINITY);
  let oldest = 0;
  return {
    maximum,
    windowMs,
    take: () => {
      const nowMs = wallClock();
      const windowStart = nowMs - windowMs;
      const allowed = (taken[oldest] ?? Number.POSITIVE_INFINITY) <= windowStart;
      if (allowed) {
        taken[oldest] = nowMs;
        oldest = (oldest + 1) % maximum;
      }
      return { allowed, remaining: taken.filter((instantMs) => instantMs <= windowStart).length };
    },
  };
}
