import { dayMs, hourMs, minuteMs } from '../../journey/instant.ts';
import type { Language } from '../../journey/vocabulary.ts';
import type { Share } from '../measures-report.ts';

/** Fills the words in braces. */
export function fill(text: string, words: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => words[name] ?? whole);
}

export function countText(language: Language, count: number): string {
  return new Intl.NumberFormat(language).format(count);
}

/** Whole percents; those that would round to nothing or to all, though they are neither, with a digit after the point. */
export function percentText(language: Language, fraction: number): string {
  const isNearEnd = (fraction > 0 && fraction < 0.01) || (fraction < 1 && fraction > 0.99);
  const digits = isNearEnd ? 1 : 0;
  return new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: digits }).format(fraction);
}

/** The interval of a share, `27–36 %` in the language's own spelling. */
export function rangeText(language: Language, { low, high }: Pick<Share, 'low' | 'high'>): string {
  return `${percentText(language, low ?? 0)}–${percentText(language, high ?? 1)}`;
}

/** A length of time in its largest unit that is worth naming: minutes, hours or days. */
export function lengthText(language: Language, lengthMs: number): string {
  const [unit, unitMs] =
    lengthMs >= 2 * dayMs
      ? (['day', dayMs] as const)
      : lengthMs >= 2 * hourMs
        ? (['hour', hourMs] as const)
        : (['minute', minuteMs] as const);
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit,
    unitDisplay: 'long',
    maximumFractionDigits: lengthMs < 10 * unitMs ? 1 : 0,
  }).format(lengthMs / unitMs);
}
