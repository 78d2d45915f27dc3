import type { Model } from '../journey/models/model-schema.ts';
import type { Language } from '../journey/vocabulary.ts';
import type { Durations, Share } from './measures-report.ts';
import { countText, fill, lengthText, percentText, rangeText } from './texts/formats.ts';
import { sentences } from './texts/sentences.ts';

/** An answer as a person would read it. `note` stands behind a bar. */
export type Description = { sentences: string[]; bars: { label: string; share: Share; note: string }[] };

export type Reader = { model: Pick<Model, 'stages' | 'outcomes' | 'readiness'>; language: Language; minimum: number };

/** Says that there are too few of what is counted. */
export function tooFew(reader: Reader, n: number): Description {
  return { sentences: [sayIn(reader)('tooFew', { n })], bars: [] };
}

type Words = Readonly<Record<string, string | number>>;

/** Says a sentence: numbers in the language's spelling, `stage` by its name in quotation marks. */
export function sayIn(reader: Reader): (text: keyof typeof sentences, words: Words) => string {
  return (text, words) => {
    const spelt = Object.entries({ minimum: reader.minimum, ...words }).map(([name, word]): [string, string] => {
      if (typeof word === 'number') return [name, countText(reader.language, word)];
      return [name, name === 'stage' ? quotedStage(reader, word) : word];
    });
    return fill(sentences[text][reader.language], Object.fromEntries(spelt));
  };
}

export function shareWords(reader: Reader, share: Share): Words {
  return { n: share.n, ...shareTexts(reader, share) };
}

export function shareTexts({ language }: Reader, share: Share): { share: string; range: string } {
  return { share: percentText(language, share.share ?? 0), range: rangeText(language, share) };
}

export function lengthWords({ language }: Reader, { medianMs, p75Ms, p90Ms }: Durations): Words {
  const text = (lengthMs: number | null) => lengthText(language, lengthMs ?? 0);
  return { median: text(medianMs), p75: text(p75Ms), p90: text(p90Ms) };
}

/** A stage by its name in the reader's language. */
export function stageName({ model, language }: Reader, id: string): string {
  const stage = model.stages.find((candidate) => candidate.id === id);
  return stage?.names[language] ?? id;
}

const quotationMarks: Readonly<Record<Language, string>> = { en: '“”', it: '«»', de: '„“', ko: '“”', ru: '«»' };

export function quotedStage(reader: Reader, id: string): string {
  return quoted(reader, stageName(reader, id));
}

export function quoted({ language }: Pick<Reader, 'language'>, text: string): string {
  const [open, close] = quotationMarks[language];
  return `${open}${text}${close}`;
}

export function signalName({ model, language }: Reader, id: string): string {
  return model.readiness?.signals.find((candidate) => candidate.id === id)?.names[language] ?? id;
}

export function outcomeName({ model, language }: Reader, id: string): string {
  return model.outcomes.find((candidate) => candidate.id === id)?.names[language] ?? id;
}
