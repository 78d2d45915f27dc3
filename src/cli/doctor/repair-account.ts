import type { HubSpot } from '../../hubspot/hubspot-client.ts';
import { objectTypes } from '../../journey/vocabulary.ts';
import { createLog } from '../../log.ts';
import type { Account } from '../../store/accounts.ts';
import type { Store } from '../../store/operations.ts';
import { failureIn, prepareAccount } from '../../worker/prepare-account.ts';
import { askJournal } from '../ask-hubspot.ts';
import { counted } from './finding.ts';

/**
 * Repairs what can be repaired without a person: settings are read anew, properties and options are made, and what was refused
 * or failed is tried again by the app. Says what it did.
 */
export async function repairAccount(
  store: Store,
  hubspot: HubSpot,
  account: Account,
  journeyNow: () => number,
): Promise<string[]> {
  const { accountId } = account;
  const { refusedTagWrites } = await store.readAccountWork({ accountId, dueAt: journeyNow(), lately: 0 });
  const refusedTasks = (await store.readRefusedTasks({ accountId, limit: 1 })).total;
  const log = createLog('silent');
  const preparing = { store, hubspot, journal: askJournal(), log, journeyNow };
  const { ensured, withheld } = await prepareAccount(preparing, account);
  await store.recordAccountFailure({ accountId, failure: failureIn(withheld) });
  const replays = await store.retryReplays({ accountId });
  const repaired = ['Read the settings of the portal.'];
  for (const objectType of objectTypes) {
    const { created = [], extended = [], relabelled = [] } = ensured[objectType] ?? {};
    if (created.length > 0) repaired.push(`Created ${objectType} ${created.join(', ')}.`);
    if (extended.length > 0) repaired.push(`Added options to ${objectType} ${extended.join(', ')}.`);
    if (relabelled.length > 0) repaired.push(`Put labels of ${objectType} ${relabelled.join(', ')} into the language.`);
  }
  if (refusedTagWrites > 0)
    repaired.push(`Queued again: the tags of ${counted(refusedTagWrites, 'record')}, which HubSpot had refused.`);
  if (refusedTasks > 0)
    repaired.push(`Queued again: ${counted(refusedTasks, 'task')} of the agreement, which HubSpot had refused.`);
  if (replays > 0) repaired.push(`Queued again: the replay of ${counted(replays, 'record')}, which had failed.`);
  return repaired;
}
