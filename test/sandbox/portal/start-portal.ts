import { onTestFinished } from 'vitest';
import { createPortal } from '../../../sandbox/portal/create-portal.ts';
import type { Portal, PortalOptions } from '../../../sandbox/portal/portal.ts';

// biome-ignore lint/suspicious/noExplicitAny: an answer may be anything; the tests look at its parts.
export type Json = any;
export type CallAnswer = { status: number; headers: Headers; body: Json };
export type StartedPortal = {
  portal: Portal;
  url: string;
  /** Calls the CRM API with a token that has every scope the tests need. */
  call(method: string, path: string, body?: unknown): Promise<CallAnswer>;
};

export const clientId = 'client-of-the-tests';
export const clientSecret = 'secret-of-the-tests';

export const allScopes = [
  'oauth',
  'crm.objects.owners.read',
  ...['contacts', 'companies', 'deals'].flatMap((plural) =>
    ['objects', 'schemas'].flatMap((area) => [`crm.${area}.${plural}.read`, `crm.${area}.${plural}.write`]),
  ),
];

/** A portal on a free port that ends with the test. */
export async function startPortal(options: Partial<PortalOptions> = {}): Promise<StartedPortal> {
  const portal = createPortal({ clientId, clientSecret, callsPerTenSeconds: 10_000, ...options });
  const { url } = await portal.start();
  onTestFinished(() => portal.stop());
  const { accessToken } = portal.grant(allScopes);
  const call = (method: string, path: string, body?: unknown) =>
    request(url + path, {
      method,
      headers: {
        Authorization: `Bearer ${accessToken}`,
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  return { portal, url, call };
}

export async function request(url: string, init: RequestInit = {}): Promise<CallAnswer> {
  const response = await fetch(url, { redirect: 'manual', ...init });
  const text = await response.text();
  const isJson = response.headers.get('Content-Type')?.startsWith('application/json') === true;
  return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
}
