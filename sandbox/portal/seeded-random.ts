/** Random numbers that a seed repeats: the same seed gives the same deliveries in the same order. */
export type SeededRandom = {
  /** 0 inclusive to 1 exclusive. */
  next(): number;
  /** Whole number, both ends inclusive. */
  integer(minimum: number, maximum: number): number;
  pick<T>(items: readonly T[]): T;
  /** In place, Fisher–Yates. */
  shuffle<T>(items: T[]): T[];
};

/** mulberry32: 32 bits of state, good enough to disorder deliveries. Not for secrets. */
export function createSeededRandom(seed: number): SeededRandom {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const integer = (minimum: number, maximum: number): number => minimum + Math.floor(next() * (maximum - minimum + 1));
  return {
    next,
    integer,
    pick: (items) => {
      const item = items[integer(0, items.length - 1)];
      if (item === undefined) throw new Error('Cannot pick from an empty list.');
      return item;
    },
    shuffle: (items) => {
      for (let last = items.length - 1; last > 0; last -= 1) {
        const other = integer(0, last);
        const kept = items[last]!;
        items[last] = items[other]!;
        items[other] = kept;
      }
      return items;
    },
  };
}
