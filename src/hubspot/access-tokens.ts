import { JourneyStewardError } from '../errors.ts';
import type { Store } from '../store/operations.ts';
import { type Grant, type OauthSettings, refreshGrant } from './oauth.ts';
import { seal, unseal } from './seal.ts';

/** Hands out access tokens by account; refreshes them before they end, once at a time per account. */
export type AccessTokens = {
  get(accountId: string): Promise<string>;
  /** Gives up a token that HubSpot no longer accepts, though its time is not over. */
  forget(accountId: string, accessToken: string): void;
  /** Seals a grant for the store and keeps it at hand. */
  keep(grant: Grant): { tokens: string; tokenExpiresAt: number };
};

type Held = { accessToken: string; refreshToken: string; expiresAt: number };

const refreshAheadMs = 120_000;

export function createAccessTokens(
  store: Pick<Store, 'readAccounts' | 'saveTokens'>,
  settings: OauthSettings,
  encryptionKey: Buffer,
): AccessTokens {
  const held = new Map<string, Held>();
  const forgotten = new Map<string, string>();
  const renewing = new Map<string, Promise<Held>>();

  const isGood = (accountId: string, token: Held) =>
    token.accessToken !== forgotten.get(accountId) && token.expiresAt > Date.now() + refreshAheadMs;

  function hold(grant: Grant): Held {
    const { accessToken, refreshToken } = grant;
    const token = { accessToken, refreshToken, expiresAt: Date.now() + grant.expiresInMs };
    held.set(grant.accountId, token);
    return token;
  }

  function sealed(accountId: string, { accessToken, refreshToken, expiresAt }: Held) {
    return {
      tokens: seal(JSON.stringify({ accessToken, refreshToken }), encryptionKey, accountId),
      tokenExpiresAt: expiresAt,
    };
  }

  async function load(accountId: string): Promise<Held> {
    const account = (await store.readAccounts({})).find((candidate) => candidate.accountId === accountId);
    if (account?.tokens === undefined || account.tokens === null) {
      throw new JourneyStewardError('account-unknown', `The app is not installed in the HubSpot account ${accountId}.`);
    }
    const opened = JSON.parse(unseal(account.tokens, encryptionKey, accountId)) as Omit<Held, 'expiresAt'>;
    return { ...opened, expiresAt: account.tokenExpiresAt };
  }

  async function renew(accountId: string): Promise<Held> {
    // Another process, or a new installation, may have stored newer tokens; then ours may be good for nothing.
    const stored = await load(accountId);
    if (isGood(accountId, stored)) {
      held.set(accountId, stored);
      return stored;
    }
    const grant = await refreshGrant(settings, stored.refreshToken);
    const token = hold(grant);
    await store.saveTokens({ accountId, ...sealed(accountId, token), scopes: grant.scopes });
    return token;
  }

  return {
    keep: (grant) => sealed(grant.accountId, hold(grant)),
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
