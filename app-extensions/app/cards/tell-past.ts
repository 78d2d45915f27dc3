import type { Past } from './journey.ts';
import type { Reader } from './reader.ts';
import { fill } from './texts/fill.ts';

/** That the past of the portal is still being read, in one line. */
export function tellPast({ percent }: Past, { texts, locale }: Reader): string {
  if (percent === null) return texts.pastReading;
  const share = new Intl.NumberFormat(locale, { style: 'percent' }).format(percent / 100);
  return fill(texts.pastReadTo, { share });
}
