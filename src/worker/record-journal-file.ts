import type { AccountFact } from '../store/record-facts.ts';
import type { AccountRecord } from '../store/record-key.ts';
import type { ReadJournalOptions } from './read-journal-step.ts';

/** What a file of the journal holds. */
export type UnpackedFile = {
  events: number;
  facts: AccountFact[];
  erasures: AccountRecord[];
  /** Portals that removed the app, and when, by the real clock. */
  removals: { accountId: string; at: number }[];
  /** Events that can't be understood; the account is empty where none is named. */
  unclear: { accountId: string; reason: string }[];
};

/** One commit holds no more facts than this, so that deliveries never wait long for the writer. */
const factsPerCommit = 4_000;

/** Records a file, in several commits when it is large; the offset with the last. False when the claim is no longer held. */
export async function recordJournalFile(
  options: ReadJournalOptions,
  claim: string,
  offset: string,
  file: UnpackedFile,
): Promise<boolean> {
  const { store, leaseMs, tombstoneKey, journeyNow } = options;
  await endRemoved(options, file);
  await lookAtUnclear(options, file);
  let newHearings = 0;
  for (let start = 0; start === 0 || start < file.facts.length; start += factsPerCommit) {
    const isLast = start + factsPerCommit >= file.facts.length;
    const recorded = await store.recordJournal({
      claim,
      offset: isLast ? offset : null,
      facts: file.facts.slice(start, start + factsPerCommit),
      erasures: file.erasures,
      now: Date.now(),
      leaseMs,
      dueAt: journeyNow(),
      tombstoneKey,
    });
    if (!recorded.isHeld) return false;
    newHearings += recorded.newHearings;
  }
  options.onRead({ events: file.events, newHearings });
  return true;
}

/** A portal may have installed the app again since: the removal is then of no concern. */
async function endRemoved(
  { store, log, onUninstalled }: ReadJournalOptions,
  { removals }: UnpackedFile,
): Promise<void> {
  for (const { accountId, at } of removals) {
    if (!(await store.uninstallAccount({ accountId, tokens: null, now: Date.now(), removedAt: at }))) continue;
    log.warn({ accountId }, 'an account has removed the app, by the journal; its work ends');
    await onUninstalled(accountId);
  }
}

/** What an event does not tell is asked for: the records of the account that have changed. */
async function lookAtUnclear(options: ReadJournalOptions, { unclear }: UnpackedFile): Promise<void> {
  if (unclear.length === 0) return;
  const { store, log, journeyNow } = options;
  log.warn({ events: unclear.length, reason: unclear[0]?.reason }, 'events of the journal are not clear');
  for (const accountId of new Set(unclear.map((event) => event.accountId))) {
    if (accountId !== '') await store.beginPoll({ accountId, now: Date.now(), journeyNow: journeyNow() });
  }
}
