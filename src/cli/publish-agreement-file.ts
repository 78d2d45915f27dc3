import type { AgreementVersion } from '../agreement/clock.ts';
import { readClockSettings } from '../config.ts';
import { JourneyStewardError } from '../errors.ts';
import { createJourneyClock } from '../journey-clock.ts';
import { refuseUnkeepable } from '../read-agreement.ts';
import type { Store } from '../store/operations.ts';
import { createAccountRegistry } from '../worker/account-registry.ts';
import { readAgreementFor } from './agreement-for.ts';
import { chosenAccount } from './chosen-account.ts';

export type PublishAgreementCommand = {
  agreement: string;
  appliesTo: string;
  expectedVersion?: number;
  account?: string;
};

/** `publish --agreement`: puts an agreement in force for an account. A running app follows by itself. */
export async function publishAgreementFile(store: Store, command: PublishAgreementCommand): Promise<void> {
  const { appliesTo } = command;
  if (appliesTo !== 'new-visits' && appliesTo !== 'open-visits') {
    throw new JourneyStewardError('request-invalid', `--applies-to ${appliesTo}: give new-visits or open-visits.`);
  }
  const { accountId } = await chosenAccount(store, command.account);
  const journeyNow = createJourneyClock(readClockSettings())();
  const agreement = await readAgreementFor(store, { nameOrPath: command.agreement, accountId, now: journeyNow });
  const current = await createAccountRegistry(store).modelOf(accountId);
  if (current === null) {
    throw new JourneyStewardError('account-unknown', `The account ${accountId} has no model yet: start the app once.`);
  }
  refuseUnkeepable(agreement, current.model);
  const { outcome, agreementVersion } = await store.publishAgreement({
    accountId,
    name: agreement.id,
    definition: JSON.stringify(agreement),
    appliesTo: appliesTo satisfies AgreementVersion['appliesTo'],
    inForceFrom: journeyNow,
    publishedBy: 'cli',
    expectedVersion: command.expectedVersion ?? null,
    now: Date.now(),
    // Due whatever time it is where the app runs: its clock of journeys may be behind that of this machine.
    dueAt: 0,
  });
  if (outcome === 'overtaken') {
    const message = `Version ${agreementVersion} is in force, not ${command.expectedVersion}: nothing was published.`;
    throw new JourneyStewardError('agreement-changed', message);
  }
  console.log(
    outcome === 'in-force'
      ? `The account ${accountId} has this agreement already: ${agreement.id}, version ${agreementVersion}.`
      : `The account ${accountId} has the agreement ${agreement.id}, version ${agreementVersion}, for ${appliesTo}.`,
  );
}
