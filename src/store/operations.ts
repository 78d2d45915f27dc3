import {
  claimTokens,
  installAccount,
  markAgreementFollowed,
  markObserved,
  markPrepared,
  readAccounts,
  recordAccountFailure,
  releaseTokens,
  saveTokens,
} from './accounts.ts';
import { publishAgreement, readAgreements } from './agreement-versions.ts';
import { claimBackfill, releaseBackfill, renewBackfill, restartBackfill } from './backfill-claims.ts';
import { pauseCalls, postponeCall, reserveCall } from './call-budget.ts';
import { claimDueRecords } from './claim-due-records.ts';
import { claimTagWrites } from './claim-tag-writes.ts';
import { claimTaskWrites, readRefusedTasks, renewTaskWrites, settleTaskWrites } from './clock-steps.ts';
import type { Database } from './database.ts';
import { appendDeliveries, claimDeliveries, purgeDeliveries, readDeliveries, replaceDeliveries } from './deliveries.ts';
import { claimHistories, settleHistories } from './due-histories.ts';
import { eraseMentions, findMentions } from './erase-mentions.ts';
import { eraseRecord, finishErasure, readPendingErasures } from './erase-records.ts';
import { buryAddresses } from './erased-addresses.ts';
import { readVisitsPage } from './export-visits.ts';
import { readFailedReplays, retryReplays, setAsideReplays } from './failed-replays.ts';
import { findMeasuredContacts } from './find-measured-contacts.ts';
import { keepSecret, readSecret } from './installation-secrets.ts';
import { claimJournal, endJournalTurn, readJournalReading, restartJournal } from './journal-reading.ts';
import { keepFollowed, readFollowed } from './keep-followed.ts';
import { loadLedgers } from './load-ledgers.ts';
import { loadMembers } from './load-members.ts';
import { publishModel, readCurrentModels } from './model-versions.ts';
import { addOauthState, takeOauthState } from './oauth-states.ts';
import { readOwners, recordOwners } from './owners.ts';
import { readPortalMetadata, recordPortalMetadata } from './portal-metadata.ts';
import { beginPurge, finishPurge, purgeRows } from './purge-account.ts';
import { readQueueSizes, readTotals, takeCronSlot } from './queues.ts';
import { readAccountFailedReplays, readAccountSetAsideEvents, readSetAsideReasons } from './read-account-problems.ts';
import { readAccountWork, readWaitingDeliveries, readWorkExamples } from './read-account-work.ts';
import { readBackfillProgress, readHistoryKnown, readKnownCreations } from './read-backfill.ts';
import { readBuyingGroup } from './read-buying-group.ts';
import { readCard } from './read-card.ts';
import { readClocksPage, readSavedClocks } from './read-clocks.ts';
import { countOfferedHandoffs, countReturns, readOfferedHandoffs } from './read-handoffs.ts';
import { readInstallation } from './read-installation.ts';
import { readIsolation } from './read-isolation.ts';
import { readKnownRecords, readRecordIds } from './read-known-records.ts';
import { readMeasuredRecords } from './read-measured-records.ts';
import { readModelDefinitions, readModelVersion, readModelVersions } from './read-model-versions.ts';
import { countRecords, readMemberRecords, readRecordsPage } from './read-records.ts';
import { readLastDeliveryAt, readRepairs } from './read-repairs.ts';
import { readTagProblems } from './read-tag-problems.ts';
import { readTagProgress } from './read-tag-progress.ts';
import { readTaggedRecords } from './read-tagged-records.ts';
import { readUntoldBy } from './read-untold-by.ts';
import { readWaitingRecords } from './read-waiting-records.ts';
import { recordAction } from './record-action.ts';
import { recordFacts } from './record-facts.ts';
import { recordHistory } from './record-history.ts';
import { recordJournal } from './record-journal.ts';
import { recordRepair } from './record-repair.ts';
import { readRecoveredRecords } from './recovered-records.ts';
import { beginPoll, beginRepairs, claimRepair, releaseRepair, renewRepair } from './repair-claims.ts';
import { readRestingTags, restoreTags } from './restore-tags.ts';
import { saveJourneys } from './save-journeys.ts';
import { purgeSetAsideEvents, readSetAsideEvents } from './set-aside-events.ts';
import { readSuperAdmins, recordSuperAdmin, recordSuperAdmins } from './super-admins.ts';
import { readRefusedTagWrites, settleTagWrites } from './tag-writes.ts';
import { uninstallAccount } from './uninstall-account.ts';

/** Everything that changes the database. Each operation is one transaction, and awaits nothing but the database. */
export const writes = {
  addOauthState,
  appendDeliveries,
  beginPoll,
  beginPurge,
  beginRepairs,
  buryAddresses,
  claimBackfill,
  claimDeliveries,
  claimDueRecords,
  claimHistories,
  claimJournal,
  claimRepair,
  claimTagWrites,
  claimTaskWrites,
  claimTokens,
  endJournalTurn,
  eraseMentions,
  eraseRecord,
  finishErasure,
  finishPurge,
  installAccount,
  keepFollowed,
  keepSecret,
  markAgreementFollowed,
  markObserved,
  markPrepared,
  pauseCalls,
  postponeCall,
  publishAgreement,
  publishModel,
  purgeDeliveries,
  purgeRows,
  purgeSetAsideEvents,
  recordAccountFailure,
  recordAction,
  recordFacts,
  recordHistory,
  recordJournal,
  recordOwners,
  recordPortalMetadata,
  recordRepair,
  recordSuperAdmin,
  recordSuperAdmins,
  releaseBackfill,
  releaseRepair,
  renewBackfill,
  renewRepair,
  renewTaskWrites,
  releaseTokens,
  replaceDeliveries,
  reserveCall,
  restartBackfill,
  restoreTags,
  restartJournal,
  retryReplays,
  saveJourneys,
  saveTokens,
  setAsideReplays,
  settleHistories,
  settleTagWrites,
  settleTaskWrites,
  takeCronSlot,
  takeOauthState,
  uninstallAccount,
};

/** Everything that only reads, and so never waits for a writer. */
export const reads = {
  countOfferedHandoffs,
  countRecords,
  countReturns,
  findMeasuredContacts,
  findMentions,
  loadLedgers,
  loadMembers,
  readAccounts,
  readAccountFailedReplays,
  readAccountSetAsideEvents,
  readAccountWork,
  readAgreements,
  readBackfillProgress,
  readBuyingGroup,
  readCard,
  readClocksPage,
  readCurrentModels,
  readDeliveries,
  readFailedReplays,
  readFollowed,
  readHistoryKnown,
  readInstallation,
  readIsolation,
  readJournalReading,
  readKnownCreations,
  readKnownRecords,
  readLastDeliveryAt,
  readMeasuredRecords,
  readMemberRecords,
  readModelDefinitions,
  readModelVersion,
  readModelVersions,
  readOfferedHandoffs,
  readOwners,
  readPendingErasures,
  readPortalMetadata,
  readQueueSizes,
  readRecordIds,
  readRecordsPage,
  readRefusedTagWrites,
  readRefusedTasks,
  readRepairs,
  readRestingTags,
  readSavedClocks,
  readSecret,
  readSetAsideEvents,
  readSetAsideReasons,
  readSuperAdmins,
  readTagProblems,
  readRecoveredRecords,
  readTaggedRecords,
  readWaitingRecords,
  readTagProgress,
  readTotals,
  readUntoldBy,
  readVisitsPage,
  readWaitingDeliveries,
  readWorkExamples,
};

type Operation = (db: Database, input: never) => Promise<unknown>;
type Bound<Operations extends Record<string, Operation>> = {
  [Name in keyof Operations]: (
    input: Parameters<Operations[Name]>[1],
  ) => Promise<Awaited<ReturnType<Operations[Name]>>>;
};

/** The store as the rest of the product sees it: the operations, on one open database. */
export type Store = Bound<typeof writes> & Bound<typeof reads> & { kind: Database['kind']; close(): Promise<void> };

export type WriteName = keyof typeof writes;

/** Runs one writing operation in its transaction. */
export async function runWrite(db: Database, name: WriteName, input: unknown): Promise<unknown> {
  const operation = writes[name] as (db: Database, input: unknown) => Promise<unknown>;
  return db.kysely.transaction().execute((kysely) => operation({ ...db, kysely }, input));
}
