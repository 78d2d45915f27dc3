import { minuteMs } from '../journey/instant.ts';
import type { Log } from '../log.ts';
import type { Store } from '../store/operations.ts';
import { isTooOld } from './read-journal-step.ts';

/** Deliveries that are missing for longer than this were not brought, in ms: portals that are in use change all the time. */
const quietMs = 10 * minuteMs;

/**
 * Begins to compare accounts when no delivery has come for a while: the app may have been away, and some may be lost. Those that
 * are followed in HubSpot's journal are put off as long as the journal still has what it was not asked for: it tells the same, and
 * tells when.
 */
export async function repairAfterDowntime(options: {
  store: Pick<Store, 'beginRepairs' | 'readAccounts' | 'readFollowed' | 'readJournalReading' | 'readLastDeliveryAt'>;
  log: Log;
  journeyNow: () => number;
}): Promise<{ isPutOff: boolean }> {
  const { store, log, journeyNow } = options;
  const now = Date.now();
  const lastAt = await store.readLastDeliveryAt({});
  if (lastAt !== null && now - lastAt < quietMs) return { isPutOff: false };
  const reading = await store.readJournalReading({});
  const hasJournal = reading?.readAt != null && reading.failure === null && !isTooOld(reading, journeyNow());
  let isPutOff = false;
  const begun: string[] = [];
  for (const { accountId, status } of await store.readAccounts({})) {
    if (status !== 'active') continue;
    const followed = await store.readFollowed({ accountId });
    if (hasJournal && followed.length > 0 && followed.every(({ journalSince }) => journalSince !== null))
      isPutOff = true;
    else begun.push(...(await store.beginRepairs({ accountId, now, journeyNow: journeyNow() })));
  }
  if (begun.length > 0) {
    log.info({ accountIds: begun, lastAt }, 'no delivery has come for a while: what was missed is looked for');
  }
  return { isPutOff };
}
