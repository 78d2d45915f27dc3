import { JourneyStewardError } from '../errors.ts';
import type { SuperAdminAnswer } from '../hubspot/read-super-admins.ts';
import { usersScope } from '../hubspot/scopes.ts';
import type { Store } from '../store/operations.ts';
import type { SignedIdentity } from './signed-identity.ts';

export type MayPublishOptions = {
  /** Who may publish beside the super admins: `portalId:userId`. */
  settingsUsers: readonly string[];
  store: Pick<Store, 'readSuperAdmins' | 'recordSuperAdmin'>;
  /** Asks HubSpot whether somebody is a super admin now. */
  askSuperAdmin: (identity: SignedIdentity) => Promise<SuperAdminAnswer>;
};

/** The list is read every hour. One that is older than this says nothing of who is a super admin now, in ms. */
const trustedForMs = 24 * 3_600_000;

/** Whether a user may change settings of this very account, as far as is known: a page that offers it asks this. */
export async function mayPublish(options: MayPublishOptions, identity: SignedIdentity): Promise<boolean> {
  return isListed(options, identity) || (await isKnownSuperAdmin(options, identity));
}

/**
 * Refuses whoever may not change settings, and says how they can be allowed to. HubSpot is asked anew, because somebody may have
 * become a super admin a minute ago, or be one no more; where it does not answer, what it said last counts.
 */
export async function refuseUnlessMayPublish(options: MayPublishOptions, identity: SignedIdentity): Promise<void> {
  if (isListed(options, identity)) return;
  const answer = await options.askSuperAdmin(identity);
  if (answer === 'unanswered' ? await isKnownSuperAdmin(options, identity) : answer === 'yes') {
    if (answer === 'yes') await options.store.recordSuperAdmin({ ...identity, isSuperAdmin: true, now: Date.now() });
    return;
  }
  if (answer !== 'unanswered') {
    await options.store.recordSuperAdmin({ ...identity, isSuperAdmin: false, now: Date.now() });
  }
  throw new JourneyStewardError('not-allowed', refusalOf(identity, answer));
}

function isListed({ settingsUsers }: MayPublishOptions, { accountId, userId }: SignedIdentity): boolean {
  return settingsUsers.includes(`${accountId}:${userId}`);
}

async function isKnownSuperAdmin({ store }: MayPublishOptions, { accountId, userId }: SignedIdentity) {
  const known = (await store.readSuperAdmins({ accountId })).find((one) => one.userId === userId);
  return known !== undefined && Date.now() - known.readAt < trustedForMs;
}

function refusalOf({ accountId, userId }: SignedIdentity, answer: SuperAdminAnswer): string {
  const listing = `list ${accountId}:${userId} in SETTINGS_USERS`;
  switch (answer) {
    case 'unseen':
      return `User ${userId} may not publish a model: the app may not see who is a super admin. Install it again and grant ${usersScope}, or ${listing}.`;
    case 'unanswered':
      return `User ${userId} may not publish a model: HubSpot did not say whether they are a super admin. Try again in a minute, or ${listing}.`;
    default:
      return `User ${userId} may not publish a model: they are no super admin of this portal. Make them one in HubSpot, or ${listing}.`;
  }
}
