import { Signature } from '@hubspot/api-client';

/** HubSpot decodes these in the URL before it signs by v3, and nothing else. Source: PLATFORM 1.1. */
const decoded: Readonly<Record<string, string>> = {
  '%3A': ':',
  '%2F': '/',
  '%3F': '?',
  '%40': '@',
  '%21': '!',
  '%24': '$',
  '%27': "'",
  '%28': '(',
  '%29': ')',
  '%2A': '*',
  '%2C': ',',
  '%3B': ';',
};

export type FetchToSign = { clientSecret: string; method: string; url: string; body: string; sentAtMs: number };

/** The headers of a card's request: v2 over the URL as it is sent, v3 over the URL with some sequences decoded. */
export function signFetch({ clientSecret, method, url, body, sentAtMs }: FetchToSign): Record<string, string> {
  const common = { clientSecret, requestBody: body, timestamp: sentAtMs, signature: '' };
  return {
    'X-HubSpot-Signature': Signature.getSignature(method, 'v2', { ...common, url }),
    'X-HubSpot-Signature-Version': 'v2',
    'X-HubSpot-Signature-v3': Signature.getSignature(method, 'v3', { ...common, url: decodeForV3(url) }),
    'X-HubSpot-Request-Timestamp': String(sentAtMs),
  };
}

export function decodeForV3(url: string): string {
  return url.replace(/%[0-9A-F]{2}/gi, (sequence) => decoded[sequence.toUpperCase()] ?? sequence);
}
