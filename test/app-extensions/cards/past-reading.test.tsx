import { EmptyState, LoadingSpinner, ProgressBar, StepIndicator } from '@hubspot/ui-extensions';
import { describe, expect, it } from 'vitest';
import { CompactCard } from '../../../app-extensions/app/cards/CompactCard.tsx';
import { textsByLanguage } from '../../../app-extensions/app/cards/reader.ts';
import { languages } from '../../../src/journey/vocabulary.ts';
import { cardSample } from '../card-samples.ts';
import { renderCard } from './render-card.tsx';

describe.each(languages)('a card of a portal whose past is still being read, in %s', (language) => {
  const texts = textsByLanguage[language];
  const told = texts.pastReadTo.split('{share}')[0]!;

  function waitingIn(name: 'pastReading' | 'pastUncounted'): string[] {
    const answer = cardSample(name, language);
    if (!answer.ok || answer.data.past === null) throw new Error('the sample tells of no past');
    return answer.data.past.waiting.map(({ label }) => label);
  }

  it('says how much of it has been, and which records are still to come', async () => {
    const card = await renderCard({ language, answer: async () => cardSample('pastReading', language) });
    await card.waitFor(() => card.find(StepIndicator));
    const bar = card.find(ProgressBar);
    expect(bar.props).toMatchObject({ value: 40, maxValue: 100, title: expect.stringContaining(told) });
    expect(bar.props.title).toMatch(/40\p{Zs}?%/u);
    for (const label of waitingIn('pastReading')) expect(card.shown()).toContain(label);
  });

  it('says so too where nothing was heard yet, and no share before HubSpot has counted', async () => {
    const card = await renderCard({ language, answer: async () => cardSample('pastUncounted', language) });
    await card.waitFor(() => card.find(EmptyState));
    expect(card.find(LoadingSpinner).props.label).toBe(texts.pastReading);
    expect(card.maybeFind(ProgressBar)).toBeNull();
    for (const label of waitingIn('pastUncounted')) expect(card.shown()).toContain(label);
  });

  it('says it in one line on the small card', async () => {
    const answer = async () => cardSample('pastReading', language);
    const card = await renderCard({ card: CompactCard, language, answer });
    await card.waitFor(() => expect(card.shown()).toContain(told));
    expect(card.shown()).toMatch(/40 ?%/);
  });

  it('says nothing of it once all of it is read', async () => {
    const card = await renderCard({ language, answer: async () => cardSample('ready', language) });
    await card.waitFor(() => card.find(StepIndicator));
    expect(card.shown()).not.toContain(told);
  });
});
