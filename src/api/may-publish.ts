import type { SignedIdentity } from './signed-identity.ts';

/** Whether a user is listed as one who may change settings of this very account. */
export function mayPublish(
  { settingsUsers }: { settingsUsers: readonly string[] },
  { accountId, userId }: SignedIdentity,
): boolean {
  return settingsUsers.includes(`${accountId}:${userId}`);
}
