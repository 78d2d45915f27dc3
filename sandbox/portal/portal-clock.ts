/** The portal's own time, which dates changes of records. Signatures, tokens and rate limits use real time instead. */
export type PortalClock = {
  /** Epoch milliseconds. */
  now(): number;
  /** The clock stands at this instant from now on. */
  set(instantMs: number): void;
  /** Is told each instant at which the clock is set. */
  onSet(listener: (instantMs: number) => void): void;
};

/** Until it is set, the clock runs with real time. */
export function createPortalClock(wallClock: () => number): PortalClock {
  let standsAt: number | null = null;
  const listeners: ((instantMs: number) => void)[] = [];
  return {
    now: () => standsAt ?? wallClock(),
    set: (instantMs) => {
      if (!Number.isSafeInteger(instantMs)) {
        throw new RangeError(`The portal's clock needs epoch milliseconds as a whole number, got ${instantMs}.`);
      }
      standsAt = instantMs;
      for (const listener of listeners) listener(instantMs);
    },
    onSet: (listener) => {
      listeners.push(listener);
    },
  };
}
