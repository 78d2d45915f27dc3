import type { Language, PastType } from '../journey/vocabulary.ts';
import type { Store } from '../store/operations.ts';
import type { RecordQueue } from '../store/read-waiting-records.ts';

/** What the health of an account is read from. */
export type HealthSource = {
  store: Pick<
    Store,
    | 'readAccountFailedReplays'
    | 'readAccountSetAsideEvents'
    | 'readAccountWork'
    | 'readAccounts'
    | 'readBackfillProgress'
    | 'readJournalReading'
    | 'readRecoveredRecords'
    | 'readRefusedTasks'
    | 'readRepairs'
    | 'readSetAsideReasons'
    | 'readTagProblems'
    | 'readTagProgress'
    | 'readTaggedRecords'
    | 'readWaitingRecords'
  >;
  /** The clock of journeys, ms. */
  journeyNow: () => number;
};

/** What of a table is asked for, as its query has it. */
export type HealthAsked = {
  accountId: string;
  language: Language;
  now: number;
  limit: number;
  reason?: string | undefined;
  problem?: string | undefined;
  state?: 'refused' | 'retried' | undefined;
  queue?: RecordQueue | undefined;
  type?: PastType | undefined;
  /** Of the tables that change all the time: the place after which to go on. */
  after?: string | undefined;
};

/** A row, and the place after which the next one stands. */
export type Placed<Row> = { row: Row; place: string };
