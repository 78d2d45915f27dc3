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

/** One digit after the point. */
export function meanText(language: Language, mean: number): string {
  return new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(mean);
}

/** With its sign: `+20`, `-40`. */
export function pointsText(language: Language, points: number): string {
  return new Intl.NumberFormat(language, { signDisplay: 'exceptZero' }).format(points);
}

/** Whole percents; near nothing and near all, where that would say one of the two, with one or two digits after the point. */
export function percentText(language: Language, fraction: number): string {
  return new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: digitsOf(fraction) }).format(
    fraction,
  );
}

/** The interval of a share, the sign once: `27–36%`. */
export function rangeText(language: Language, { low, high }: Pick<Share, 'low' | 'high'>): string {
  const from = low ?? 0;
  const start = new Intl.NumberFormat(language, { maximumFractionDigits: digitsOf(from) }).format(from * 100);
  return `${start}–${percentText(language, high ?? 1)}`;
}

function digitsOf(fraction: number): number {
  const fromEnd = Math.min(fraction, 1 - fraction);
  if (fromEnd <= 0 || fromEnd >= 0.01) return 0;
  return fromEnd >= 0.001 ? 1 : 2;
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
