import { JourneyStewardError } from '../errors.ts';
import type { Store } from '../store/operations.ts';
import { type Grant, type OauthSettings, refreshGrant } from './oauth.ts';
import { seal, unseal } from './seal.ts';

/** Hands out access tokens by account; refreshes them before they end, once at a time per account. */
export type AccessTokens = {
  get(accountId: string): Promise<string>;
  /** Forgets a token that HubSpot no longer accepts. */
  forget(accountId: string): void;
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
  const refreshing = new Map<string, Promise<Held>>();

  const keep: AccessTokens['keep'] = (grant) => {
    const { accountId, accessToken, refreshToken } = grant;
    const expiresAt = Date.now() + grant.expiresInMs;
    held.set(accountId, { accessToken, refreshToken, expiresAt });
    return {
      tokens: seal(JSON.stringify({ accessToken, refreshToken }), encryptionKey, accountId),
      tokenExpiresAt: expiresAt,
    };
  };

  async function load(accountId: string): Promise<Held> {
    const account = (await store.readAccounts({})).find((candidate) => candidate.accountId === accountId);
    if (account?.tokens === undefined || account.tokens === null) {
      throw new JourneyStewardError('account-unknown', `The app is not installed in the HubSpot account ${accountId}.`);
    }
    const opened = JSON.parse(unseal(account.tokens, encryptionKey, accountId)) as Omit<Held, 'expiresAt'>;
    return { ...opened, expiresAt: account.tokenExpiresAt };
  }

  async function refresh(accountId: string, refreshToken: string): Promise<Held> {
    const grant = await refreshGrant(settings, refreshToken);
    await store.saveTokens({ accountId, ...keep(grant), scopes: grant.scopes });
    return {
      accessToken: grant.accessToken,
      refreshToken: grant.refreshToken,
      expiresAt: Date.now() + grant.expiresInMs,
    };
  }

  return {
    keep,
    forget: (accountId) => {
      const token = held.get(accountId);
      if (token !== undefined) held.set(accountId, { ...token, expiresAt: 0 });
    },
    async get(accountId) {
      const token = held.get(accountId) ?? (await load(accountId));
      if (token.expiresAt > Date.now() + refreshAheadMs) {
        held.set(accountId, token);
        return token.accessToken;
      }
      const running = refreshing.get(accountId) ?? refresh(accountId, token.refreshToken);
      refreshing.set(accountId, running);
      try {
        return (await running).accessToken;
      } finally {
        refreshing.delete(accountId);
      }
    },
  };
}
