import type { CrmContext } from '@hubspot/ui-extensions';
import type { CardQuery } from '../../../src/api/card-contract.ts';
import { de } from './texts/de.ts';
import { en } from './texts/en.ts';
import { it } from './texts/it.ts';
import { ko } from './texts/ko.ts';
import { ru } from './texts/ru.ts';
import type { Texts } from './texts/texts.ts';

export type Language = CardQuery['language'];

/** For whom the card is written. */
export type Reader = {
  language: Language;
  /** For dates and numbers, such as `en-GB`; of the same language as the texts. */
  locale: string;
  /** IANA zone of the portal. */
  timeZone: string;
  texts: Texts;
};

export const textsByLanguage: Record<Language, Texts> = { en, it, de, ko, ru };

export function readerOf({ user, portal }: Pick<CrmContext, 'user' | 'portal'>): Reader {
  const language = languageOf(user.language || user.locale);
  const locale =
    [user.locale, user.language].map(canonicalLocale).find((tag) => tag?.split('-')[0] === language) ?? language;
  return { language, locale, timeZone: knownTimeZone(portal.timezone), texts: textsByLanguage[language] };
}

/** HubSpot gives `de` as well as `de-de`; everybody whose language the card does not know reads English. */
function languageOf(tag: string | undefined): Language {
  const language = tag?.toLowerCase().split(/[-_]/)[0] ?? '';
  return isLanguage(language) ? language : 'en';
}

function isLanguage(language: string): language is Language {
  return Object.hasOwn(textsByLanguage, language);
}

function canonicalLocale(tag: string | undefined): string | undefined {
  try {
    return Intl.getCanonicalLocales(tag?.replaceAll('_', '-'))[0];
  } catch {
    return undefined;
  }
}

/** A zone that this browser does not know must not cost the whole card. */
function knownTimeZone(timeZone: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone;
  } catch {
    return 'UTC';
  }
}
