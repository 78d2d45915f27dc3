import { Alert, LoadingButton, Modal, Panel, Select, StatusTag, StepIndicator, TextArea } from '@hubspot/ui-extensions';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CompactCard } from '../../../app-extensions/app/cards/CompactCard.tsx';
import { textsByLanguage } from '../../../app-extensions/app/cards/reader.ts';
import { fill } from '../../../app-extensions/app/cards/texts/fill.ts';
import { refreshDelaysMs } from '../../../app-extensions/app/cards/use-action.ts';
import type { CardAnswer, CardData } from '../../../src/api/card-contract.ts';
import { outcomeBodySchema, outcomeWithdrawalSchema } from '../../../src/api/outcome-contract.ts';
import { preset } from '../../../src/journey/models/presets.ts';
import { type Language, languages } from '../../../src/journey/vocabulary.ts';
import { cardSample } from '../card-samples.ts';
import { explanationSample, groupCardSample } from '../group-samples.ts';
import { renderCard } from './render-card.tsx';

const reason = 'They found no budget this year.';
const outcomeSaid = {
  id: '0198c0de-0000-7000-8000-000000000002',
  reason,
  by: { id: '7', name: 'Max Muster' },
  saidAt: '2026-11-19T08:00:00.000Z',
};

/** The sample's contact, whose purchase decision goes on, without an outcome; the evaluation before it is over. */
function readyIn(language: Language): CardData {
  const sample = cardSample('ready', language);
  if (!sample.ok) throw new Error('the sample is a refusal');
  const { current, visits } = sample.data;
  const [open, ...before] = visits.map((visit, index) => (index === 0 ? { ...visit, outcome: null } : visit));
  return {
    ...sample.data,
    current: { ...current!, outcome: null },
    visits: [open!, ...before],
    settable: [
      { stage: open!.stage, isOpen: true, outcomes: ['no-decision', 'won', 'lost'].map((id) => named(id, language)) },
      {
        stage: before[0]!.stage,
        isOpen: false,
        outcomes: ['dropped', 'short-listed'].map((id) => named(id, language)),
      },
    ],
  };
}

function named(id: string, language: Language) {
  return { id, label: preset('buying-cycle').outcomes.find((outcome) => outcome.id === id)!.names[language] };
}

/** The same with the outcome of the visit at a position, the newest being 0, set by hand. */
function setIn(data: CardData, id: string, language: Language, position = 0, said = outcomeSaid): CardData {
  const outcome = named(id, language);
  const visits = data.visits.map((visit, index) =>
    index === position ? { ...visit, outcome, outcomeSaid: said } : visit,
  );
  return { ...data, current: position === 0 ? { ...visits[0]!, stageIndex: 4 } : data.current, visits };
}

const answerWith = (data: CardData): CardAnswer => ({ ok: true, data });
type Rendered = Awaited<ReturnType<typeof renderCard>>;

async function render(data: CardData, language: Language = 'en'): Promise<Rendered> {
  const card = await renderCard({ language, answer: async () => answerWith(data) });
  await card.waitFor(() => card.find(StepIndicator));
  return card;
}

const form = (card: Rendered) => card.find(Modal, ({ props }) => props.id === 'journey-steward-outcome');
const select = (card: Rendered) => form(card).find(Select);
const save = (card: Rendered) => form(card).find(LoadingButton).trigger('onClick');
const posted = (card: Rendered) =>
  card.backend.requests
    .filter(({ options }) => options.method === 'POST')
    .map(({ url, options }) => ({ path: url.pathname, body: options.body as Record<string, string> }));

function fillIn(card: Rendered, outcome: string): void {
  select(card).props.onChange?.(outcome);
  form(card).find(TextArea).props.onInput?.(` ${reason} `);
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

describe.each(languages)('an outcome in %s', (language) => {
  const texts = textsByLanguage[language];
  const ready = readyIn(language);
  const stage = ready.visits[0]!.stage.label;

  it('can be set of the stay that goes on and of the one before it, each by its stage', async () => {
    const card = await render(ready, language);
    expect(form(card).props.title).toBe(texts.setOutcome);
    expect(select(card).props.label).toBe(texts.outcome);
    const before = ready.visits[1]!.stage.label;
    expect(select(card).props.options?.map(({ label }) => label)).toEqual([
      ...['no-decision', 'won', 'lost'].map((id) => `${stage}: ${named(id, language).label}`),
      ...['dropped', 'short-listed'].map((id) => `${before}: ${named(id, language).label}`),
    ]);
  });

  it('is shown as what it is, above and in the timeline', async () => {
    const card = await render(setIn(ready, 'lost', language), language);
    const outcome = named('lost', language).label;
    card.find(Alert, { title: fill(texts.outcomeByHand, { outcome, stage }) });
    expect(card.shown()).toContain(fill(texts.outcomeSaidBy, { name: 'Max Muster', reason }));
    const unsigned = await render(setIn(ready, 'lost', language, 0, { ...outcomeSaid, by: null as never }), language);
    expect(unsigned.shown()).toContain(fill(texts.outcomeSaid, { reason }));
  });

  it('is told on the small card, with who set it', async () => {
    const data = setIn(ready, 'lost', language);
    const card = await renderCard({ card: CompactCard, language, answer: async () => answerWith(data) });
    await card.waitFor(() => card.find(StatusTag));
    expect(card.shown()).toContain(named('lost', language).label);
    expect(card.shown()).toContain(fill(texts.outcomeSaidBy, { name: 'Max Muster', reason }));
  });
});

describe('setting an outcome', () => {
  const ready = readyIn('en');

  it('asks for the outcome and the reason at the field, and sends nothing without them', async () => {
    const card = await render(ready);
    save(card);
    await card.waitFor(() => expect(select(card).props.validationMessage).toBe('Choose an outcome.'));
    expect(form(card).find(TextArea).props.validationMessage).toBe('Say why.');
    expect(posted(card)).toEqual([]);
  });

  it('is sent as the backend takes it, shown at once, and the page is refreshed until the tags are written', async () => {
    const card = await render(ready);
    fillIn(card, 'purchase-decision/lost');
    card.backend.answer = async () => answerWith(setIn(ready, 'lost', 'en'));
    save(card);
    await card.waitFor(() => card.find(Alert, { title: 'Outcome set by hand: Lost (Purchase decision)' }));
    const [{ path, body } = { path: '', body: {} }, ...more] = posted(card);
    expect(more).toEqual([]);
    expect(path).toBe('/api/cards/contact/outcome');
    expect(outcomeBodySchema.parse(body)).toEqual({ ...body, reason });
    expect(body).toMatchObject({ objectId: '900001', stage: 'purchase-decision', outcome: 'lost', language: 'en' });
    expect(card.actions.closeOverlay.callCount).toBe(1);
    expect(card.actions.addAlert.calls[0]![0]).toMatchObject({ type: 'success', message: 'The outcome was set.' });
    await vi.advanceTimersByTimeAsync(refreshDelaysMs.at(-1)!);
    expect(card.actions.refreshObjectProperties.callCount).toBe(refreshDelaysMs.length);
  });

  it('of the stay before says which one it is of', async () => {
    const card = await render(ready);
    fillIn(card, 'active-evaluation/dropped');
    save(card);
    await card.waitFor(() => expect(posted(card)).toHaveLength(1));
    expect(posted(card)[0]!.body).toMatchObject({ stage: 'active-evaluation', outcome: 'dropped' });
  });

  it('is repeated under its own id after no answer, and keeps what was typed', async () => {
    const card = await render(ready);
    fillIn(card, 'purchase-decision/lost');
    card.backend.answer = () => Promise.reject(new Error('unreachable'));
    for (const times of [1, 2]) {
      save(card);
      await card.waitFor(() => expect(posted(card)).toHaveLength(times));
      await card.waitFor(() => card.find(Alert, { title: 'No answer came. Try again: nothing is done twice.' }));
    }
    const [first, second] = posted(card).map(({ body }) => body.outcomeId);
    expect(second).toBe(first);
    expect(select(card).props.value).toBe('purchase-decision/lost');
  });

  it('of the only stay that has outcomes needs no stage', async () => {
    const card = await render({ ...ready, settable: ready.settable!.slice(0, 1) });
    expect(select(card).props.options?.map(({ label }) => label)).toEqual(['No decision', 'Won', 'Lost']);
  });

  it('is not offered where nothing can be set, by an older backend, and of a company', async () => {
    const { settable: _, ...older } = ready;
    for (const data of [{ ...ready, settable: [] }, older]) {
      const card = await render(data);
      expect(card.findAll(Modal).map(({ props }) => props.id)).not.toContain('journey-steward-outcome');
    }
    const answer = async () => groupCardSample('company', 'en');
    const company = await renderCard({ language: 'en', objectTypeId: '0-2', answer });
    await company.waitFor(() => company.find(StepIndicator));
    expect(company.findAll(Modal).map(({ props }) => props.id)).not.toContain('journey-steward-outcome');
  });
});

describe('an outcome that holds', () => {
  const ready = readyIn('en');
  const button = (card: Rendered, label: string) => card.find(LoadingButton, ({ text }) => text === label);

  it.each([
    ['of the present stay', 0, 'lost', 'Lost (Purchase decision)'],
    ['of the stay before', 1, 'dropped', 'Dropped (Active evaluation)'],
  ])('%s is withdrawn by one press, and set again by another', async (_of, position, outcome, title) => {
    const held = setIn(ready, outcome, 'en', position);
    const card = await render(held);
    card.find(Alert, { title: `Outcome set by hand: ${title}` });
    card.backend.answer = async () => answerWith(ready);
    button(card, 'Withdraw').trigger('onClick');
    await card.waitFor(() => card.find(Alert, ({ props }) => props.title.startsWith('The outcome was withdrawn')));
    card.backend.answer = async () => answerWith(held);
    button(card, 'Set it again').trigger('onClick');
    await card.waitFor(() => button(card, 'Withdraw'));
    const [withdrawn, again] = posted(card);
    expect(withdrawn!.path).toBe('/api/cards/contact/outcome/withdraw');
    expect(outcomeWithdrawalSchema.parse(withdrawn!.body)).toMatchObject({ outcomeId: outcomeSaid.id });
    expect(again!.path).toBe('/api/cards/contact/outcome');
    const stage = ready.visits[position]!.stage.id;
    expect(outcomeBodySchema.parse(again!.body)).toMatchObject({ stage, outcome, reason });
    expect(again!.body.outcomeId).not.toBe(outcomeSaid.id);
  });

  it('is withdrawn, and set again, also where the record is in no stage any more', async () => {
    const left = (data: CardData): CardData => {
      const visits = data.visits.map((visit, index) => (index === 0 ? { ...visit, leftAt: data.asOf } : visit));
      const settable = data.settable!.map((one) => ({ ...one, isOpen: false }));
      return { ...data, state: 'no-stage', current: null, touchpoint: null, visits, settable };
    };
    const held = left(setIn(ready, 'lost', 'en'));
    const card = await renderCard({ language: 'en', answer: async () => answerWith(held) });
    await card.waitFor(() => card.find(Alert, { title: 'Outcome set by hand: Lost (Purchase decision)' }));
    card.backend.answer = async () => answerWith(left(ready));
    button(card, 'Withdraw').trigger('onClick');
    await card.waitFor(() => card.find(Alert, ({ props }) => props.title.startsWith('The outcome was withdrawn')));
    expect(posted(card)[0]!.path).toBe('/api/cards/contact/outcome/withdraw');
    card.backend.answer = async () => answerWith(held);
    button(card, 'Set it again').trigger('onClick');
    await card.waitFor(() => button(card, 'Withdraw'));
  });

  it('is set again also where its withdrawal brings the record into a stage', async () => {
    const held: CardData = { ...setIn(ready, 'dropped', 'en', 1), state: 'no-stage', current: null, touchpoint: null };
    const card = await renderCard({ language: 'en', answer: async () => answerWith(held) });
    await card.waitFor(() => button(card, 'Withdraw'));
    card.backend.answer = async () => answerWith(ready);
    button(card, 'Withdraw').trigger('onClick');
    await card.waitFor(() => card.find(StepIndicator));
    await card.waitFor(() => card.find(Alert, ({ props }) => props.title.startsWith('The outcome was withdrawn')));
    button(card, 'Set it again').trigger('onClick');
    await card.waitFor(() => expect(posted(card)).toHaveLength(2));
    const said = { stage: 'active-evaluation', outcome: 'dropped', reason };
    expect(outcomeBodySchema.parse(posted(card)[1]!.body)).toMatchObject(said);
  });

  it('is told by the explanation, with how long it holds', async () => {
    const sentence = 'A person set the outcome “Lost”. It holds until it is withdrawn.';
    const explained = explanationSample('deal', 'en');
    if (!explained.ok || explained.data.objectType === 'company') throw new Error('This is no sample of a deal.');
    const said = { id: outcomeSaid.id, outcome: named('lost', 'en'), reason, by: '7', sentence };
    const visits = explained.data.visits.map((visit) => ({ ...visit, outcomeSaid: said }));
    const card = await renderCard({
      language: 'en',
      answer: async ({ url }) =>
        url.pathname.endsWith('/explanation')
          ? { ok: true, data: { ...explained.data, visits } }
          : answerWith(setIn(ready, 'lost', 'en')),
    });
    await card.waitFor(() => card.find(StepIndicator));
    card.find(Panel).trigger('onOpen');
    await card.waitFor(() => expect(card.shown()).toContain(sentence));
  });
});
