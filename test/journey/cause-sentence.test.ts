import { describe, expect, test } from 'vitest';
import { causeSentence, correctionOf } from '../../src/journey/explain/cause-sentence.ts';
import { preset, presets } from '../../src/journey/models/presets.ts';
import { languages } from '../../src/journey/vocabulary.ts';
import { replayHistory } from './journey-text.ts';
import { portal } from './portal.ts';

const model = preset('lead-funnel');
const settings = portal[0] ?? null;

describe('the cause of a move', () => {
  test.each([
    ['en', 'The lifecycle stage is “Marketing Qualified Lead”.'],
    ['it', 'La fase del ciclo di vita è «Marketing Qualified Lead».'],
    ['de', 'Die Lifecycle-Phase ist „Marketing Qualified Lead“.'],
    ['ko', '라이프사이클 단계가 “Marketing Qualified Lead”입니다.'],
    ['ru', 'Стадия жизненного цикла — «Marketing Qualified Lead».'],
  ] as const)('is told in %s, with the stage by its label in the portal', (language, sentence) => {
    const labelled =
      settings === null
        ? null
        : {
            ...settings,
            lifecycleStages: [{ value: 'marketingqualifiedlead', label: 'Marketing Qualified Lead' }],
          };
    const [visit] = replayHistory('d1 | MQL').visits;
    expect(visit && causeSentence(model, labelled, visit, language)).toBe(sentence);
  });

  test('is the person for a correction, with what they said', () => {
    const visit = replayHistory('d1 | MQL\nd5 | c1 corrects to convert').visits.at(-1);
    expect(visit && causeSentence(model, settings, visit, 'en')).toBe('A person corrected the stage.');
    expect(visit && correctionOf(visit)).toEqual({ id: 'c1', reason: 'met at a fair', by: '' });
  });

  test('names the rule where the model has no words for it', () => {
    const visit = { stage: 'attract', cause: { rule: 'attract/anything', facts: [] } };
    expect(causeSentence(model, settings, visit, 'en')).toBe('The rule “anything” holds.');
    expect(correctionOf(visit)).toBeNull();
  });

  test('has words in every language for every rule of every preset', () => {
    const speechless = [...presets.values()].flatMap((each) =>
      each.stages.flatMap((stage) =>
        stage.enter
          .filter(({ because }) => !languages.every((language) => (because?.[language] ?? '') !== ''))
          .map(({ id }) => `${each.name}: ${stage.id}/${id}`),
      ),
    );
    expect(speechless).toEqual([]);
  });
});
