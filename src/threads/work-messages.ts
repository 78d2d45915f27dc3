import type { CounterName } from '../api/metrics.ts';
import type { Config } from '../config.ts';
import type { StoreShare } from '../store/open-store.ts';
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

export type ToWork =
  | { kind: 'wake'; name: LoopName }
  /** Accounts are read again; then the loops that look at them do. */
  | { kind: 'accounts-changed' }
  | { kind: 'stop' };

export type FromWork =
  | { kind: 'counted'; name: CounterName; value: number; labels: Readonly<Record<string, string | number>> }
  | { kind: 'accounts-changed' }
  | { kind: 'stopped' };
