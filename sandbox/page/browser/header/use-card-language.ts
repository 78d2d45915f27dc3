import { useCallback, useState } from 'react';
import { type CardLanguage, cardLanguages } from '../../page-data.ts';

const key = 'card-language';

/** The language of the person who looks, as cards are told it; remembered by the browser. */
export function useCardLanguage(): [CardLanguage, (language: CardLanguage) => void] {
  const [language, setLanguage] = useState<CardLanguage>(() => {
    const stored = window.localStorage.getItem(key);
    return cardLanguages.find((one) => one === stored) ?? 'en';
  });
  const change = useCallback((given: CardLanguage) => {
    window.localStorage.setItem(key, given);
    setLanguage(given);
  }, []);
  return [language, change];
}
