import type { CrmContext } from '@hubspot/ui-extensions';
import { de } from './texts/de.ts';
import { en } from './texts/en.ts';
import { it } from './texts/it.ts';
import { ko } from './texts/ko.ts';
import { ru } from './texts/ru.ts';
import type { Texts } from './texts/texts.ts';
import { type Language, type WhoReads, whoReads } from './who-reads.ts';

export type { Language } from './who-reads.ts';

/** For whom the card is written, with the texts in their language. */
export type Reader = WhoReads & { texts: Texts };

export const textsByLanguage: Record<Language, Texts> = { en, it, de, ko, ru };

export function readerOf(context: Pick<CrmContext, 'user' | 'portal'>): Reader {
  const reading = whoReads(context);
  return { ...reading, texts: textsByLanguage[reading.language] };
}
