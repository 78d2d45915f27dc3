import { Signature } from '@hubspot/api-client';

/**
 * The headers of a webhook delivery, made by HubSpot's own signer: v1 and, as on every request to an OAuth app, v3.
 * `sentAtMs` is real time. Source: PLATFORM 1.1 and 1.3.
 */
export function signDelivery(options: {
  clientSecret: string;
  targetUrl: string;
  body: string;
  sentAtMs: number;
}): Record<string, string> {
  const { clientSecret, targetUrl: url, body: requestBody, sentAtMs: timestamp } = options;
  const signed = { clientSecret, requestBody, url, timestamp, signature: '' };
  return {
    'X-HubSpot-Signature': Signature.getSignature('POST', 'v1', signed),
    'X-HubSpot-Signature-Version': 'v1',
    'X-HubSpot-Signature-v3': Signature.getSignature('POST', 'v3', signed),
    'X-HubSpot-Request-Timestamp': String(timestamp),
  };
}
