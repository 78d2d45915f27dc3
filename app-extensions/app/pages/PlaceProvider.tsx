import type { ExtensionPointApiActions, ExtensionPointApiContext } from '@hubspot/ui-extensions';
import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { type Language, type WhoReads, whoReads } from '../cards/who-reads.ts';
import { de } from './texts/de.ts';
import { en } from './texts/en.ts';
import { it } from './texts/it.ts';
import { ko } from './texts/ko.ts';
import type { PageTexts } from './texts/page-texts.ts';
import { ru } from './texts/ru.ts';

export const pageTextsByLanguage: Record<Language, PageTexts> = { en, it, de, ko, ru };

type Host = {
  context: ExtensionPointApiContext<'pages' | 'settings'>;
  actions: ExtensionPointApiActions<'pages' | 'settings'>;
};
export type Place = Host & { reader: WhoReads; texts: PageTexts };

const PlaceContext = createContext<Place | null>(null);

/** Where the pages and the settings stand: the account, what HubSpot lets them do, and who reads. */
export function PlaceProvider({ context, actions, children }: Host & { children: ReactNode }) {
  const place = useMemo(() => {
    const reader = whoReads(context);
    return { context, actions, reader, texts: pageTextsByLanguage[reader.language] };
  }, [context, actions]);
  return <PlaceContext.Provider value={place}>{children}</PlaceContext.Provider>;
}

export function usePlace(): Place {
  const place = useContext(PlaceContext);
  if (place === null) throw new Error('a part of a page stands outside of PlaceProvider');
  return place;
}
