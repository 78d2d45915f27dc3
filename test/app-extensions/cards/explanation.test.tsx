import { Alert, Button, LoadingSpinner, Panel, StepIndicator } from '@hubspot/ui-extensions';
import { describe, expect, it } from 'vitest';
import { textsByLanguage } from '../../../app-extensions/app/cards/reader.ts';
import { languages } from '../../../src/journey/vocabulary.ts';
import { sampleSentences } from '../card-sample-sentences.ts';
import { cardSample } from '../card-samples.ts';
import { explanationSample, groupCardSample } from '../group-samples.ts';
import { type Answer, renderCard } from './render-card.tsx';

describe.each(languages)('the explanation in %s', (language) => {
  const texts = textsByLanguage[language];
  const sentences = sampleSentences[language];
  const answer: Answer = async ({ url }) =>
    url.pathname.endsWith('/explanation') ? explanationSample('deal', language) : cardSample('ready', language);
  const render = async (given = answer) => {
    const card = await renderCard({ language, answer: given });
    await card.waitFor(() => card.find(StepIndicator));
    return card;
  };

  it('is asked for when somebody opens it, and not before', async () => {
    const card = await render();
    expect(card.backend.requests).toHaveLength(1);
    expect(card.find(Panel).props.title).toBe(texts.explainTitle);
    card.find(Panel).trigger('onOpen');
    await card.waitFor(() => expect(card.shown()).toContain(texts.otherStages));
    expect(card.backend.requests.at(-1)!.url.href).toContain('/api/cards/contact/explanation?objectId=900001');
    const shown = card.shown();
    for (const text of [
      sentences.lifecycle,
      sentences.dealOpened,
      texts.otherStages,
      texts.readiness,
      sentences.formSent,
    ]) {
      expect(shown).toContain(text);
    }
    // Of a stage that time alone brings the day is told, by the calendar of the portal.
    const [before = ''] = texts.comesAt.split('{date}');
    expect(shown).toContain(before);
  });

  it('shows that it is awaited', async () => {
    const card = await render(({ url, options }) =>
      url.pathname.endsWith('/explanation') ? new Promise(() => {}) : answer({ url, options }),
    );
    expect(card.maybeFind(LoadingSpinner)).toBeNull();
    card.find(Panel).trigger('onOpen');
    await card.waitFor(() => card.find(LoadingSpinner));
  });

  it('says that it did not come, and asks again when told to', async () => {
    let fails = true;
    const card = await render(({ url, options }) =>
      fails && url.pathname.endsWith('/explanation') ? Promise.reject(new Error('down')) : answer({ url, options }),
    );
    card.find(Panel).trigger('onOpen');
    await card.waitFor(() => card.find(Alert, { title: texts.explanationFailed }));
    fails = false;
    card.find(Button, ({ text }) => text === texts.retry).trigger('onClick');
    await card.waitFor(() => expect(card.shown()).toContain(texts.otherStages));
  });
});

it('the explanation of a company tells what its people would have to do', async () => {
  const answer: Answer = async ({ url }) =>
    (url.pathname.endsWith('/explanation') ? explanationSample : groupCardSample)('company', 'en');
  const card = await renderCard({ language: 'en', objectTypeId: '0-2', answer });
  await card.waitFor(() => card.find(StepIndicator));
  card.find(Panel).trigger('onOpen');
  await card.waitFor(() => expect(card.shown()).toContain(sampleSentences.en.lifecycle));
  expect(card.shown()).not.toContain(textsByLanguage.en.readiness);
});
