import { hourMs, type Instant, minuteMs } from '../../journey/instant.ts';
import type { Language } from '../../journey/vocabulary.ts';

const locales: Readonly<Record<Language, string>> = { en: 'en-GB', it: 'it', de: 'de', ko: 'ko', ru: 'ru' };

/** Writes an instant with its day and time of day in a zone, as the language does. */
export function timeForms(language: Language, zone: string): (at: Instant) => string {
  const format = new Intl.DateTimeFormat(locales[language], { dateStyle: 'long', timeStyle: 'short', timeZone: zone });
  // Russian dates have an abbreviated word, whose full stop would stand in the middle of a sentence.
  return (at) => format.format(at).replace(/\sг\./, '');
}

const units = [
  ['hour', hourMs],
  ['minute', minuteMs],
  ['second', 1000],
] as const;

/** Writes business time in hours, minutes and seconds: a day of it would be misread. */
export function businessLength(lengthMs: number, language: Language): string {
  const locale = locales[language];
  let left = Math.floor(lengthMs / 1000) * 1000;
  const parts: string[] = [];
  for (const [unit, ms] of units) {
    const count = Math.floor(left / ms);
    left -= count * ms;
    if (count === 0 && (unit !== 'second' || parts.length > 0)) continue;
    parts.push(new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(count));
  }
  return new Intl.ListFormat(locale, { type: 'unit' }).format(parts);
}
