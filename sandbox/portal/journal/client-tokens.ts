import { randomUUID } from 'node:crypto';

/** Tokens of the app itself, for no portal: HubSpot's client credentials. They end by real time and can't be refreshed. */
export type ClientTokens = {
  issue(scopes: string[]): string;
  /** The scopes of a token; null when it is not known, or its time is over. */
  scopesOf(token: string): readonly string[] | null;
  revokeAll(): void;
};

export const clientTokenLifeSeconds = 1800;

export function createClientTokens(wallClock: () => number): ClientTokens {
  const tokens = new Map<string, { scopes: string[]; expiresAtMs: number }>();
  return {
    issue: (scopes) => {
      const token = `client-${randomUUID()}`;
      tokens.set(token, { scopes, expiresAtMs: wallClock() + clientTokenLifeSeconds * 1000 });
      return token;
    },
    scopesOf: (token) => {
      const known = tokens.get(token);
      return known === undefined || wallClock() >= known.expiresAtMs ? null : known.scopes;
    },
    revokeAll: () => tokens.clear(),
  };
}
