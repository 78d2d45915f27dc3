import { describe, expect, it } from 'vitest';
import { cardAnswerSchema } from '../../src/api/card-contract.ts';
import { languages } from '../../src/journey/vocabulary.ts';
import { cardSample, cardSampleNames } from './card-samples.ts';

describe.each(languages)('the sample answers in %s', (language) => {
  it.each(cardSampleNames)('keep to the contract: %s', (name) => {
    expect(cardAnswerSchema.safeParse(cardSample(name, language)).error?.issues ?? []).toEqual([]);
  });
});
