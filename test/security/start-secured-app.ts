import { randomBytes } from 'node:crypto';
import express, { type Express } from 'express';
import { onTestFinished, vi } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { preset } from '../../src/journey/models/presets.ts';
import { createLog } from '../../src/log.ts';
import { startApp } from '../../src/start-app.ts';
import type { DatabaseSpec } from '../../src/store/database.ts';
import { signedHeaders } from '../webhooks/signed-headers.ts';

export const publicUrl = 'https://app.example.com';
export const clientSecret = 'a-secret-of-this-test';
/** Where its clock of journeys stands. */
export const securedAppNow = '2026-06-01T00:00:00Z';
/** Who may publish, in both portals. */
export const userId = '5';

/** The whole app, in this process, on a database that is there. HubSpot can't be reached. */
export type SecuredApp = {
  url: string;
  /** Every route that the app has, as `METHOD /path`. */
  routes: string[];
  stop(): Promise<void>;
};

export async function startSecuredApp(spec: DatabaseSpec, accountIds: readonly string[]): Promise<SecuredApp> {
  const apps: Express[] = [];
  const listen = express.application.listen;
  const spy = vi.spyOn(express.application, 'listen').mockImplementation(function (this: Express, ...given: unknown[]) {
    apps.push(this);
    return listen.apply(this, given as never);
  } as never);
  const config = readConfig({
    PORT: '0',
    PUBLIC_URL: publicUrl,
    HUBSPOT_CLIENT_ID: 'client',
    HUBSPOT_CLIENT_SECRET: clientSecret,
    HUBSPOT_API_URL: 'http://127.0.0.1:9',
    DATABASE_URL: spec.kind === 'sqlite' ? spec.path : spec.url,
    ENCRYPTION_KEY: randomBytes(32).toString('base64'),
    SETTINGS_USERS: accountIds.map((accountId) => `${accountId}:${userId}`).join(),
    JOURNEY_NOW: securedAppNow,
    LOG_LEVEL: 'silent',
  });
  try {
    const { url, stop } = await startApp(
      config,
      { model: preset('lead-funnel'), agreement: null },
      createLog('silent'),
    );
    return { url, routes: apps.flatMap((app) => routesIn(app.router.stack as Layer[])), stop };
  } finally {
    spy.mockRestore();
  }
}

type Layer = {
  route?: { path: string; methods: Record<string, boolean> };
  handle?: { stack?: Layer[] };
};

function routesIn(layers: readonly Layer[]): string[] {
  return layers.flatMap(({ route, handle }) => {
    if (route === undefined) return routesIn(handle?.stack ?? []);
    const methods = Object.keys(route.methods);
    return methods.map((method) => `${method === '_all' ? 'ALL' : method.toUpperCase()} ${route.path}`);
  });
}

/** A request as HubSpot's proxy makes it: who asks stands at the end of the query. */
export type Ask = { method: 'GET' | 'POST'; path: string; query?: Record<string, string>; body?: object };

export function targetOf({ path, query = {} }: Pick<Ask, 'path' | 'query'>, portalId: string, by = userId): string {
  const given = new URLSearchParams({ ...query, userId: by, portalId, appId: '7' });
  return `${path}?${given}`;
}

/** The headers of a request that HubSpot has signed for this app. */
export function signatureOf(asked: { method: string; target: string; body: string; timestamp?: number }) {
  const { method, target, body, timestamp = Date.now() } = asked;
  return signedHeaders({ secret: clientSecret, method, url: publicUrl + target, body, timestamp }, ['v3']);
}

/** Asks as a user of a portal does, and gives the status and the answer. */
export async function ask(
  app: { url: string },
  asked: Ask,
  portalId: string,
): Promise<{ status: number; body: unknown }> {
  const target = targetOf(asked, portalId);
  const body = asked.body === undefined ? '' : JSON.stringify(asked.body);
  const response = await fetch(app.url + target, {
    method: asked.method,
    headers: { ...signatureOf({ method: asked.method, target, body }), 'content-type': 'application/json' },
    ...(asked.method === 'POST' && { body }),
  });
  const text = await response.text();
  return { status: response.status, body: text === '' ? null : JSON.parse(text) };
}

/** Stops the app when the test that started it is over. */
export function stopAfterTest(app: SecuredApp): SecuredApp {
  onTestFinished(() => app.stop());
  return app;
}
