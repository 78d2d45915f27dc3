import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/**
 * A request from HubSpot as it came in. `url` is the address that HubSpot called: the public origin and the raw request
 * target, never rebuilt from a parsed query. `body` are the raw bytes.
 */
export type SignedRequest = { method: string; url: string; headers: IncomingHttpHeaders; body: Uint8Array };

export type SignatureVerdict = 'valid' | 'signature-missing' | 'signature-wrong' | 'signature-stale';

export type SignatureRules = {
  /** The client secrets that count now: the present one and, while it is being changed, the one before. */
  secrets: readonly string[];
  /** Wall clock, ms. */
  now: number;
  /** Which older schemes the route accepts where v3 is absent. They carry no time, so they can be replayed. */
  olderSchemes: readonly ('v1' | 'v2')[];
};

const toleranceMs = 300_000;

/**
 * What can be said of a signature by the headers alone, before the body has come: that it is missing or stale. Null when only
 * the body can tell.
 */
export function verdictBeforeBody(
  headers: IncomingHttpHeaders,
  rules: Omit<SignatureRules, 'secrets'>,
): 'signature-missing' | 'signature-stale' | null {
  const request = { method: '', url: '', headers, body: new Uint8Array() };
  const verdict = verifySignature(request, { ...rules, secrets: [] });
  return verdict === 'signature-missing' || verdict === 'signature-stale' ? verdict : null;
}

/**
 * Tells whether a request was signed by HubSpot with one of the secrets. v3 counts where it is present; its time may
 * differ from ours by five minutes either way. Source: HubSpot's request validation documentation.
 */
export function verifySignature(request: SignedRequest, rules: SignatureRules): SignatureVerdict {
  const v3 = header(request, 'x-hubspot-signature-v3');
  if (v3 !== null) return verifyV3(request, v3, rules);
  const older = header(request, 'x-hubspot-signature');
  const version = header(request, 'x-hubspot-signature-version');
  if (older === null || (version !== 'v1' && version !== 'v2') || !rules.olderSchemes.includes(version)) {
    return 'signature-missing';
  }
  const prefix = version === 'v2' ? request.method + request.url : '';
  const valid = rules.secrets.some((secret) => {
    const expected = createHash('sha256')
      .update(secret + prefix)
      .update(request.body)
      .digest('hex');
    return isSame(expected, older);
  });
  return valid ? 'valid' : 'signature-wrong';
}

function verifyV3(request: SignedRequest, signature: string, rules: SignatureRules): SignatureVerdict {
  const timestamp = header(request, 'x-hubspot-request-timestamp');
  if (timestamp === null) return 'signature-missing';
  if (!/^\d{1,15}$/.test(timestamp) || Math.abs(rules.now - Number(timestamp)) > toleranceMs) return 'signature-stale';
  const start = request.method + decodeForV3(request.url);
  const valid = rules.secrets.some((secret) => {
    const expected = createHmac('sha256', secret).update(start).update(request.body).update(timestamp).digest('base64');
    return isSame(expected, signature);
  });
  return valid ? 'valid' : 'signature-wrong';
}

/** HubSpot signs the address with these characters decoded, and no others. */
const decodedForV3: Readonly<Record<string, string>> = {
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

function decodeForV3(url: string): string {
  if (!url.includes('%')) return url;
  return url.replace(/%[0-9a-f]{2}/gi, (sequence) => decodedForV3[sequence.toUpperCase()] ?? sequence);
}

// A length tells nothing secret, and timingSafeEqual refuses texts of different lengths.
function isSame(expected: string, given: string): boolean {
  const left = Buffer.from(expected);
  const right = Buffer.from(given);
  return left.length === right.length && timingSafeEqual(left, right);
}

function header(request: SignedRequest, name: string): string | null {
  const value = request.headers[name];
  return typeof value === 'string' && value !== '' ? value : null;
}
