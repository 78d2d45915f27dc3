import { JourneyStewardError } from '../errors.ts';
import type { Account } from '../store/accounts.ts';
import type { Store } from '../store/operations.ts';

/** The account that a command is about: the one that is named, or the only one that has the app. */
export async function chosenAccount(store: Pick<Store, 'readAccounts'>, accountId?: string): Promise<Account> {
  const accounts = (await store.readAccounts({})).filter(({ status }) => status === 'active');
  const known = accounts.map((account) => account.accountId).join(', ') || 'none';
  const chosen = accounts.filter((account) => accountId === undefined || account.accountId === accountId);
  if (accountId === undefined && accounts.length > 1) {
    throw new JourneyStewardError(
      'request-invalid',
      `Several accounts have the app; name one with --account: ${known}.`,
    );
  }
  const [account] = chosen;
  if (account !== undefined) return account;
  const which = accountId === undefined ? 'No account has the app.' : `The account ${accountId} does not have the app.`;
  throw new JourneyStewardError('account-unknown', `${which} Accounts that have it: ${known}.`);
}
