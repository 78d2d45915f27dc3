import { minuteMs } from '../journey/instant.ts';
import type { Store } from '../store/operations.ts';

/** The journal is not waited for longer than this after a start, ms. */
const longestMs = 10 * minuteMs;

/**
 * Makes a question: has the journal still to be read to its end since the app was away? What it tells has the times at which things
 * happened; comparing would date them when it looks. A journal that can't be read is not waited for.
 */
export function isJournalBehind(options: {
  store: Pick<Store, 'readJournalReading'>;
  everyMs: number;
}): () => Promise<boolean> {
  const startedAt = Date.now();
  let isRead = false;
  return async () => {
    if (isRead || Date.now() - startedAt > longestMs) return false;
    const reading = await options.store.readJournalReading({});
    // Another process may have been at its end just before this one started.
    isRead = (reading?.readAt ?? 0) >= startedAt - options.everyMs;
    return !isRead && reading?.failure == null;
  };
}
