import { Signature } from '@hubspot/api-client';
import { benchClientSecret, benchPublicUrl, webhookPath } from '../settings.ts';
import { sampleEvent } from './sample-events.ts';

/**
 * The bytes of one whole HTTP request: a delivery of consecutive sample events, signed by HubSpot's own signer in both
 * ways that HubSpot signs deliveries. The signature is good for five minutes.
 */
export function signedRequest(firstEvent: number, deliverySize: number): Buffer {
  const events = Array.from({ length: deliverySize }, (_, index) => sampleEvent(firstEvent + index));
  const requestBody = JSON.stringify(events);
  const timestamp = Date.now();
  const signed = {
    clientSecret: benchClientSecret,
    requestBody,
    url: `${benchPublicUrl}${webhookPath}`,
    timestamp,
    // The type asks for the answer along with the question; only a check reads it.
    signature: '',
  };
  const head = [
    `POST ${webhookPath} HTTP/1.1`,
    `Host: ${new URL(benchPublicUrl).host}`,
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(requestBody)}`,
    `X-HubSpot-Signature: ${Signature.getSignature('POST', 'v1', signed)}`,
    'X-HubSpot-Signature-Version: v1',
    `X-HubSpot-Signature-v3: ${Signature.getSignature('POST', 'v3', signed)}`,
    `X-HubSpot-Request-Timestamp: ${timestamp}`,
  ];
  return Buffer.from(`${head.join('\r\n')}\r\n\r\n${requestBody}`);
}
