import type { Language } from '../cards/who-reads.ts';
import { usePlace } from '../pages/PlaceProvider.tsx';
import type { AgreementTexts } from './texts/agreement/agreement-texts.ts';
import { de } from './texts/agreement/de.ts';
import { en } from './texts/agreement/en.ts';
import { it } from './texts/agreement/it.ts';
import { ko } from './texts/agreement/ko.ts';
import { ru } from './texts/agreement/ru.ts';

export const agreementTextsByLanguage: Record<Language, AgreementTexts> = { en, it, de, ko, ru };

export function useAgreementTexts(): AgreementTexts {
  return agreementTextsByLanguage[usePlace().reader.language];
}
