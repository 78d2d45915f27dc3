import { type CardLanguage, cardLanguages } from '../../page-data.ts';

const names: Readonly<Record<CardLanguage, string>> = {
  en: 'English',
  it: 'Italiano',
  de: 'Deutsch',
  ko: '한국어',
  ru: 'Русский',
};

/** The user's language as cards are told it; the page itself stays English. */
export function LanguageControl(props: { language: CardLanguage; onLanguage: (language: CardLanguage) => void }) {
  return (
    <label className="control">
      <span className="control-label">Card language</span>
      <select value={props.language} onChange={(event) => props.onLanguage(event.target.value as CardLanguage)}>
        {cardLanguages.map((language) => (
          <option key={language} value={language} lang={language}>
            {names[language]}
          </option>
        ))}
      </select>
    </label>
  );
}
