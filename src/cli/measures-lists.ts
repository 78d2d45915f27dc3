import type { Model } from '../journey/models/model-schema.ts';
import { teamNames } from '../journey/texts.ts';
import type { Language, OwnerTeam } from '../journey/vocabulary.ts';
import type { Reader } from '../measures/answer-words.ts';
import { propertyOfSplit } from '../measures/segment-of.ts';
import { countText, fill } from '../measures/texts/formats.ts';
import { labels, splitNames } from '../measures/texts/labels.ts';
import { valueName } from '../measures/texts/value-names.ts';
import { type BarLine, drawBars, type Paint } from './measures-bars.ts';

/** More segments or values than these are left to `--format json`. */
const longestList = 12;

/** How a report is drawn. `by`: the split that is shown under every stage. */
export type Drawing = Reader & { model: Model; paint: Paint; by: string | null };

export function limited(bars: readonly BarLine[], drawing: Drawing): string[] {
  const shown = bars.slice(0, longestList);
  return [...drawBars(shown, drawing.language, drawing.paint), ...moreLine(bars.length - shown.length, drawing)];
}

/** As many as a person can look over: the largest segments, or the latest months. */
export function longestShown<Entry>(entries: readonly Entry[], by: string): readonly Entry[] {
  return by === 'month' ? entries.slice(-longestList) : entries.slice(0, longestList);
}

export function moreLine(left: number, { language, paint }: Drawing): string[] {
  return left <= 0 ? [] : [paint('dim', fill(labels.others[language], { n: countText(language, left) }))];
}

export function splitTitle(by: string, language: Language): string {
  return splitNames[by]?.[language] ?? by.replace(/^property:/, '');
}

export function segmentName(by: string, segment: string, language: Language): string {
  if (segment === '') return labels.unknown[language];
  if (by === 'team') return teamNames[segment as OwnerTeam][language];
  const property = propertyOfSplit(by);
  return property === null ? segment : valueName(property, segment, language);
}

export function indented(lines: readonly string[], columns: number): string[] {
  return lines.map((line) => `${' '.repeat(columns)}${line}`);
}
