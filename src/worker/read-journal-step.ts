import { randomUUID } from 'node:crypto';
import { JourneyStewardError } from '../errors.ts';
import type { Journal } from '../hubspot/journal.ts';
import { dayMs, hourMs } from '../journey/instant.ts';
import type { Log } from '../log.ts';
import type { JournalClaim, JournalReading } from '../store/journal-reading.ts';
import type { Store } from '../store/operations.ts';
import { recordJournalFile, type UnpackedFile } from './record-journal-file.ts';

export type ReadJournalOptions = {
  store: Pick<
    Store,
    | 'beginPoll'
    | 'beginRepairs'
    | 'claimJournal'
    | 'endJournalTurn'
    | 'recordJournal'
    | 'restartJournal'
    | 'uninstallAccount'
  >;
  journal: Journal;
  /** Reads the text of a file; null when it is no file of the journal. */
  unpack: (text: string) => UnpackedFile | null;
  log: Log;
  leaseMs: number;
  /** How long the journal is left alone once its end was reached, ms. */
  everyMs: number;
  tombstoneKey: Uint8Array;
  journeyNow: () => number;
  /** A comparison that was put off because the journal may know: it is begun when the journal can't be read. */
  isComparisonPutOff?: boolean;
  onRead: (counts: { events: number; newHearings: number }) => void;
  /** The end was reached. */
  onEnd?: () => void;
  /** Called once for each account that has removed the app. */
  onUninstalled: (accountId: string) => Promise<void>;
};

/** What a turn ended with. `retryAt` is when the next may begin at the earliest, ms; 0 for at once. */
type TurnEnd = { end: { asOf: number } | null; retryAt: number; lateSince: number | null; failure: string | null };

/** HubSpot keeps the journal for three days. What is nearly so old may be gone before it is asked for. */
export const journalKeptMs = 3 * dayMs - hourMs;

const turnMs = 10_000;
const retryMs = 30_000;
/** Where HubSpot does not give the app the journal, it will not do so a minute later. */
const refusedRetryMs = hourMs;
const lateRetryMs = 5_000;
/** A file that is not there after so long will not come, ms. */
const latestMs = hourMs;

/**
 * Makes a step that reads a part of HubSpot's journal, from where it stands. It returns false when its end was reached, when
 * another process reads it, or when it can't be read now. What the journal can't tell any more is left to comparing.
 */
export function readJournalStep(options: ReadJournalOptions): (signal: AbortSignal) => Promise<boolean> {
  const { store, leaseMs, everyMs } = options;
  const putOff = { isLeft: options.isComparisonPutOff ?? false };
  let notBefore = 0;
  return async (signal) => {
    if (Date.now() < notBefore) return false;
    const claimed = await store.claimJournal({ claim: randomUUID(), now: Date.now(), leaseMs, everyMs });
    if (claimed === null) return false;
    const renewing = setInterval(() => void renew(options, claimed), leaseMs / 3);
    const ended = await turnOrFailure(options, claimed, signal, putOff);
    clearInterval(renewing);
    const now = Date.now();
    await store.endJournalTurn({ claim: claimed.claim, now, ...ended });
    if (ended.end !== null) options.onEnd?.();
    notBefore = ended.end === null ? ended.retryAt : now + everyMs;
    return notBefore === 0;
  };
}

/** Without a renewal the claim ends with its lease, and what is recorded after that is refused. */
async function renew(options: ReadJournalOptions, { claim }: JournalClaim): Promise<void> {
  const { store, leaseMs, tombstoneKey, log } = options;
  const nothing = { offset: null, facts: [], erasures: [], dueAt: 0, tombstoneKey };
  await store.recordJournal({ claim, ...nothing, now: Date.now(), leaseMs }).catch((error: unknown) => {
    log.warn({ err: error }, 'the claim on reading the journal was not renewed');
  });
}

async function turnOrFailure(
  options: ReadJournalOptions,
  claimed: JournalClaim,
  signal: AbortSignal,
  putOff: { isLeft: boolean },
): Promise<TurnEnd> {
  // Of the file that comes next: whoever came at last takes it along.
  const late = { since: claimed.lateSince };
  try {
    const ended = await turn(options, claimed, signal, late);
    if (ended.end !== null) putOff.isLeft = false;
    return ended;
  } catch (error) {
    options.log.warn({ err: error }, 'the journal could not be read and will be from where it was');
    if (putOff.isLeft) await compareAll(options, claimed);
    putOff.isLeft = false;
    const isRefused = error instanceof JourneyStewardError && !error.isRetryable;
    const given = error instanceof JourneyStewardError ? error.retryAfterMs : null;
    const failure = error instanceof Error ? error.message : String(error);
    const retryAt = Date.now() + (given ?? (isRefused ? refusedRetryMs : retryMs));
    return { end: null, retryAt, lateSince: late.since, failure };
  }
}

async function turn(
  options: ReadJournalOptions,
  claimed: JournalClaim,
  signal: AbortSignal,
  late: { since: number | null },
): Promise<TurnEnd> {
  const { journal, journeyNow } = options;
  const endsAt = Date.now() + turnMs;
  let { offset } = claimed;
  if (isTooOld(claimed, journeyNow())) offset = await beginAgain(options, claimed);
  for (;;) {
    const goOn: TurnEnd = { end: null, retryAt: 0, lateSince: null, failure: null };
    if (signal.aborted || Date.now() >= endsAt) return goOn;
    // What happens while it is asked for is told by the next reading.
    const asOf = journeyNow();
    const page = await journal.next(offset);
    if (page.kind === 'end') return { ...goOn, end: { asOf } };
    if (page.kind === 'expired') {
      offset = await beginAgain(options, claimed);
      continue;
    }
    const text = await journal.read(page.url);
    if (text === null) {
      late.since ??= Date.now();
      const isToCome = Date.now() - late.since < latestMs;
      if (isToCome) return { ...goOn, retryAt: Date.now() + lateRetryMs, lateSince: late.since };
    }
    const file = text === null ? null : options.unpack(text);
    if (file === null) {
      options.log.error({ offset: page.offset }, 'a file of the journal can not be read; the accounts are compared');
      await compareAll(options, claimed);
    }
    if (!(await recordJournalFile(options, claimed.claim, page.offset, file ?? emptyFile))) return goOn;
    offset = page.offset;
    late.since = null;
  }
}

const emptyFile: UnpackedFile = { events: 0, facts: [], erasures: [], removals: [], unclear: [] };

/** Whether the journal may no longer have what follows. By either clock: that of journeys may stand still, or go on alone. */
export function isTooOld({ asOf, readAt }: Pick<JournalReading, 'asOf' | 'readAt'>, journeyNow: number): boolean {
  const isOld = (at: number | null, now: number) => at !== null && now - at > journalKeptMs;
  return isOld(asOf, journeyNow) || isOld(readAt, Date.now());
}

/** What was before the earliest file that is kept is found by comparing. Returns the offset to go on from. */
async function beginAgain(options: ReadJournalOptions, claimed: JournalClaim): Promise<string> {
  const { claim, asOf } = claimed;
  options.log.warn({ asOf }, 'the journal no longer has what was not read; the accounts are compared');
  await compareAll(options, claimed);
  await options.store.restartJournal({ claim });
  return '';
}

/** At least back to where the journal was read to. */
async function compareAll({ store, journeyNow }: ReadJournalOptions, { asOf }: JournalClaim): Promise<void> {
  await store.beginRepairs({ since: asOf ?? undefined, now: Date.now(), journeyNow: journeyNow() });
}
