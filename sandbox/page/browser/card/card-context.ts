import type { AppPlace, CardLanguage, CardLocation, PageCard, PageSettings, RecordPage } from '../../page-data.ts';
import { objectWords } from '../portal/object-words.ts';
import type { AppPlaceContext, CardContext, ExtensionContext } from '../worker/worker-protocol.ts';

const locales: Readonly<Record<CardLanguage, string>> = {
  en: 'en-us',
  it: 'it-it',
  de: 'de-de',
  ko: 'ko-kr',
  ru: 'ru-ru',
};

/** What HubSpot tells a card of where it is and who looks at it. */
export function cardContext(
  record: Pick<RecordPage, 'type' | 'id'>,
  location: CardLocation,
  card: PageCard,
  settings: PageSettings,
  language: CardLanguage,
): CardContext {
  return {
    location,
    crm: { objectId: Number(record.id), objectTypeId: objectWords[record.type].typeId },
    ...extensionContext(card, settings, language),
  };
}

/** The same for what stands on no record. */
export function appPlaceContext(
  place: AppPlace,
  extension: PageCard,
  settings: PageSettings,
  language: CardLanguage,
): AppPlaceContext {
  return { location: place, ...extensionContext(extension, settings, language) };
}

function extensionContext(
  { title, variables }: PageCard,
  { user, portalId, timeZone, app }: PageSettings,
  language: CardLanguage,
): ExtensionContext {
  return {
    user: { ...user, emails: [user.email], teams: [], roles: [], permissions: [], locale: locales[language], language },
    portal: { id: portalId, timezone: timeZone },
    extension: { appId: app.id, appName: app.name, cardTitle: title },
    variables,
  };
}
