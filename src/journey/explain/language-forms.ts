import { dayMs, durationMs, hourMs, type Instant, minuteMs } from '../instant.ts';
import type { Language } from '../vocabulary.ts';

/** How each language writes quotes, dates, numbers, lengths of time and lists. `timeZone` is an IANA name. */
export type LanguageForms = {
  quote: (text: string) => string;
  day: (at: Instant) => string;
  number: (value: number) => string;
  share: (value: number) => string;
  /** A number with its sign. */
  signed: (value: number) => string;
  duration: (length: Parameters<typeof durationMs>[0]) => string;
  and: (parts: readonly string[]) => string;
  or: (parts: readonly string[]) => string;
};

const locales: Readonly<Record<Language, string>> = { en: 'en-GB', it: 'it', de: 'de', ko: 'ko', ru: 'ru' };

const quotes: Readonly<Record<Language, readonly [string, string]>> = {
  en: ['“', '”'],
  it: ['«', '»'],
  de: ['„', '“'],
  ko: ['“', '”'],
  ru: ['«', '»'],
};

export function languageForms(language: Language, timeZone: string): LanguageForms {
  const locale = locales[language];
  const [open, close] = quotes[language];
  const days = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone });
  const numbers = new Intl.NumberFormat(locale);
  const shares = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 2 });
  const signed = new Intl.NumberFormat(locale, { signDisplay: 'exceptZero' });
  const units = unitsIn(locale);
  const lists = (type: Intl.ListFormatType) => new Intl.ListFormat(locale, { type });
  const [and, or, unit] = [lists('conjunction'), lists('disjunction'), lists('unit')];
  return {
    quote: (text) => `${open}${text}${close}`,
    // Russian dates end in an abbreviated word, whose full stop would stand in the middle of a sentence.
    day: (at) => days.format(at).replace(/\sг\.$/, ''),
    number: (value) => numbers.format(value),
    share: (value) => shares.format(value),
    signed: (value) => signed.format(value),
    duration: (length) => unit.format(units(durationMs(length))),
    and: (parts) => and.format(parts),
    or: (parts) => or.format(parts),
  };
}

function unitsIn(locale: string): (lengthMs: number) => string[] {
  const units = (
    [
      ['day', dayMs, Number.POSITIVE_INFINITY],
      ['hour', hourMs, dayMs],
      ['minute', minuteMs, hourMs],
    ] as const
  ).map(([unit, ms, nextMs]) => {
    const format = new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' });
    return { ms, nextMs, format };
  });
  return (lengthMs) =>
    units.flatMap(({ ms, nextMs, format }) => {
      const count = Math.floor((lengthMs % nextMs) / ms);
      return count === 0 ? [] : [format.format(count)];
    });
}
