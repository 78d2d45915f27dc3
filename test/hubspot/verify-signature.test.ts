import { describe, expect, test } from 'vitest';
import { type SignatureRules, type SignedRequest, verifySignature } from '../../src/hubspot/verify-signature.ts';
import { signedHeaders } from '../webhooks/signed-headers.ts';

const secret = 'secret-of-the-tests';
const url = 'https://app.example.com/webhooks/hubspot';
const now = 1_800_000_000_000;
const allSchemes = ['v1', 'v2'] as const;

function verify(request: Partial<SignedRequest>, rules: Partial<SignatureRules> = {}) {
  return verifySignature(
    { method: 'POST', url, headers: {}, body: Buffer.from(''), ...request },
    { secrets: [secret], now, olderSchemes: [], ...rules },
  );
}

function signed(body: string, schemes: readonly ('v1' | 'v2' | 'v3')[] = ['v3'], address = url) {
  const headers = signedHeaders({ secret, url: address, body, timestamp: now }, schemes);
  return { headers, body: Buffer.from(body) };
}

const olderHeaders = (version: string, signature: string) => ({
  'x-hubspot-signature': signature,
  'x-hubspot-signature-version': version,
});
const v3Headers = (timestamp: string, signature: string) => ({
  'x-hubspot-signature-v3': signature,
  'x-hubspot-request-timestamp': timestamp,
});

describe('the published test vectors', () => {
  const hubspotSecret = 'f6e94c08-85d0-4608-bcc6-e1850176e7b8';
  const webhook = 'https://www.hubspot.com/webhook';
  const otherSecret = 'yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy';
  const creation =
    '[{"eventId":1,"subscriptionId":12345,"portalId":62515,"occurredAt":1564113600000,"subscriptionType":"contact.creation","attemptNumber":0,"objectId":123,"changeSource":"CRM","changeFlag":"NEW","appId":54321}]';

  test.each([
    {
      name: 'v2 with a body',
      secrets: hubspotSecret,
      url: webhook,
      body: 'REQUEST_BODY',
      headers: olderHeaders('v2', '57bb01a6e6ac92919b5e715d68f40265328701bbf1cf3fd73772887069945766'),
    },
    {
      name: 'v3 with a body',
      secrets: hubspotSecret,
      url: webhook,
      body: 'REQUEST_BODY',
      headers: v3Headers('1632188626483', 'jf872r5vscVcxCiDRHA4rGrqe/8BPLNVkdJSHdMnGTU='),
      at: 1632188626483,
    },
    {
      name: 'v3 with an empty body',
      secrets: hubspotSecret,
      url: webhook,
      body: '',
      headers: v3Headers('1632188626483', 'csXgk7UbrE9F8ZmMvbpuKBxqIvTSqU1EX9pI/SJtxSE='),
      at: 1632188626483,
    },
    {
      name: 'v3 of a GET with a query',
      secrets: '12345678-aaaa-bbbb-cccc-ddddeeeeffff',
      method: 'GET',
      url: 'https://hubspot.com/?appId=1&portalId=2&userId=3',
      body: '',
      headers: v3Headers('1111111111', 'zTfXjo07jfzGouo4wvyAj3qEMUTVJ0PPYPACrluQtQI='),
      at: 1111111111,
    },
    {
      name: 'v1',
      secrets: otherSecret,
      url,
      body: creation,
      headers: olderHeaders('v1', '232db2615f3d666fe21a8ec971ac7b5402d33b9a925784df3ca654d05f4817de'),
    },
    {
      name: 'v2 of a GET without a body',
      secrets: otherSecret,
      method: 'GET',
      url: 'https://www.example.com/webhook_uri',
      body: '',
      headers: olderHeaders('v2', 'eee2dddcc73c94d699f5e395f4b9d454a069a6855fbfa152e91e88823087200e'),
    },
  ])('$name is valid, and with one byte more it is not', ({ secrets, method, url: address, body, headers, at }) => {
    const request = { method: method ?? 'POST', url: address, headers };
    const rules = { secrets: [secrets], now: at ?? now, olderSchemes: allSchemes };
    expect(verify({ ...request, body: Buffer.from(body) }, rules)).toBe('valid');
    expect(verify({ ...request, body: Buffer.from(`${body} `) }, rules)).toBe('signature-wrong');
  });
});

describe('which part of a request the signature covers', () => {
  const body = '[{"objectId":1}]';

  test('a request signed by HubSpot is valid in every scheme', () => {
    for (const scheme of ['v1', 'v2', 'v3'] as const) {
      expect(verify(signed(body, [scheme]), { olderSchemes: allSchemes }), scheme).toBe('valid');
    }
  });

  test.each([
    ['another method', { method: 'PUT' }],
    ['another address', { url: `${url}/` }],
    ['another query', { url: `${url}?a=1` }],
    ['another body', { body: Buffer.from('[{"objectId":2}]') }],
  ])('%s makes v3 wrong', (_name, change) => {
    expect(verify({ ...signed(body), ...change })).toBe('signature-wrong');
  });

  test('another timestamp makes v3 wrong even inside the window', () => {
    const request = signed(body);
    request.headers['x-hubspot-request-timestamp'] = String(now + 1);
    expect(verify(request)).toBe('signature-wrong');
  });

  test('bytes beyond ASCII count as they came, in the body', () => {
    const text = '[{"propertyValue":"Zoë – 여정 😀"}]';
    for (const scheme of ['v1', 'v2', 'v3'] as const) {
      expect(verify(signed(text, [scheme]), { olderSchemes: allSchemes }), scheme).toBe('valid');
    }
  });

  test('a body that is no text at all is compared by its bytes', () => {
    const request = signed('\uFFFD');
    expect(verify({ ...request, body: Buffer.from([0xff]) })).toBe('signature-wrong');
    expect(verify({ ...request, body: Buffer.from('\uFFFD') })).toBe('valid');
  });

  test('an address beyond ASCII is signed in UTF-8', () => {
    const address = 'https://app.example.com/webhooks/hubspot?name=Zoë';
    expect(verify({ ...signed(body, ['v3'], address), url: address })).toBe('valid');
  });
});

describe('what v3 decodes in the address', () => {
  const decoded = Object.entries({
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
  });

  test.each(decoded)('%s is signed as %s, whichever way its letters are written', (sequence, character) => {
    const request = signed('', ['v3'], `${url}?a=${character}b`);
    expect(verify({ ...request, url: `${url}?a=${sequence}b` })).toBe('valid');
    expect(verify({ ...request, url: `${url}?a=${sequence.toLowerCase()}b` })).toBe('valid');
    expect(verify({ ...request, url: `${url}?a=${character}b` })).toBe('valid');
  });

  test.each(['%20', '%2B', '%25', '%26', '%3D', '%23', '%5B', '%5D', '%C3%AB'])('%s is signed as it is', (sequence) => {
    const address = `${url}?a=${sequence}b`;
    expect(verify({ ...signed('', ['v3'], address), url: address })).toBe('valid');
    const request = signed('', ['v3'], `${url}?a=${decodeURIComponent(sequence)}b`);
    expect(verify({ ...request, url: address })).toBe('signature-wrong');
  });

  test('the ? that begins the query stays, and one inside a value is decoded', () => {
    const request = signed('', ['v3'], `${url}?a=?&b=1`);
    expect(verify({ ...request, url: `${url}?a=%3F&b=1` })).toBe('valid');
  });

  test('what was decoded is not decoded again', () => {
    const request = signed('', ['v3'], `${url}?a=%2540`);
    expect(verify({ ...request, url: `${url}?a=%2540` })).toBe('valid');
    expect(verify({ ...signed('', ['v3'], `${url}?a=@`), url: `${url}?a=%2540` })).toBe('signature-wrong');
  });

  test('half a sequence is no sequence', () => {
    const address = `${url}?a=%4&b=%`;
    expect(verify({ ...signed('', ['v3'], address), url: address })).toBe('valid');
  });

  test('v2 decodes nothing', () => {
    const address = `${url}?mail=a%40example.com`;
    const rules = { olderSchemes: allSchemes };
    expect(verify({ ...signed('', ['v2'], address), url: address }, rules)).toBe('valid');
    expect(verify({ ...signed('', ['v2'], `${url}?mail=a@example.com`), url: address }, rules)).toBe('signature-wrong');
  });
});

describe('the time of a v3 signature', () => {
  const fiveMinutes = 300_000;

  test.each([
    [fiveMinutes, 'valid'],
    [fiveMinutes + 1, 'signature-stale'],
    [-fiveMinutes, 'valid'],
    [-fiveMinutes - 1, 'signature-stale'],
  ])('%d ms after it was signed the request is %s', (ageMs, verdict) => {
    expect(verify(signed('[]'), { now: now + ageMs })).toBe(verdict);
  });

  test('a signature without a time is none', () => {
    const { headers, body } = signed('[]');
    const { 'x-hubspot-request-timestamp': _time, ...rest } = headers;
    expect(verify({ headers: rest, body })).toBe('signature-missing');
  });

  test.each(['soon', '1e12', '-1', ' ', '0x1', `${now}.5`, '9'.repeat(16)])('the time "%s" is none', (timestamp) => {
    const { headers, body } = signed('[]');
    expect(verify({ headers: { ...headers, 'x-hubspot-request-timestamp': timestamp }, body })).not.toBe('valid');
  });
});

describe('two secrets, while one replaces the other', () => {
  const former = 'former-secret-of-the-tests';

  test.each(['v1', 'v2', 'v3'] as const)('%s counts with the present one and with the former one', (scheme) => {
    const request = signed('[]', [scheme]);
    const olderSchemes = allSchemes;
    expect(verify(request, { secrets: ['another-secret', secret], olderSchemes })).toBe('valid');
    expect(verify(request, { secrets: [secret, former], olderSchemes })).toBe('valid');
    expect(verify(request, { secrets: ['another-secret', former], olderSchemes })).toBe('signature-wrong');
    expect(verify(request, { secrets: [], olderSchemes })).toBe('signature-wrong');
  });
});

describe('the older schemes', () => {
  const body = '[]';

  test('count only where the route takes them', () => {
    for (const scheme of allSchemes) {
      const other = scheme === 'v1' ? 'v2' : 'v1';
      expect(verify(signed(body, [scheme]), { olderSchemes: [scheme] })).toBe('valid');
      expect(verify(signed(body, [scheme]), { olderSchemes: [other] })).toBe('signature-missing');
      expect(verify(signed(body, [scheme]), { olderSchemes: [] })).toBe('signature-missing');
    }
  });

  test('do not count beside a v3 that is wrong or stale', () => {
    const { headers } = signed(body, ['v1', 'v3']);
    const wrong = { ...headers, 'x-hubspot-signature-v3': 'A'.repeat(44) };
    const rules = { olderSchemes: allSchemes };
    expect(verify({ headers, body: Buffer.from(body) }, rules)).toBe('valid');
    expect(verify({ headers: wrong, body: Buffer.from(body) }, rules)).toBe('signature-wrong');
    expect(verify({ headers, body: Buffer.from(body) }, { ...rules, now: now + 300_001 })).toBe('signature-stale');
  });

  test('need their marker: a v1 that calls itself v2, or says nothing, is refused', () => {
    const { headers } = signed(body, ['v1']);
    const rules = { olderSchemes: allSchemes };
    const said = (version: string | undefined) =>
      verify({ headers: { ...headers, 'x-hubspot-signature-version': version }, body: Buffer.from(body) }, rules);
    expect(said('v2')).toBe('signature-wrong');
    expect(said('v3')).toBe('signature-missing');
    expect(said(undefined)).toBe('signature-missing');
  });
});

test('a request without any signature is told so', () => {
  expect(verify({ body: Buffer.from('[]') }, { olderSchemes: allSchemes })).toBe('signature-missing');
});

test.each(['', 'A', 'A'.repeat(43), 'A'.repeat(44), 'A'.repeat(10_000), 'ë'.repeat(22), 'ë'.repeat(44)])(
  'a signature of another length is refused without an exception (%#)',
  (signature) => {
    const { headers, body } = signed('[]');
    expect(verify({ headers: { ...headers, 'x-hubspot-signature-v3': signature }, body })).not.toBe('valid');
    const v1 = signed('[]', ['v1']).headers;
    const rules = { olderSchemes: allSchemes };
    expect(verify({ headers: { ...v1, 'x-hubspot-signature': signature }, body }, rules)).not.toBe('valid');
  },
);
