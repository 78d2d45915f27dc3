import type { CrmContext } from '@hubspot/ui-extensions';
import type { CardQuery } from '../../../src/api/card-contract.ts';

export type Language = CardQuery['language'];

/** For whom something is written. */
export type WhoReads = {
  language: Language;
  /** For dates and numbers, such as `en-GB`; of the same language as the texts. */
  locale: string;
  /** IANA zone of the portal. */
  timeZone: string;
};

const languages: readonly Language[] = ['en', 'it', 'de', 'ko', 'ru'];

export function whoReads({ user, portal }: Pick<CrmContext, 'user' | 'portal'>): WhoReads {
  const language = languageOf(user.language || user.locale);
  const locale =
    [user.locale, user.language].map(canonicalLocale).find((tag) => tag?.split('-')[0] === language) ?? language;
  return { language, locale, timeZone: knownTimeZone(portal.timezone) };
}

/** HubSpot gives `de` as well as `de-de`; everybody whose language the app does not know reads English. */
function languageOf(tag: string | undefined): Language {
  const language = tag?.toLowerCase().split(/[-_]/)[0];
  return languages.find((known) => known === language) ?? 'en';
}

function canonicalLocale(tag: string | undefined): string | undefined {
  try {
    return Intl.getCanonicalLocales(tag?.replaceAll('_', '-'))[0];
  } catch {
    return undefined;
  }
}

/** A zone that this browser does not know must not cost everything. */
function knownTimeZone(timeZone: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone;
  } catch {
    return 'UTC';
  }
}
