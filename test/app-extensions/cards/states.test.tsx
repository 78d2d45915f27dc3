import { Accordion, Alert, EmptyState, ErrorState, LoadingSpinner, StepIndicator, Text } from '@hubspot/ui-extensions';
import { describe, expect, it } from 'vitest';
import { textsByLanguage } from '../../../app-extensions/app/cards/reader.ts';
import { fillCount } from '../../../app-extensions/app/cards/texts/fill.ts';
import type { CardData } from '../../../src/api/card-contract.ts';
import { teamNames } from '../../../src/journey/texts.ts';
import { languages } from '../../../src/journey/vocabulary.ts';
import { cardSample, sampleProperties } from '../card-samples.ts';
import { renderCard } from './render-card.tsx';

describe.each(languages)('the contact card in %s', (language) => {
  const texts = textsByLanguage[language];
  const ready = dataOf('ready');

  function dataOf(name: 'ready' | 'noStage'): CardData {
    const answer = cardSample(name, language);
    if (!answer.ok) throw new Error('the sample is a refusal');
    return answer.data;
  }

  it('shows the frame of what comes while it loads', async () => {
    const card = await renderCard({ language, answer: () => new Promise(() => {}) });
    expect(card.find(LoadingSpinner).props.label).toBe(texts.loading);
    expect(card.shown()).toContain(texts.turn);
    expect(card.shown()).toContain(texts.history);
  });

  it('says at its foot when the ledger was last compared with HubSpot, and nothing before that was ever done', async () => {
    const [before = ''] = texts.checked.split('{time}');
    const checked = await renderCard({ language, answer: async () => cardSample('ready', language) });
    await checked.waitFor(() => checked.find(StepIndicator));
    expect(checked.shown()).toContain(before);
    const never: CardData = { ...ready, checkedAt: null };
    const unchecked = await renderCard({ language, answer: async () => ({ ok: true, data: never }) });
    await unchecked.waitFor(() => unchecked.find(StepIndicator));
    expect(unchecked.shown()).not.toContain(before);
  });

  it('says at its foot what the last comparison recovered, where it was something', async () => {
    const recovered: CardData['recovered'] = [
      { kind: 'merged', label: 'of one kind', count: 2 },
      { kind: 'property', label: 'of another', count: 1234 },
    ];
    const [before = ''] = texts.recovered.split('{what}');
    const shownFor = async (data: CardData) => {
      const card = await renderCard({ language, answer: async () => ({ ok: true, data }) });
      await card.waitFor(() => card.find(StepIndicator));
      return card.shown();
    };
    const shown = await shownFor({ ...ready, recovered });
    expect(shown).toMatch(new RegExp(`${before}of one kind: 2, of another: 1\\D?234\\.`));
    for (const data of [ready, { ...ready, recovered, checkedAt: null }])
      expect(await shownFor(data)).not.toContain(before);
  });

  it('says at its foot as of when what only the own model looks at is known, where there is such a thing', async () => {
    const [before = ''] = texts.ownProperties.split('{time}');
    const shownFor = async (data: CardData) => {
      const card = await renderCard({ language, answer: async () => ({ ok: true, data }) });
      await card.waitFor(() => card.find(StepIndicator));
      return card.shown();
    };
    expect(await shownFor({ ...ready, ownPropertiesAsOf: ready.asOf })).toContain(before);
    for (const data of [ready, { ...ready, ownPropertiesAsOf: null }])
      expect(await shownFor(data)).not.toContain(before);
  });

  it('shows the next touchpoint with its reasons, the position, the notices and the visits', async () => {
    const card = await renderCard({ language, answer: async () => cardSample('ready', language) });
    await card.waitFor(() => card.find(StepIndicator));
    const shown = card.shown();
    for (const text of [
      ready.touchpoint!.label,
      ...ready.touchpoint!.reasons,
      ready.current!.stage.label,
      ready.current!.team.label,
      ready.current!.owner!.name,
      ready.current!.outcome!.label,
      ...ready.notices,
      ...ready.visits.slice(0, -1).map(({ cause }) => cause),
    ]) {
      expect(shown).toContain(text);
    }
    expect(card.find(StepIndicator).props).toMatchObject({
      stepNames: ready.stages.map(({ label }) => label),
      currentStep: 4,
    });
    // The touchpoint is the first thing that is read.
    expect(shown.indexOf(ready.touchpoint!.label)).toBeLessThan(shown.indexOf(texts.turn));
  });

  it('says that nothing is due', async () => {
    const card = await renderCard({ language, answer: async () => cardSample('nothingDue', language) });
    await card.waitFor(() => expect(card.shown()).toContain(texts.noTouchpoint));
    expect(card.maybeFind(Alert)).toBeNull();
  });

  it('says that it is catching up, and shows what is there', async () => {
    const card = await renderCard({ language, answer: async () => cardSample('catchingUp', language) });
    await card.waitFor(() => card.find(LoadingSpinner, { label: texts.catchingUp }));
    expect(card.shown()).toContain(ready.touchpoint!.label);
  });

  it('says that nothing was heard of the contact', async () => {
    const card = await renderCard({ language, answer: async () => cardSample('unknown', language) });
    await card.waitFor(() => expect(card.find(EmptyState).props.title).toBe(texts.unknownTitle.contact));
    expect(card.shown()).not.toContain(texts.history);
  });

  it('says that no stage holds, and shows the visits that were', async () => {
    const card = await renderCard({ language, answer: async () => cardSample('noStage', language) });
    await card.waitFor(() => expect(card.find(EmptyState).props.title).toBe(texts.noStageTitle.contact));
    expect(card.shown()).toContain(ready.model.label);
    expect(card.shown()).toContain(dataOf('noStage').visits[0]!.cause);
  });

  it('says that the contact was deleted', async () => {
    const card = await renderCard({ language, answer: async () => cardSample('deleted', language) });
    await card.waitFor(() => expect(card.find(EmptyState).props.title).toBe(texts.deletedTitle.contact));
  });

  it('says that it failed when there is no answer and no tag', async () => {
    const card = await renderCard({ language, answer: () => Promise.reject(new Error('unreachable')) });
    await card.waitFor(() => expect(card.find(ErrorState).props.title).toBe(texts.failedTitle));
    expect(card.shown()).toContain(texts.retry);
  });

  it('names the code of a refusal', async () => {
    const card = await renderCard({ language, answer: async () => cardSample('refused', language) });
    await card.waitFor(() => card.find(ErrorState));
    expect(card.shown()).toContain('account-unknown');
  });

  it('shows the tags of the record, named, when the backend fails', async () => {
    const card = await renderCard({
      language,
      answer: () => Promise.reject(new Error('unreachable')),
      properties: async () => sampleProperties,
    });
    await card.waitFor(() => expect(card.find(Alert).props.title).toBe(texts.staleTitle));
    const evaluation = ready.stages.find(({ id }) => id === 'active-evaluation')!;
    expect(card.shown()).toContain(evaluation.label);
    expect(card.shown()).toContain(teamNames.marketing[language]);
    // 15 September in the portal's zone, 14 September in UTC.
    expect(card.find(Alert).find(Text).text).toMatch(/15/);
  });

  it('folds noise into one line that says how much', async () => {
    const card = await renderCard({ language, answer: async () => cardSample('ready', language) });
    await card.waitFor(() => card.find(StepIndicator));
    const [, ...noise] = card.findAll(Accordion).map(({ props }) => props.title);
    expect(noise).toEqual([2, 1].map((count) => fillCount(texts.noise, count, language)));
  });
});
