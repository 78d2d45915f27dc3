import { randomUUID } from 'node:crypto';

export type Grant = { scopes: string[]; redirectUri: string | null };
export type IssuedTokens = { accessToken: string; refreshToken: string; scopes: string[] };
export type TokenState = { status: 'valid'; scopes: string[] } | { status: 'expired'; expiredAtMs: number } | null;

/**
 * Authorisation codes and tokens of one app in one portal. Times are real. `withheldScopes` says what governance keeps from the app
 * now, whatever was granted before.
 */
export type GrantStore = {
  /** A code that works once, within its life. */
  issueCode(grant: Grant): string;
  redeemCode(code: string): Grant | 'used' | 'expired' | null;
  issueTokens(scopes: string[]): IssuedTokens;
  /** A new access token; the refresh token stays. Null when the refresh token is not known. */
  refresh(refreshToken: string): IssuedTokens | null;
  readToken(accessToken: string): TokenState;
  /** Ends every refresh token, and the access tokens too: what an uninstall does. */
  revokeAll(): void;
  revokeRefreshToken(refreshToken: string): void;
  /** Whether the portal has removed the app, and not installed it again. */
  areRevoked(): boolean;
};

export const accessTokenLifeSeconds = 1800;
const codeLifeMs = 60_000;

export function createGrantStore(
  wallClock: () => number,
  withheldScopes: () => readonly string[] = () => [],
  /** The portal has removed the app, or installed it again. */
  onInstallation: () => void = () => undefined,
): GrantStore {
  const leftOf = (scopes: readonly string[]) => scopes.filter((scope) => !withheldScopes().includes(scope));
  const codes = new Map<string, { grant: Grant; expiresAtMs: number; used: boolean }>();
  const accessTokens = new Map<string, { scopes: string[]; expiresAtMs: number }>();
  const refreshTokens = new Map<string, string[]>();
  let areRevoked = false;

  const issueAccessToken = (scopes: string[]): string => {
    // HubSpot's tokens are long and growing; an app must not cut them.
    const token = `sandbox-${randomUUID()}-${randomUUID()}${'-'.padEnd(220, 'x')}`;
    accessTokens.set(token, { scopes, expiresAtMs: wallClock() + accessTokenLifeSeconds * 1000 });
    return token;
  };
  return {
    issueCode: (grant) => {
      const code = randomUUID();
      codes.set(code, { grant, expiresAtMs: wallClock() + codeLifeMs, used: false });
      return code;
    },
    redeemCode: (code) => {
      const known = codes.get(code);
      if (known === undefined) return null;
      if (known.used) return 'used';
      if (wallClock() > known.expiresAtMs) return 'expired';
      known.used = true;
      return known.grant;
    },
    issueTokens: (scopes) => {
      const refreshToken = `refresh-${randomUUID()}`;
      refreshTokens.set(refreshToken, scopes);
      if (areRevoked) {
        areRevoked = false;
        onInstallation();
      }
      return { accessToken: issueAccessToken(scopes), refreshToken, scopes: leftOf(scopes) };
    },
    refresh: (refreshToken) => {
      const scopes = refreshTokens.get(refreshToken);
      if (scopes === undefined) return null;
      return { accessToken: issueAccessToken(scopes), refreshToken, scopes: leftOf(scopes) };
    },
    readToken: (accessToken) => {
      const known = accessTokens.get(accessToken);
      if (known === undefined) return null;
      if (wallClock() >= known.expiresAtMs) return { status: 'expired', expiredAtMs: known.expiresAtMs };
      return { status: 'valid', scopes: leftOf(known.scopes) };
    },
    revokeAll: () => {
      areRevoked = true;
      accessTokens.clear();
      refreshTokens.clear();
      onInstallation();
    },
    revokeRefreshToken: (refreshToken) => {
      refreshTokens.delete(refreshToken);
    },
    areRevoked: () => areRevoked,
  };
}
