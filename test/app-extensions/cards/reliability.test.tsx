import { Alert, Button, ErrorState, LoadingButton, StatusTag, StepIndicator, Tag } from '@hubspot/ui-extensions';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { textsByLanguage } from '../../../app-extensions/app/cards/reader.ts';
import { spreadMs, waitBeforeReloadMs } from '../../../app-extensions/app/cards/use-reload-while-waiting.ts';
import type { CardData } from '../../../src/api/card-contract.ts';
import { languages } from '../../../src/journey/vocabulary.ts';
import { cardSample, sampleProperties } from '../card-samples.ts';
import { renderCard } from './render-card.tsx';

const sample = cardSample('ready', 'en');
if (!sample.ok) throw new Error('the sample is a refusal');
const ready = sample.data;
/** What HubSpot's proxy answers instead of the backend. */
const refusedByProxy = async () => ({ status: 'error', category: 'RATE_LIMITS' });

describe('when HubSpot lets too few requests through', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it.each(languages)('the card says so in %s, shows the tags, and asks again by itself', async (language) => {
    const texts = textsByLanguage[language];
    const properties = async () => sampleProperties;
    const card = await renderCard({ language, answer: refusedByProxy, status: 429, properties });
    await card.waitFor(() => card.find(Alert, { title: texts.busyTitle }));
    expect(card.shown()).toContain(texts.busy);
    expect(card.shown()).toContain(texts.teams.marketing);
    card.backend.status = 200;
    card.backend.answer = async () => cardSample('ready', language);
    await vi.advanceTimersByTimeAsync(waitBeforeReloadMs + spreadMs);
    await card.waitFor(() => card.find(StepIndicator));
    expect(card.backend.requests).toHaveLength(2);
  });

  it('cards that were refused together do not come back together', async () => {
    const random = vi.spyOn(Math, 'random').mockReturnValue(0.75);
    const card = await renderCard({ language: 'en', answer: refusedByProxy, status: 429 });
    await card.waitFor(() => card.find(ErrorState, { title: 'HubSpot is busy' }));
    await vi.advanceTimersByTimeAsync(waitBeforeReloadMs + 0.75 * spreadMs - 1);
    expect(card.backend.requests).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(card.backend.requests).toHaveLength(2);
    random.mockRestore();
  });

  it('keeps the answer that it has', async () => {
    const catchingUp: CardData = { ...ready, isCatchingUp: true };
    const card = await renderCard({ language: 'en', answer: async () => ({ ok: true, data: catchingUp }) });
    await card.waitFor(() => card.find(StepIndicator));
    card.backend.status = 429;
    card.backend.answer = refusedByProxy;
    await vi.advanceTimersByTimeAsync(waitBeforeReloadMs);
    await card.waitFor(() => card.find(Alert, { title: 'HubSpot is busy' }));
    expect(card.shown()).toContain(ready.touchpoint!.label);
    card.find(LoadingButton, ({ text }) => text === 'Try again');
  });
});

describe('an older card before a newer backend', () => {
  const render = (data: unknown) => renderCard({ language: 'en', answer: async () => ({ ok: true, data }) });

  it('leaves out what it does not know: fields, teams, moves, states', async () => {
    const visit = {
      ...ready.visits[0],
      team: { id: 'partners', label: 'Partners' },
      move: { kind: 'teleport', label: 'Teleport' },
      mood: 'good',
    };
    const current = { ...ready.current, ...visit };
    const card = await render({ ...ready, state: 'on-hold', visits: [visit], current, weather: { is: 'fine' } });
    await card.waitFor(() => card.find(StepIndicator));
    expect(card.find(StatusTag, ({ text }) => text === 'Partners').props.variant).toBe('default');
    expect(card.find(Tag, ({ text }) => text === 'Teleport').props.variant).toBe('default');
  });

  it('does without what an older backend does not tell', async () => {
    const {
      checkedAt: _checkedAt,
      correction: _correction,
      notices: _notices,
      touchpoint: _next,
      past: _past,
      ...older
    } = ready;
    const visits = older.visits.map(({ touches: _touches, ...visit }) => visit);
    const card = await render({ ...older, visits });
    await card.waitFor(() => card.find(StepIndicator));
    expect(card.shown()).not.toContain(textsByLanguage.en.noTouchpoint);
    expect(card.shown()).not.toContain(textsByLanguage.en.neverChecked);
  });

  it.each(languages)(
    'says in %s that the page has to be loaded again when an answer cannot be drawn',
    async (language) => {
      const texts = textsByLanguage[language];
      const logged = vi.spyOn(console, 'error').mockReturnValue(undefined);
      const data = { ...ready, visits: { newest: [] } };
      const card = await renderCard({ language, answer: async () => ({ ok: true, data }) });
      await card.waitFor(() => card.find(ErrorState, { title: texts.misunderstoodTitle }));
      card.find(Button, ({ text }) => text === texts.reloadPage).trigger('onClick');
      expect(card.actions.reloadPage.callCount).toBe(1);
      logged.mockRestore();
    },
  );
});

describe.each(languages)('a portal whose past is still being read, in %s', (language) => {
  it.each(['ready', 'unknown', 'noStage'] as const)('is told of on a card that is %s', async (name) => {
    const told = cardSample(name, language);
    if (!told.ok) throw new Error('the sample is a refusal');
    const card = await renderCard({
      language,
      answer: async () => ({ ok: true, data: { ...told.data, checkedAt: null } }),
    });
    await card.waitFor(() => expect(card.shown()).toContain(textsByLanguage[language].neverChecked));
  });
});
