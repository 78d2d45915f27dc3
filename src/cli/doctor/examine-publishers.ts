import { usersScope } from '../../hubspot/scopes.ts';
import type { Account } from '../../store/accounts.ts';
import type { Store } from '../../store/operations.ts';
import { counted, type Finding, note, ok } from './finding.ts';

/** Who may change settings of an account on its settings page. `settingsUsers` are pairs `portalId:userId`. */
export async function examinePublishers(
  store: Pick<Store, 'readSuperAdmins'>,
  { accountId }: Account,
  settingsUsers: readonly string[],
): Promise<Finding> {
  const admins = await store.readSuperAdmins({ accountId });
  const listed = settingsUsers.filter((user) => user.startsWith(`${accountId}:`)).length;
  if (admins.length + listed === 0) {
    const remedy = `Grant ${usersScope} to let super admins, or list somebody in SETTINGS_USERS.`;
    return note('publishing', 'Nobody may publish a model on the settings page.', remedy);
  }
  const who = [
    ...(admins.length > 0 ? [counted(admins.length, 'super admin')] : []),
    ...(listed > 0 ? [`${counted(listed, 'user')} of SETTINGS_USERS`] : []),
  ];
  return ok('publishing', `On the settings page a model may be published by ${who.join(' and ')}.`);
}
