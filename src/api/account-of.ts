import { JourneyStewardError } from '../errors.ts';

/** What an account replays under. Throws `account-unknown` when it has not installed the app. */
export async function accountOf<Account>(
  modelOf: (accountId: string) => Promise<Account | null>,
  accountId: string,
): Promise<Account> {
  const account = await modelOf(accountId);
  if (account !== null) return account;
  throw new JourneyStewardError('account-unknown', 'The app is not installed in this HubSpot account.');
}
