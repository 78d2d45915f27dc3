export type EndpointCounts = {
  calls: number;
  /** Inputs of batch calls, all together, and of the largest one. */
  inputs: number;
  largestBatch: number;
  byStatus: Record<string, number>;
};

/** Calls of the CRM API since the start. Times are real, in epoch milliseconds. */
export type CallCounts = {
  total: number;
  /** 429s of the ten-second limit. */
  rateLimited: number;
  /** The same without the first one. */
  rateLimitedAfterFirst: number;
  /** 429s of the search limit. */
  searchRateLimited: number;
  /** Answers that were faults on demand, cut connections included. */
  faults: number;
  unauthorized: number;
  firstCallAt: number | null;
  lastCallAt: number | null;
  /** By method and path template. */
  byEndpoint: Record<string, EndpointCounts>;
  /** Records that batch updates carried, answered with success. */
  batchUpdateInputs: number;
};

export type CallCounter = {
  countCall(call: { endpoint: string; status: number | 'cut'; inputs: number; isBatchUpdate: boolean }): void;
  countRefusal(kind: 'rateLimited' | 'searchRateLimited' | 'unauthorized' | 'faults'): void;
  counts(): CallCounts;
};

export function createCallCounter(wallClock: () => number): CallCounter {
  const byEndpoint: Record<string, EndpointCounts> = {};
  const refused = { rateLimited: 0, searchRateLimited: 0, unauthorized: 0, faults: 0 };
  let total = 0;
  let batchUpdateInputs = 0;
  let firstCallAt: number | null = null;
  let lastCallAt: number | null = null;
  return {
    countCall: ({ endpoint, status, inputs, isBatchUpdate }) => {
      total += 1;
      lastCallAt = wallClock();
      firstCallAt ??= lastCallAt;
      byEndpoint[endpoint] ??= { calls: 0, inputs: 0, largestBatch: 0, byStatus: {} };
      const counts = byEndpoint[endpoint];
      counts.calls += 1;
      counts.inputs += inputs;
      counts.largestBatch = Math.max(counts.largestBatch, inputs);
      counts.byStatus[status] = (counts.byStatus[status] ?? 0) + 1;
      if (isBatchUpdate && (status === 200 || status === 207)) batchUpdateInputs += inputs;
    },
    countRefusal: (kind) => {
      refused[kind] += 1;
    },
    counts: () => ({
      total,
      ...refused,
      rateLimitedAfterFirst: Math.max(0, refused.rateLimited - 1),
      firstCallAt,
      lastCallAt,
      byEndpoint,
      batchUpdateInputs,
    }),
  };
}
