import { createRemoteRoot, type RemoteChannel } from '@remote-ui/core';
import * as RemoteUI from '@remote-ui/react';
import { createEndpoint, type MessageEndpoint, retain } from '@remote-ui/rpc';
import * as React from 'react';
import { createExtensionApi } from './create-extension-api.ts';
import { FailureBoundary } from './failure-boundary.ts';
import { createPageLocation } from './page-location.ts';
import type { CardHost, CardStart, PageLocation } from './worker-protocol.ts';

/**
 * A web worker in which one card runs, with the globals that @hubspot/ui-extensions expects of HubSpot's own. What that worker
 * lacks is taken away: the network is reached by hubspot.fetch alone.
 */
type Scope = Record<string, unknown> & { importScripts: (url: string) => void };
const scope = globalThis as unknown as Scope;
const load = scope.importScripts.bind(globalThis);
const forbidden = ['fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource', 'indexedDB', 'caches', 'importScripts'];

const pages = createPageLocation({ path: '/', params: {} });

createEndpoint(globalThis as unknown as MessageEndpoint).expose({
  move: (location: PageLocation) => pages.move(location),
  rest: (restMs: number) => new Promise((resolve) => setTimeout(resolve, restMs)),
  start: (channel: RemoteChannel, { bundleUrl, context, location }: CardStart, host: CardHost) => {
    retain(channel);
    retain(host);
    tellFailures(host);
    pages.move(location);
    const api = createExtensionApi(context, host, pages.useAppPageLocation);
    Object.assign(scope, {
      __HUBSPOT_EXTENSION_WORKER__: true,
      React,
      RemoteUI,
      ...api.globals,
      extend_V2: (render: (given: typeof api.given) => React.ReactElement) => {
        const root = createRemoteRoot(channel);
        const failed = (error: Error) => void host.failed(error.message);
        RemoteUI.createRoot(root).render(React.createElement(FailureBoundary, { failed }, render(api.given)));
        void root.mount();
      },
    });
    for (const name of forbidden) Object.defineProperty(scope, name, { value: undefined });
    load(bundleUrl);
  },
});

function tellFailures(host: CardHost): void {
  globalThis.addEventListener('error', ({ message }) => void host.failed(message));
  globalThis.addEventListener('unhandledrejection', ({ reason }: PromiseRejectionEvent) => {
    void host.failed(reason instanceof Error ? reason.message : String(reason));
  });
}
