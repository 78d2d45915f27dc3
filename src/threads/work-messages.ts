import type { CounterName } from '../api/metrics.ts';
import type { Config } from '../config.ts';
import type { StoreShare } from '../store/open-store.ts';
import type { Store } from '../store/operations.ts';
import type { LoopName } from '../worker/start-loops.ts';
import type { StartsWith } from './make-parts.ts';

/**
 * What the thread of the work is started with. `waiting` counts the requests that somebody waits for; `isComparisonPutOff` says that what
 * was missed while the app was away is told by the journal first.
 */
export type WorkThreadData = {
  config: Config;
  startsWith: StartsWith;
  share: StoreShare;
  waiting: Int32Array;
  isComparisonPutOff: boolean;
};

/** Reads that count over many rows. On SQLite a read holds its thread up until it ends, and cards are answered by the other one. */
export const countingReads = [
  'countRecords',
  'readAccountWork',
  'readQueueSizes',
  'readSetAsideReasons',
  'readTagProgress',
] as const satisfies readonly (keyof Store)[];
export type CountingReads = Pick<Store, (typeof countingReads)[number]>;

export type ToWork =
  | { kind: 'wake'; name: LoopName }
  /** Accounts are read again; then the loops that look at them do. */
  | { kind: 'accounts-changed' }
  | { kind: 'read'; id: number; name: keyof CountingReads; input: unknown }
  | { kind: 'stop' };

export type FromWork =
  | { kind: 'counted'; name: CounterName; value: number; labels: Readonly<Record<string, string | number>> }
  | { kind: 'accounts-changed' }
  | { kind: 'answer'; id: number; answer: unknown }
  | { kind: 'failure'; id: number; error: unknown }
  | { kind: 'stopped' };
