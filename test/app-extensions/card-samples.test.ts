import { describe, expect, it } from 'vitest';
import { buyingGroupAnswerSchema } from '../../src/api/buying-group-contract.ts';
import { cardAnswerSchema } from '../../src/api/card-contract.ts';
import { explanationAnswerSchema } from '../../src/api/explanation-contract.ts';
import { languages } from '../../src/journey/vocabulary.ts';
import { cardSample, cardSampleNames } from './card-samples.ts';
import { buyingGroupSample, explanationSample, groupCardSample } from './group-samples.ts';

describe.each(languages)('the sample answers in %s', (language) => {
  it.each(cardSampleNames)('keep to the contract: %s', (name) => {
    expect(cardAnswerSchema.safeParse(cardSample(name, language)).error?.issues ?? []).toEqual([]);
  });

  it.each(['deal', 'company'] as const)('keep to the contract: the explanation of a %s', (kind) => {
    expect(explanationAnswerSchema.safeParse(explanationSample(kind, language)).error?.issues ?? []).toEqual([]);
  });

  it.each(['deal', 'company'] as const)('keep to the contract: the card of a %s', (kind) => {
    expect(cardAnswerSchema.safeParse(groupCardSample(kind, language)).error?.issues ?? []).toEqual([]);
  });

  it('keep to the contract: the buying group', () => {
    expect(buyingGroupAnswerSchema.safeParse(buyingGroupSample(language)).error?.issues ?? []).toEqual([]);
  });
});
