import type { Language } from '../cards/who-reads.ts';
import { usePlace } from '../pages/PlaceProvider.tsx';
import { de } from './texts/de.ts';
import { en } from './texts/en.ts';
import { it } from './texts/it.ts';
import { ko } from './texts/ko.ts';
import { ru } from './texts/ru.ts';
import type { SettingsTexts } from './texts/settings-texts.ts';

export const settingsTextsByLanguage: Record<Language, SettingsTexts> = { en, it, de, ko, ru };

export function useSettingsTexts(): SettingsTexts {
  return settingsTextsByLanguage[usePlace().reader.language];
}
