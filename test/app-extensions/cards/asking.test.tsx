import { Alert, ErrorState, LoadingButton, LoadingSpinner, StepIndicator } from '@hubspot/ui-extensions';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { answerTimeoutMs } from '../../../app-extensions/app/cards/answer-timeout.ts';
import { delaysAfterEditMs } from '../../../app-extensions/app/cards/use-reload-after-edit.ts';
import { reloadsAtMost, waitBeforeReloadMs } from '../../../app-extensions/app/cards/use-reload-while-waiting.ts';
import { cardSample, sampleProperties } from '../card-samples.ts';
import { groupCardSample } from '../group-samples.ts';
import { readAppAndWebhooks, subscriptionNames } from '../subscriptions.ts';
import { type Answer, renderCard } from './render-card.tsx';

const ready: Answer = async () => cardSample('ready', 'en');
const refused: Answer = () => Promise.reject(new Error('unreachable'));
const silent: Answer = () => new Promise(() => {});
const properties = async () => sampleProperties;
const touchpoint = 'Ask what is missing for a decision';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('the request', () => {
  it('names the record and the language, and the limit for the host', async () => {
    const card = await renderCard({ language: 'ko', answer: ready });
    await card.waitFor(() => card.find(StepIndicator));
    expect(card.backend.requests.map(({ url }) => url.href)).toEqual([
      'https://journey-steward.example/api/cards/contact?objectId=900001&language=ko',
    ]);
    expect(card.backend.requests[0]!.options).toEqual({ timeout: 3000 });
  });

  it('fails without an address in the profile, and asks nobody', async () => {
    const card = await renderCard({ answer: ready, variables: {} });
    await card.waitFor(() => card.find(ErrorState));
    expect(card.backend.requests).toEqual([]);
  });

  it.each([
    ['what HubSpot answers for a backend that failed', { status: 'error', category: 'BAD_GATEWAY' }],
    ['an envelope without data', { ok: true }],
    ['no object', 'Bad Gateway'],
    ['null', null],
  ])('takes %s for no answer', async (_what, body) => {
    const card = await renderCard({ answer: async () => body });
    await card.waitFor(() => card.find(ErrorState));
  });
});

describe('when the backend is slow', () => {
  it('shows the tags of the record after three seconds, and not before', async () => {
    const card = await renderCard({ answer: silent, properties });
    await vi.advanceTimersByTimeAsync(answerTimeoutMs - 1);
    card.find(LoadingSpinner);
    await vi.advanceTimersByTimeAsync(1);
    await card.waitFor(() => card.find(Alert));
    expect(card.shown()).toContain('Active evaluation');
    expect(card.shown()).toContain('Sep 15, 2026');
    expect(card.shown()).not.toContain(touchpoint);
  });

  it('reads the tags at once, not after the wait', async () => {
    const card = await renderCard({ answer: silent, properties });
    expect(card.actions.fetchCrmObjectProperties.callCount).toBe(1);
    expect(card.actions.fetchCrmObjectProperties.calls[0]![0]).toEqual(
      expect.arrayContaining(['journey_steward_stage', 'journey_steward_owner_team', 'journey_steward_as_of']),
    );
  });

  it('fails after three seconds when the record cannot be read either', async () => {
    const card = await renderCard({ answer: silent, properties: () => new Promise(() => {}) });
    await vi.advanceTimersByTimeAsync(answerTimeoutMs);
    await card.waitFor(() => card.find(ErrorState));
  });

  it('shows the journey when a retry gets an answer', async () => {
    const card = await renderCard({ answer: silent, properties });
    await vi.advanceTimersByTimeAsync(answerTimeoutMs);
    await card.waitFor(() => card.find(LoadingButton));
    card.backend.answer = ready;
    card.find(LoadingButton).trigger('onClick');
    await card.waitFor(() => card.find(StepIndicator));
    expect(card.maybeFind(LoadingButton, ({ text }) => text === 'Try again')).toBeNull();
  });

  it('shows on the button that the retry goes on', async () => {
    const card = await renderCard({ answer: refused, properties });
    await card.waitFor(() => card.find(LoadingButton));
    card.backend.answer = silent;
    card.find(LoadingButton).trigger('onClick');
    await card.waitFor(() => expect(card.find(LoadingButton).props.loading).toBe(true));
    await vi.advanceTimersByTimeAsync(answerTimeoutMs);
    await card.waitFor(() => expect(card.find(LoadingButton).props.loading).toBe(false));
  });
});

describe('the tags', () => {
  const shownTags = async (changed: Record<string, string>) => {
    const card = await renderCard({ answer: refused, properties: async () => ({ ...sampleProperties, ...changed }) });
    await card.waitFor(() => card.find(Alert));
    return card.shown();
  };

  it('may be ISO text instead of milliseconds', async () => {
    expect(await shownTags({ journey_steward_as_of: '2026-09-14T22:30:00Z' })).toContain('Sep 15, 2026');
  });
  it('may name a stage of a model of one’s own', async () => {
    expect(await shownTags({ journey_steward_stage: 'our-model:second-call' })).toContain('Second call');
  });
  it('may say that there is no stage', async () => {
    const shown = await shownTags({ journey_steward_stage: '', journey_steward_owner_team: 'nobody' });
    expect(shown).toContain('No stage');
    expect(shown).toContain('Nobody');
  });
  it('may be without the time at which they were written', async () => {
    expect(await shownTags({ journey_steward_as_of: '' })).toContain('what was last written on this record');
  });
  it('never written are no tags', async () => {
    const card = await renderCard({ answer: refused, properties: async () => ({ journey_steward_stage: '' }) });
    await card.waitFor(() => card.find(ErrorState));
  });
});

describe('an edit on the record', () => {
  /** Says to the card, as HubSpot does, that a property was edited. */
  function edit(card: Awaited<ReturnType<typeof renderCard>>) {
    const [, listener] = card.actions.onCrmPropertiesUpdate.calls.at(-1)!;
    listener({ lifecyclestage: 'customer' });
  }

  it.each([
    ['0-1', 'contact'],
    ['0-3', 'deal'],
    ['0-2', 'company'],
  ] as const)('of type %s is listened for on every property of a %s that the app hears of', async (type, kind) => {
    const answer = kind === 'contact' ? ready : async () => groupCardSample(kind, 'en');
    const card = await renderCard({ objectTypeId: type, answer });
    await card.waitFor(() => card.find(StepIndicator));
    const names = card.actions.onCrmPropertiesUpdate.calls.flatMap(([listened]) => [...listened]);
    const { webhooks } = await readAppAndWebhooks();
    const heard = subscriptionNames(webhooks).flatMap((name) => name.split(`${kind}.propertyChange `)[1] ?? []);
    expect(names).toContain(kind === 'deal' ? 'dealstage' : 'lifecyclestage');
    expect(names.toSorted()).toEqual(heard.toSorted());
  });

  it('is listened for on what only the account’s own model looks at, once', async () => {
    const sample = cardSample('ready', 'en');
    if (!sample.ok) throw new Error('the sample is a refusal');
    const own = async () => ({ ok: true, data: { ...sample.data, ownProperties: ['budget_year', 'lifecyclestage'] } });
    const card = await renderCard({ answer: own });
    await card.waitFor(() => expect(card.actions.onCrmPropertiesUpdate.callCount).toBe(2));
    expect(card.actions.onCrmPropertiesUpdate.calls[1]![0]).toEqual(['budget_year']);
    edit(card);
    await vi.advanceTimersByTimeAsync(delaysAfterEditMs.at(-1)!);
    expect(card.backend.requests).toHaveLength(1 + delaysAfterEditMs.length);
    expect(card.actions.onCrmPropertiesUpdate.callCount).toBe(2);
  });

  it('makes the card ask again, at once and while the webhook may be on its way', async () => {
    const card = await renderCard({ answer: ready });
    await card.waitFor(() => card.find(StepIndicator));
    edit(card);
    expect(card.backend.requests).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(delaysAfterEditMs[0]!);
    expect(card.backend.requests).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(delaysAfterEditMs.at(-1)!);
    expect(card.backend.requests).toHaveLength(1 + delaysAfterEditMs.length);
  });

  it('counts once when several follow each other', async () => {
    const card = await renderCard({ answer: ready });
    await card.waitFor(() => card.find(StepIndicator));
    for (let edits = 0; edits < 5; edits++) {
      edit(card);
      await vi.advanceTimersByTimeAsync(delaysAfterEditMs[0]! - 1);
    }
    expect(card.backend.requests).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(card.backend.requests).toHaveLength(1 + delaysAfterEditMs.length);
  });

  it('leaves what is shown in place while the answer is awaited, and when none comes', async () => {
    const card = await renderCard({ answer: ready, properties });
    await card.waitFor(() => card.find(StepIndicator));
    card.backend.answer = silent;
    edit(card);
    await vi.advanceTimersByTimeAsync(delaysAfterEditMs[0]!);
    expect(card.shown()).toContain(touchpoint);
    card.backend.answer = refused;
    await vi.advanceTimersByTimeAsync(60_000);
    await card.waitFor(() => expect(card.find(Alert).props.title).toBe('This could not be refreshed'));
    expect(card.shown()).toContain('Nov 20, 2026, 10:30');
    expect(card.shown()).toContain(touchpoint);
  });

  it('does not let an answer overtake a later one', async () => {
    const card = await renderCard({ answer: ready });
    await card.waitFor(() => card.find(StepIndicator));
    let answerLate: (body: unknown) => void = () => {};
    card.backend.answer = () => new Promise((resolve) => (answerLate = resolve));
    edit(card);
    await vi.advanceTimersByTimeAsync(delaysAfterEditMs[0]!);
    card.backend.answer = async () => cardSample('deleted', 'en');
    edit(card);
    await vi.advanceTimersByTimeAsync(delaysAfterEditMs[0]!);
    await card.waitFor(() => expect(card.shown()).toContain('This contact was deleted'));
    answerLate(cardSample('ready', 'en'));
    await vi.advanceTimersByTimeAsync(1);
    expect(card.shown()).not.toContain(touchpoint);
  });
});

describe('while the backend catches up', () => {
  it('the card asks again until it has caught up', async () => {
    const card = await renderCard({ answer: async () => cardSample('catchingUp', 'en') });
    await card.waitFor(() => card.find(StepIndicator));
    await vi.advanceTimersByTimeAsync(waitBeforeReloadMs);
    expect(card.backend.requests).toHaveLength(2);
    card.backend.answer = ready;
    await vi.advanceTimersByTimeAsync(waitBeforeReloadMs);
    await card.waitFor(() => expect(card.maybeFind(LoadingSpinner)).toBeNull());
    await vi.advanceTimersByTimeAsync(60_000);
    expect(card.backend.requests).toHaveLength(3);
  });

  it('the card gives up asking by itself one day', async () => {
    const card = await renderCard({ answer: async () => cardSample('catchingUp', 'en') });
    await card.waitFor(() => card.find(StepIndicator));
    await vi.advanceTimersByTimeAsync(3 * reloadsAtMost * waitBeforeReloadMs);
    expect(card.backend.requests).toHaveLength(1 + reloadsAtMost);
  });
});
