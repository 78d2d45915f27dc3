import { createServer, type IncomingMessage, type RequestOptions, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { Portal } from './portal.ts';

/** A portal that listens already. */
export type ListeningPortal = { portal: Portal; url: string };

/** One address of several portals, as HubSpot's own is: whose a call is follows from its token. */
export type SharedAddress = {
  url: string;
  /** Whoever opens the page that asks for consent from now on is a user of this portal. */
  signIn(portalId: number): void;
  stop(): Promise<void>;
};

/**
 * Serves OAuth and the CRM API of several portals at one address on 127.0.0.1. Each keeps its own address too, with its control
 * API. A call whose token no portal knows goes to the one that is signed in, which refuses it.
 */
export async function shareAddress(portals: readonly ListeningPortal[]): Promise<SharedAddress> {
  const [first] = portals;
  if (first === undefined) throw new Error('An address without portals answers nobody.');
  let signedIn = first;
  /** Codes and refresh tokens, by whom they were issued. */
  const issuedBy = new Map<string, ListeningPortal>();
  const server = createServer((incoming, outgoing) => {
    serve(incoming, outgoing).catch(() => outgoing.destroy());
  });

  async function serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const path = incoming.url ?? '/';
    if (path.startsWith('/oauth/authorize')) {
      const portal = signedIn;
      const answer = await ask(portal, incoming, '');
      const code = codeIn(answer.headers.location);
      if (code !== null) issuedBy.set(code, portal);
      answer.pipe(outgoing.writeHead(answer.statusCode ?? 502, answer.headers));
      return;
    }
    if (path.startsWith('/oauth/')) {
      const body = await text(incoming);
      const form = new URLSearchParams(body);
      const named =
        ['code', 'refresh_token', 'token'].map((name) => form.get(name) ?? '').find((one) => one !== '') ?? '';
      const portal = issuedBy.get(named) ?? holderOf(named) ?? signedIn;
      const answer = await ask(portal, incoming, body);
      const answered = await text(answer);
      const refreshToken = refreshTokenIn(answered);
      if (refreshToken !== null) issuedBy.set(refreshToken, portal);
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers).end(answered);
      return;
    }
    const token = /^Bearer (\S+)$/i.exec(incoming.headers.authorization ?? '')?.[1] ?? '';
    const answer = await ask(holderOf(token) ?? signedIn, incoming, incoming);
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.on('error', () => outgoing.destroy());
    answer.pipe(outgoing);
  }

  function holderOf(accessToken: string): ListeningPortal | undefined {
    return portals.find(({ portal }) => portal.grants.readToken(accessToken) !== null);
  }

  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', reject);
  server.listen(0, '127.0.0.1', resolve);
  await promise;
  server.keepAliveTimeout = 60_000;
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    signIn: (portalId) => {
      signedIn = portals.find(({ portal }) => portal.state.portalId === portalId) ?? signedIn;
    },
    stop: async () => {
      const closed = new Promise((done) => server.close(done));
      server.closeAllConnections();
      await closed;
    },
  };
}

/** Passes a call on. Fails when the portal cuts the connection, and so does the caller's connection then. */
function ask(
  { url }: ListeningPortal,
  incoming: IncomingMessage,
  body: string | IncomingMessage,
): Promise<IncomingMessage> {
  const options: RequestOptions = { method: incoming.method, headers: incoming.headers };
  return new Promise((resolve, reject) => {
    const outgoing = request(new URL(incoming.url ?? '/', url), options, resolve);
    outgoing.once('error', reject);
    if (typeof body === 'string') outgoing.end(body);
    else body.pipe(outgoing);
  });
}

function codeIn(location: string | undefined): string | null {
  return location !== undefined && URL.canParse(location) ? new URL(location).searchParams.get('code') : null;
}

function refreshTokenIn(answer: string): string | null {
  try {
    const { refresh_token: token } = JSON.parse(answer) as { refresh_token?: unknown };
    return typeof token === 'string' ? token : null;
  } catch {
    return null;
  }
}
