import { LoadingButton, LoadingSpinner, StatusTag } from '@hubspot/ui-extensions';
import { describe, expect, it } from 'vitest';
import { CompactCard } from '../../../app-extensions/app/cards/CompactCard.tsx';
import { textsByLanguage } from '../../../app-extensions/app/cards/reader.ts';
import { languages } from '../../../src/journey/vocabulary.ts';
import { type CardSampleName, cardSample, sampleProperties } from '../card-samples.ts';
import { groupCardSample } from '../group-samples.ts';
import { type Answer, renderCard } from './render-card.tsx';

describe.each(languages)('the small card in %s', (language) => {
  const texts = textsByLanguage[language];
  const render = (answer: Answer, properties?: () => Promise<Record<string, string>>) =>
    renderCard({ card: CompactCard, language, answer, ...(properties && { properties }) });
  const renderSample = (name: CardSampleName) => render(async () => cardSample(name, language));

  it('shows stage, turn, owner and what to do next', async () => {
    const sample = cardSample('ready', language);
    if (!sample.ok) throw new Error('the sample is a refusal');
    const { current, touchpoint } = sample.data;
    const card = await renderSample('ready');
    await card.waitFor(() => card.find(StatusTag));
    for (const text of [current!.stage.label, current!.team.label, current!.owner!.name, touchpoint!.label]) {
      expect(card.shown()).toContain(text);
    }
    expect(card.backend.requests).toHaveLength(1);
  });

  it('shows that it loads', async () => {
    const card = await render(() => new Promise(() => {}));
    expect(card.find(LoadingSpinner).props.label).toBe(texts.loading);
  });

  it.each([
    ['unknown', texts.unknownTitle.contact],
    ['noStage', texts.noStageTitle.contact],
    ['deleted', texts.deletedTitle.contact],
    ['nothingDue', texts.noTouchpoint],
    ['refused', texts.failedTitle],
  ] as const)('says so: %s', async (name, text) => {
    const card = await renderSample(name);
    await card.waitFor(() => expect(card.shown()).toContain(text));
  });

  it('shows the tags of the record when the backend is down, and recovers', async () => {
    const card = await render(
      () => Promise.reject(new Error('unreachable')),
      async () => ({ ...sampleProperties, journey_steward_next_touchpoint: 'Ask for a date' }),
    );
    await card.waitFor(() => card.find(LoadingButton));
    expect(card.shown()).toContain(texts.teams.marketing);
    expect(card.shown()).toContain('Ask for a date');
    card.backend.answer = async () => cardSample('ready', language);
    card.find(LoadingButton).trigger('onClick');
    await card.waitFor(() => expect(card.maybeFind(LoadingButton)).toBeNull());
  });
});

it('the small card of a deal shows what its own answer tells', async () => {
  const answer = async () => groupCardSample('deal', 'en');
  const card = await renderCard({ card: CompactCard, objectTypeId: '0-3', language: 'en', answer });
  await card.waitFor(() => expect(card.shown()).toContain('Convert (4 of 5)'));
  expect(card.shown()).toContain('Sales');
});
