import { onTestFinished } from 'vitest';
import { createPageRouter } from '../../../sandbox/page/create-page-router.ts';
import { createPortal } from '../../../sandbox/portal/create-portal.ts';
import type { Portal } from '../../../sandbox/portal/portal.ts';
import { clientId, clientSecret, type Json, request } from '../portal/start-portal.ts';
import { type Answering, type StubApp, startStubApp } from './start-stub-app.ts';

export type StartedPage = {
  portal: Portal;
  url: string;
  app: StubApp;
  post(path: string, body: unknown): Promise<{ status: number; body: Json }>;
  get(path: string): Promise<Json>;
};

/** A portal with its page, and an app that answers as it is told. Both end with the test. */
export async function startPage(answering: Answering): Promise<StartedPage> {
  const { stop, ...started } = await startPageAndStop(answering);
  onTestFinished(stop);
  return started;
}

export async function startPageAndStop(answering: Answering): Promise<StartedPage & { stop: () => Promise<void> }> {
  const app = await startStubApp(answering);
  const routers = [await createPageRouter({ clientSecret })];
  const portal = createPortal({ clientId, clientSecret, targetUrl: `${app.origin}/webhooks/hubspot`, routers });
  const { url } = await portal.start();
  return {
    portal,
    url,
    app,
    post: (path, body) =>
      request(url + path, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      }),
    get: async (path) => (await request(url + path)).body,
    stop: async () => {
      await portal.stop();
      await app.stop();
    },
  };
}
