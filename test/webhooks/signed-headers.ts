import { Signature } from '@hubspot/api-client';

export type Signing = {
  secret: string;
  method?: string;
  /** The address in the form that HubSpot signs. */
  url: string;
  body: string;
  /** Epoch ms; the present when left out. */
  timestamp?: number;
};

/** The headers of a request that HubSpot's own signer signed in the given ways. */
export function signedHeaders(signing: Signing, schemes: readonly ('v1' | 'v2' | 'v3')[]): Record<string, string> {
  const { secret: clientSecret, method = 'POST', url, body: requestBody, timestamp = Date.now() } = signing;
  const headers: Record<string, string> = {};
  for (const scheme of schemes) {
    // The type asks for the answer along with the question; only a check reads it.
    const options = { clientSecret, url, requestBody, timestamp, signature: '' };
    const signature = Signature.getSignature(method, scheme, options);
    if (scheme === 'v3') {
      headers['x-hubspot-signature-v3'] = signature;
      headers['x-hubspot-request-timestamp'] = String(timestamp);
    } else {
      headers['x-hubspot-signature'] = signature;
      headers['x-hubspot-signature-version'] = scheme;
    }
  }
  return headers;
}
