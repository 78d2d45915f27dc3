import { createHmac, timingSafeEqual } from 'node:crypto';
import { type Language, languages } from '../journey/vocabulary.ts';

/** What a link to the page about an installation lets its holder see, and until when (ms since 1970). */
export type InstallLink = { accountId: string; language: Language; endsAt: number };

/** Long enough to watch the past of a portal being read; whoever finds the link in a history later sees nothing. */
const lifeMs = 2 * 3_600_000;

/** Signs a link: it names the account and needs no session, and nobody can make one for another account. */
export function signInstallLink(link: Omit<InstallLink, 'endsAt'>, now: number, key: Buffer): string {
  const text = [link.accountId, link.language, now + lifeMs].join('.');
  return `${text}.${signatureOf(text, key)}`;
}

/** Reads a link that this app has signed. Null when it has ended, was changed, or is none. */
export function readInstallLink(signed: unknown, now: number, key: Buffer): InstallLink | null {
  if (typeof signed !== 'string') return null;
  const [accountId = '', language = '', endsAt = '', signature = '', ...rest] = signed.split('.');
  const expected = Buffer.from(signatureOf([accountId, language, endsAt].join('.'), key));
  const given = Buffer.from(signature);
  if (rest.length > 0 || given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  const known = languages.find((candidate) => candidate === language);
  return known !== undefined && Number(endsAt) > now ? { accountId, language: known, endsAt: Number(endsAt) } : null;
}

/** The context keeps this use of the key apart from sealing. */
function signatureOf(text: string, key: Buffer): string {
  const ownKey = createHmac('sha256', key).update('link to the page of an installation').digest();
  return createHmac('sha256', ownKey).update(text).digest('base64url');
}
