import express, { type Request, type Response, Router } from 'express';
import { ApiError } from '../api-error.ts';
import { type ClientTokens, clientTokenLifeSeconds } from '../journal/client-tokens.ts';
import type { PortalState } from '../portal-state.ts';
import { accessTokenLifeSeconds, type GrantStore, type IssuedTokens } from './grant-store.ts';

export type OAuthApp = {
  clientId: string;
  clientSecret: string;
  grantsJournal?: boolean;
  refusedClientScopes?: readonly string[];
};

type Parts = { app: OAuthApp; state: PortalState; grants: GrantStore };

const tokenPath = '/oauth/:version/token';
const tokenVersions = ['2026-03', '2026-09', 'v3'];

/** Installing the app and its tokens. The page that asks the user approves at once. Source: PLATFORM 5.1. */
export function createOAuthRouter(
  state: PortalState,
  app: OAuthApp,
  grants: GrantStore,
  clients: ClientTokens,
): Router {
  const router = Router();
  router.get('/oauth/authorize', (request, response) => authorize({ app, state, grants }, request, response));
  router.use(tokenPath, refuseUnknownVersion, refuseOtherThanForms, express.urlencoded({ extended: false }));
  router.post(tokenPath, (request, response) => {
    const form = readForm(request);
    refuseWrongApp(app, form);
    if (form.grant_type === 'client_credentials') response.json(presentClientToken(app, clients, form));
    else response.json(presentTokens(state, issueTokens(grants, form)));
  });
  router.post(`${tokenPath}/revoke`, (request, response) => {
    const form = readForm(request);
    refuseWrongApp(app, form);
    grants.revokeRefreshToken(form.token ?? '');
    response.status(200).end();
  });
  router.post(`${tokenPath}/introspect`, (request, response) => {
    const form = readForm(request);
    refuseWrongApp(app, form);
    const token = grants.readToken(form.token ?? form.access_token ?? '');
    const active = token?.status === 'valid';
    response.json({
      active,
      ...(active && { hub_id: state.portalId, app_id: state.appId, client_id: app.clientId, scopes: token.scopes }),
    });
  });
  return router;
}

function authorize(parts: Parts, request: Request, response: Response): void {
  const { app, state, grants } = parts;
  const query = new URL(request.originalUrl, 'http://portal.invalid').searchParams;
  const redirectUri = query.get('redirect_uri');
  const scopes = wordsOf(query.get('scope'));
  if (query.get('client_id') !== app.clientId) throw refusal('BAD_CLIENT_ID', 'missing or unknown client id');
  if (redirectUri === null || !URL.canParse(redirectUri)) {
    throw refusal('BAD_REDIRECT_URI', 'missing or invalid redirect URI');
  }
  if (scopes.length === 0) throw refusal('MISSING_SCOPE', 'the install link asks for no scope');
  const optional = wordsOf(query.get('optional_scope')).filter((scope) => !state.withheldScopes.includes(scope));
  const granted = [...new Set([...scopes, ...optional])];
  const target = new URL(redirectUri);
  target.searchParams.set('code', grants.issueCode({ scopes: granted, redirectUri }));
  const stateOfApp = query.get('state');
  if (stateOfApp !== null) target.searchParams.set('state', stateOfApp);
  response.redirect(302, target.href);
}

function issueTokens(grants: GrantStore, form: Record<string, string>): IssuedTokens {
  switch (form.grant_type) {
    case 'authorization_code': {
      const grant = grants.redeemCode(form.code ?? '');
      if (grant === 'expired')
        throw refusal('EXPIRED_AUTH_CODE', 'the authorization code has expired', 'invalid_grant');
      if (grant === 'used' || grant === null) {
        throw refusal('BAD_AUTH_CODE', 'missing or unknown auth code', 'invalid_grant');
      }
      if (grant.redirectUri !== form.redirect_uri) {
        throw refusal(
          'MISMATCH_REDIRECT_URI_AUTH_CODE',
          'the redirect URI is not the one of the authorization',
          'invalid_grant',
        );
      }
      return grants.issueTokens(grant.scopes);
    }
    case 'refresh_token': {
      const tokens = grants.refresh(form.refresh_token ?? '');
      if (tokens === null) throw refusal('BAD_REFRESH_TOKEN', 'missing or invalid refresh token', 'invalid_grant');
      return tokens;
    }
    default:
      throw refusal('BAD_GRANT_TYPE', 'missing or unknown grant type', 'unsupported_grant_type');
  }
}

/** The app's own token, for no portal. Source: PLATFORM 3.1. */
function presentClientToken(app: OAuthApp, clients: ClientTokens, form: Record<string, string>) {
  const scopes = wordsOf(form.scope ?? '');
  const isRefused = (scope: string) =>
    (app.grantsJournal === false && scope.startsWith('developer.')) ||
    app.refusedClientScopes?.includes(scope) === true;
  const refused = scopes.filter(isRefused);
  if (scopes.length === 0 || refused.length > 0) {
    throw refusal('BAD_SCOPE', `the app may not have the scopes: ${refused.join(' ')}`, 'invalid_scope');
  }
  return {
    token_type: 'bearer',
    token_use: 'client_credentials',
    access_token: clients.issue(scopes),
    expires_in: clientTokenLifeSeconds,
  };
}

function presentTokens(state: PortalState, tokens: IssuedTokens) {
  return {
    token_type: 'bearer',
    token_use: 'access_token',
    access_token: tokens.accessToken,
    refresh_token: tokens.refreshToken,
    expires_in: accessTokenLifeSeconds,
    hub_id: state.portalId,
    scopes: tokens.scopes,
    user_id: 900_001,
  };
}

/** The client id is looked at before everything else. */
function refuseWrongApp(app: OAuthApp, form: Record<string, string>): void {
  if (form.client_id !== app.clientId) throw refusal('BAD_CLIENT_ID', 'missing or unknown client id', 'invalid_client');
  if (form.client_secret !== app.clientSecret) {
    throw refusal('BAD_CLIENT_SECRET', 'missing or invalid client secret', 'invalid_client');
  }
}

function refuseUnknownVersion(request: Request, _response: Response, next: () => void): void {
  if (!tokenVersions.includes(String(request.params.version))) throw new ApiError(404, 'No such version of the API.');
  next();
}

function refuseOtherThanForms(request: Request, _response: Response, next: () => void): void {
  if (!request.is('application/x-www-form-urlencoded')) {
    throw new ApiError(415, 'The token endpoint takes application/x-www-form-urlencoded only.');
  }
  next();
}

function readForm(request: Request): Record<string, string> {
  const entries = Object.entries((request.body ?? {}) as Record<string, unknown>);
  return Object.fromEntries(entries.map(([name, value]) => [name, String(value)]));
}

function wordsOf(text: string | null): string[] {
  return (text ?? '').split(/[ ,]+/).filter((word) => word !== '');
}

/** OAuth's own error fields stand beside HubSpot's. */
function refusal(status: string, message: string, error = 'invalid_request'): ApiError {
  const refused = new ApiError(400, message);
  Object.assign(refused.body, { status, error, error_description: message });
  return refused;
}
