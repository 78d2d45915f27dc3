import type { CardHost } from './worker-protocol.ts';

type FetchOptions = {
  method?: string;
  timeout?: number;
  body?: Record<string, unknown>;
  headers?: Headers | Record<string, string>;
};

/** `hubspot.fetch`: everything goes through the portal, which signs it. */
export function createHubSpotFetch(host: CardHost) {
  return async (url: string | URL, options: FetchOptions = {}): Promise<Response> => {
    const { method = 'GET', timeout, body, headers = {} } = options;
    const { status, text } = await host.fetch({
      requestUri: String(url),
      method,
      requestHeaders: Object.fromEntries(headers instanceof Headers ? headers : Object.entries(headers)),
      ...(timeout !== undefined && { requestTimeoutMillis: timeout }),
      ...(body !== undefined && { requestBody: body }),
    });
    const mayHaveBody = status !== 204 && status !== 205;
    return new Response(mayHaveBody ? text : null, { status, headers: { 'Content-Type': 'application/json' } });
  };
}
