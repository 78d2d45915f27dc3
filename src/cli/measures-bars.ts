import type { Language } from '../journey/vocabulary.ts';
import type { Share } from '../measures/measures-report.ts';
import { countText, percentText, rangeText } from '../measures/texts/formats.ts';
import { labels } from '../measures/texts/labels.ts';

export type Style = 'bold' | 'dim' | 'cyan' | 'green' | 'yellow';

/** Colours a text, or leaves it as it is where the reader wants none. */
export type Paint = (style: Style, text: string) => string;

const barWidth = 24;

/** A line of a list of shares: label, bar, share with its interval, count. Labels are padded to one width. */
export type BarLine = { label: string; share: Share; note: string };

export function drawBars(lines: readonly BarLine[], language: Language, paint: Paint): string[] {
  const width = Math.max(0, ...lines.map(({ label }) => displayWidth(label)));
  return lines.map(({ label, share, note }) => {
    const name = width === 0 ? '' : `${label}${' '.repeat(width - displayWidth(label))}  `;
    const count = paint('dim', `${countText(language, share.count)}/${countText(language, share.n)}`);
    const rest = note === '' ? [count] : [count, note];
    return `${name}${bar(share, paint)}  ${[shareText(share, language), ...rest].join('  ')}`;
  });
}

/** The sure part of a share is solid, the rest of its interval shaded. */
function bar(share: Share, paint: Paint): string {
  if (share.low === null || share.high === null) return paint('dim', '·'.repeat(barWidth));
  const high = Math.round(share.high * barWidth);
  const low = Math.min(Math.round(share.low * barWidth), high);
  return (
    paint('cyan', '█'.repeat(low)) + paint('cyan', '▒'.repeat(high - low)) + paint('dim', '·'.repeat(barWidth - high))
  );
}

function shareText(share: Share, language: Language): string {
  if (share.share === null) return labels.tooFew[language];
  return `${percentText(language, share.share).padStart(5)} (${rangeText(language, share)})`;
}

const wide = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60]/gu;

/** How many columns a text takes in a terminal: Korean syllables take two. */
export function displayWidth(text: string): number {
  return [...text].length + (text.match(wide)?.length ?? 0);
}
