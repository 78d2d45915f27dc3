import { Alert, Button, LoadingSpinner, Panel, ProgressBar, StepIndicator } from '@hubspot/ui-extensions';
import { describe, expect, it } from 'vitest';
import { textsByLanguage } from '../../../app-extensions/app/cards/reader.ts';
import { clocksAnswerSchema, clocksDataSchema, deadlineDataSchema } from '../../../src/api/clocks-contract.ts';
import { teamNames } from '../../../src/journey/texts.ts';
import { type Language, languages } from '../../../src/journey/vocabulary.ts';
import { type AgreedSampleName, agreedSample } from '../agreed-samples.ts';
import { clocksSample, deadlineSample } from '../clock-samples.ts';
import { type Answer, renderCard } from './render-card.tsx';

function answering(language: Language, name: AgreedSampleName = 'offered'): Answer {
  return async ({ url: { pathname } }) => {
    if (pathname.endsWith('/clocks/explanation')) return { ok: true, data: deadlineSample(language) };
    if (pathname.endsWith('/clocks')) return { ok: true, data: clocksSample(language) };
    return { ok: true, data: agreedSample(name, language) };
  };
}

async function open(language: Language, answer = answering(language)) {
  const card = await renderCard({ language, answer });
  await card.waitFor(() => card.find(StepIndicator));
  const { timeSoFar } = textsByLanguage[language];
  card.find(Panel, { title: timeSoFar }).trigger('onOpen');
  return card;
}

describe.each(languages)('the time so far in %s', (language) => {
  const texts = textsByLanguage[language];

  it('keeps to the contract in its samples', () => {
    for (const [schema, data] of [
      [clocksDataSchema, clocksSample(language)],
      [deadlineDataSchema, deadlineSample(language)],
    ] as const) {
      expect(clocksAnswerSchema(schema).safeParse({ ok: true, data }).error?.issues ?? []).toEqual([]);
    }
  });

  it('says in the words of the backend of what the deadline is made', async () => {
    const card = await open(language);
    await card.waitFor(() => expect(card.shown()).toContain(texts.whyThen));
    for (const sentence of deadlineSample(language).sentences) expect(card.shown()).toContain(sentence);
  });

  it('shows whose the time was as bars that add up, without those who had none', async () => {
    const card = await open(language);
    await card.waitFor(() => expect(card.shown()).toContain(texts.whoseTime));
    const bars = card.findAll(ProgressBar).filter(({ props }) => props.title !== undefined);
    expect(bars.map(({ props }) => [props.title, props.value])).toEqual([
      [teamNames.marketing[language], 60],
      [teamNames.sales[language], 40],
    ]);
  });
});

it('the clock on the card is the one that is explained', async () => {
  const card = await open('en');
  await card.waitFor(() => expect(card.shown()).toContain('Why it is due then'));
  const asked = card.backend.requests.map(({ url }) => url);
  expect(asked.map(({ pathname }) => pathname)).toEqual([
    '/api/cards/contact',
    '/api/cards/contact/clocks',
    '/api/cards/contact/clocks/explanation',
  ]);
  expect(asked[2]!.searchParams.get('clock')).toBe('contact~900001~1~purchase-decision~4~accept~1');
});

it('says that no clock is open, and whose the time was all the same', async () => {
  const card = await open('en', answering('en', 'accepted'));
  await card.waitFor(() => expect(card.shown()).toContain('No clock is open.'));
  expect(card.shown()).toContain('Whose time it was');
});

it('shows that it is awaited, says that it did not come, and asks again when told to', async () => {
  let gate: Promise<unknown> = new Promise(() => {});
  const card = await open('en', (request) =>
    request.url.pathname.includes('/clocks') ? gate.then(() => answering('en')(request)) : answering('en')(request),
  );
  await card.waitFor(() => card.find(LoadingSpinner));
  gate = Promise.reject(new Error('down'));
  gate.catch(() => undefined);
  card.find(Panel, { title: 'Time so far' }).trigger('onOpen');
  await card.waitFor(() => card.find(Alert, { title: 'The times did not come.' }));
  gate = Promise.resolve();
  card.find(Button, ({ text }) => text === 'Try again').trigger('onClick');
  await card.waitFor(() => expect(card.shown()).toContain('Whose time it was'));
});
