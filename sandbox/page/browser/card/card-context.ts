import type { CardLanguage, PageCard, PageSettings, RecordPage } from '../../page-data.ts';
import { objectWords } from '../portal/object-words.ts';
import type { CardContext } from '../worker/worker-protocol.ts';

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
  card: PageCard,
  { user, portalId, timeZone, app }: PageSettings,
  language: CardLanguage,
): CardContext {
  return {
    location: 'crm.record.tab',
    user: { ...user, emails: [user.email], teams: [], roles: [], permissions: [], locale: locales[language], language },
    portal: { id: portalId, timezone: timeZone },
    crm: { objectId: Number(record.id), objectTypeId: objectWords[record.type].typeId },
    extension: { appId: app.id, appName: app.name, cardTitle: card.title },
    variables: card.variables,
  };
}
