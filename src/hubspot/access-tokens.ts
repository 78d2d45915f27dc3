import { setTimeout as sleep } from 'node:timers/promises';
import { JourneyStewardError } from '../errors.ts';
import type { Store } from '../store/operations.ts';
import { type Grant, type OauthSettings, refreshGrant } from './oauth.ts';
import { type EncryptionKeys, seal, unseal } from './seal.ts';

/** Hands out access tokens by account; refreshes them before they end, once at a time per account in all processes. */
export type AccessTokens = {
  get(accountId: string): Promise<string>;
  /** Gives up a token that HubSpot no longer accepts, though its time is not over. */
  forget(accountId: string, accessToken: string): void;
  /** Seals a grant for the store and keeps it at hand. */
  keep(grant: Grant): { tokens: string; tokenExpiresAt: number };
};

type Held = { accessToken: string; refreshToken: string; expiresAt: number };
type Stored = Held & { sealed: string };

const refreshAheadMs = 120_000;

/** Longer than HubSpot is waited for, so that a claim outlives the request that it is for. */
const claimMs = 20_000;

/** How often it is looked whether another process has finished its refresh. */
const lookEveryMs = 100;

export function createAccessTokens(
  store: Pick<Store, 'readAccounts' | 'claimTokens' | 'releaseTokens' | 'saveTokens' | 'uninstallAccount'>,
  settings: OauthSettings,
  keys: EncryptionKeys,
  /** Called once when HubSpot's refusal has shown that a portal removed the app, after its account was uninstalled. */
  onUninstalled: (accountId: string) => Promise<void> = async () => {},
): AccessTokens {
  const held = new Map<string, Held>();
  const forgotten = new Map<string, string>();
  const renewing = new Map<string, Promise<Held>>();

  const isGood = (accountId: string, token: Held) =>
    token.accessToken !== forgotten.get(accountId) && token.expiresAt > Date.now() + refreshAheadMs;

  const heldFrom = ({ accessToken, refreshToken, expiresInMs }: Grant): Held => ({
    accessToken,
    refreshToken,
    expiresAt: Date.now() + expiresInMs,
  });

  function sealed(accountId: string, { accessToken, refreshToken, expiresAt }: Held) {
    const tokens = seal(JSON.stringify({ accessToken, refreshToken }), keys, accountId);
    return { tokens, tokenExpiresAt: expiresAt };
  }

  async function load(accountId: string): Promise<Stored> {
    const account = (await store.readAccounts({})).find((candidate) => candidate.accountId === accountId);
    if (account?.tokens === undefined || account.tokens === null) {
      throw new JourneyStewardError('account-unknown', `The app is not installed in the HubSpot account ${accountId}.`);
    }
    const opened = JSON.parse(unseal(account.tokens, keys, accountId)) as Omit<Held, 'expiresAt'>;
    return { ...opened, expiresAt: account.tokenExpiresAt, sealed: account.tokens };
  }

  async function renew(accountId: string): Promise<Held> {
    for (;;) {
      // Another process, or a new installation, may have stored newer tokens; then ours may be good for nothing.
      const stored = await load(accountId);
      const token = isGood(accountId, stored) ? stored : await refreshAlone(accountId, stored);
      if (token !== null) {
        held.set(accountId, token);
        return token;
      }
      await sleep(lookEveryMs);
    }
  }

  /** Null when another process refreshes, or the account was installed again: the store will have other tokens then. */
  async function refreshAlone(accountId: string, stored: Stored): Promise<Held | null> {
    const known = { accountId, tokens: stored.sealed };
    if (!(await store.claimTokens({ ...known, now: Date.now(), leaseMs: claimMs }))) return null;
    try {
      const grant = await refreshGrant(settings, stored.refreshToken);
      const token = heldFrom(grant);
      const { scopes } = grant;
      const isSaved = await store.saveTokens({ accountId, was: stored.sealed, ...sealed(accountId, token), scopes });
      return isSaved ? token : null;
    } catch (error) {
      if (error instanceof JourneyStewardError && error.code === 'app-uninstalled') return await end(known, error);
      await store.releaseTokens(known);
      throw error;
    }
  }

  /** Null when the account was installed again while HubSpot refused its former tokens. */
  async function end(known: { accountId: string; tokens: string }, refusal: JourneyStewardError): Promise<null> {
    if (!(await store.uninstallAccount({ ...known, now: Date.now() }))) return null;
    held.delete(known.accountId);
    await onUninstalled(known.accountId);
    throw refusal;
  }

  return {
    keep: (grant) => {
      const token = heldFrom(grant);
      held.set(grant.accountId, token);
      return sealed(grant.accountId, token);
    },
    forget: (accountId, accessToken) => void forgotten.set(accountId, accessToken),
    async get(accountId) {
      const token = held.get(accountId);
      if (token !== undefined && isGood(accountId, token)) return token.accessToken;
      const running = renewing.get(accountId) ?? renew(accountId).finally(() => renewing.delete(accountId));
      renewing.set(accountId, running);
      return (await running).accessToken;
    },
  };
}
