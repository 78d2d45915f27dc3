import express, { type Request, type Response, type Router } from 'express';
import { JourneyStewardError } from '../errors.ts';
import type { AccessTokens } from '../hubspot/access-tokens.ts';
import { authorizeUrl, exchangeCode, type OauthSettings } from '../hubspot/oauth.ts';
import { missingScopes as missingScopesOf, optionalScopes } from '../hubspot/scopes.ts';
import { type Language, languages } from '../journey/vocabulary.ts';
import type { Log } from '../log.ts';
import type { Store } from '../store/operations.ts';
import { createInstallBrowser, noteIn, stateLifeMs } from './install-browser.ts';
import { readInstallLink, signInstallLink } from './install-link.ts';
import { answerRefusedInstallation, sendPage } from './install-refusal.ts';
import { installationPage } from './installation-page.ts';

export type OauthRoutesOptions = {
  store: Pick<Store, 'addOauthState' | 'takeOauthState' | 'installAccount' | 'readInstallation'>;
  settings: OauthSettings;
  tokens: AccessTokens;
  language: Language;
  /** Signs the links to the page about an installation. */
  linkKey: Buffer;
  log: Log;
  /** Called when an account is installed, after its tokens are stored. */
  onInstalled: (accountId: string) => Promise<void>;
};

/**
 * `/oauth/install` sends an admin to HubSpot's approval page, `/oauth/callback` takes what comes of it, and `/oauth/installed`
 * shows how the installation goes on. Who is refused in a browser is told in a page. `/oauth/install?language=de` chooses the
 * language of what is created and written in the portal.
 */
export function oauthRoutes(options: OauthRoutesOptions): Router {
  const { store, settings } = options;
  const browser = createInstallBrowser(settings.redirectUri);
  const router = express.Router();
  router.get('/oauth/install', async (request, response) => {
    const { state, kept } = browser.begin(request, response, languageNamed(request.query.language) ?? '');
    await store.addOauthState({ state: kept, now: Date.now() });
    response.redirect(authorizeUrl(settings, state));
  });
  router.get('/oauth/callback', async (request, response) => {
    const { code, state } = request.query;
    if (typeof code === 'string' && state === undefined && !browser.hasBegun(request)) {
      // It was begun at HubSpot, by its own install link: it begins again here, where it is bound to the browser.
      response.redirect('install');
      return;
    }
    const kept = browser.keptOf(request, state);
    if (kept === null || !(await store.takeOauthState({ state: kept, createdSince: Date.now() - stateLifeMs }))) {
      throw new JourneyStewardError('oauth-state-unknown', 'This installation was not begun here, or too long ago.');
    }
    if (typeof code !== 'string' || code === '') {
      throw new JourneyStewardError('oauth-refused', 'HubSpot sent no code: the app was not approved.');
    }
    const accountId = await install(options, code, languageNamed(noteIn(state)));
    const link = signInstallLink({ accountId, language: languageOf(request, options) }, Date.now(), options.linkKey);
    response.redirect(303, `installed?link=${link}`);
  });
  router.get('/oauth/installed', (request, response) => showInstallation(options, request, response));
  router.use(
    '/oauth',
    answerRefusedInstallation((request) => languageOf(request, options), options.log),
  );
  return router;
}

async function install(options: OauthRoutesOptions, code: string, chosen: Language | null): Promise<string> {
  const grant = await exchangeCode(options.settings, code);
  const { accountId, scopes } = grant;
  const kept = options.tokens.keep(grant);
  const told = { language: chosen ?? options.language, isLanguageChosen: chosen !== null };
  await options.store.installAccount({ accountId, ...told, scopes, ...kept, now: Date.now() });
  await options.onInstalled(accountId);
  return accountId;
}

async function showInstallation(options: OauthRoutesOptions, request: Request, response: Response): Promise<void> {
  const now = Date.now();
  const link = readInstallLink(request.query.link, now, options.linkKey);
  const progress = link && (await options.store.readInstallation({ accountId: link.accountId, now }));
  if (link === null || progress === null) {
    throw new JourneyStewardError('install-link-ended', 'This link shows nothing any more, or never did.');
  }
  const missingScopes = optionalScopes.filter((scope) => !progress.scopes.includes(scope));
  const { appUrl } = options.settings;
  const withheldScopes = missingScopesOf(progress.scopes);
  sendPage(response, 200, installationPage({ ...link, progress, missingScopes, withheldScopes, appUrl, now }));
}

function languageNamed(text: unknown): Language | null {
  return languages.find((candidate) => candidate === text) ?? null;
}

/** The installer's own language, as their browser says it; else the one of the installation. */
function languageOf(request: Request, { language }: OauthRoutesOptions): Language {
  return languages.find((candidate) => candidate === request.acceptsLanguages(...languages)) ?? language;
}
