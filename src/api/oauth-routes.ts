import { randomBytes } from 'node:crypto';
import express, { type Router } from 'express';
import { JourneyStewardError } from '../errors.ts';
import type { AccessTokens } from '../hubspot/access-tokens.ts';
import { authorizeUrl, exchangeCode, type OauthSettings } from '../hubspot/oauth.ts';
import type { Language } from '../journey/vocabulary.ts';
import type { Store } from '../store/operations.ts';

export type OauthRoutesOptions = {
  store: Pick<Store, 'addOauthState' | 'takeOauthState' | 'installAccount'>;
  settings: OauthSettings;
  tokens: AccessTokens;
  language: Language;
  /** Called when an account is installed, after its tokens are stored. */
  onInstalled: (accountId: string) => Promise<void>;
};

const stateLifeMs = 15 * 60_000;

/** `/oauth/install` sends an admin to HubSpot's approval page; `/oauth/callback` takes what comes of it. */
export function oauthRoutes(options: OauthRoutesOptions): Router {
  const { store, settings, tokens } = options;
  const router = express.Router();
  router.get('/oauth/install', async (_request, response) => {
    const state = randomBytes(24).toString('base64url');
    await store.addOauthState({ state, now: Date.now() });
    response.redirect(authorizeUrl(settings, state));
  });
  router.get('/oauth/callback', async (request, response) => {
    const { code, state } = request.query;
    const known =
      typeof state === 'string' && (await store.takeOauthState({ state, createdSince: Date.now() - stateLifeMs }));
    if (!known) {
      throw new JourneyStewardError('oauth-state-unknown', 'This installation was not begun here, or too long ago.');
    }
    if (typeof code !== 'string' || code === '') {
      throw new JourneyStewardError('oauth-refused', 'HubSpot sent no code: the app was not approved.');
    }
    const grant = await exchangeCode(settings, code);
    const { accountId, scopes } = grant;
    await store.installAccount({
      accountId,
      language: options.language,
      scopes,
      ...tokens.keep(grant),
      now: Date.now(),
    });
    await options.onInstalled(accountId);
    response.json({ installed: accountId });
  });
  return router;
}
