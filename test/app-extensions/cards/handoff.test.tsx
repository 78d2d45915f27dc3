import {
  Alert,
  Button,
  LoadingButton,
  Modal,
  ProgressBar,
  Select,
  StatusTag,
  StepIndicator,
  TextArea,
} from '@hubspot/ui-extensions';
import { describe, expect, it } from 'vitest';
import { formatBusinessTime } from '../../../app-extensions/app/cards/dates.ts';
import { textsByLanguage } from '../../../app-extensions/app/cards/reader.ts';
import { fill, fillCount } from '../../../app-extensions/app/cards/texts/fill.ts';
import {
  acceptBodySchema,
  offerBodySchema,
  returnBodySchema,
  touchpointBodySchema,
  touchpointWithdrawalBodySchema,
} from '../../../src/api/agreement-action-contract.ts';
import { cardAnswerSchema } from '../../../src/api/card-contract.ts';
import { teamNames } from '../../../src/journey/texts.ts';
import { type Language, languages } from '../../../src/journey/vocabulary.ts';
import { type AgreedSampleName, agreedSample, agreedSampleNames } from '../agreed-samples.ts';
import { cardSample } from '../card-samples.ts';
import { renderCard } from './render-card.tsx';

async function render(name: AgreedSampleName, language: Language) {
  const card = await renderCard({ language, answer: async () => ({ ok: true, data: agreedSample(name, language) }) });
  await card.waitFor(() => card.find(StepIndicator));
  return card;
}
type Rendered = Awaited<ReturnType<typeof render>>;

const { en } = textsByLanguage;
const press = (card: Rendered, label: string) =>
  card.find(LoadingButton, ({ text }) => text === label).trigger('onClick');
const givesBack = (card: Rendered) =>
  card.findAll(Modal).filter(({ props }) => props.title?.startsWith('Give the lead'));
const posted = (card: Rendered) =>
  card.backend.requests
    .filter(({ options }) => options.method === 'POST')
    .map(({ url, options }) => ({ path: url.pathname, body: options.body as Record<string, string> }));

it.each(languages)('the sample answers with an agreement keep to the contract: %s', (language) => {
  for (const name of agreedSampleNames) {
    const parsed = cardAnswerSchema.safeParse({ ok: true, data: agreedSample(name, language) });
    expect(parsed.error?.issues ?? []).toEqual([]);
  }
});

describe.each(languages)('the clock and the handoff in %s', (language) => {
  const texts = textsByLanguage[language];
  const names = { from: teamNames.marketing[language], to: teamNames.sales[language] };

  it('say who hands over to whom, and what is left of the business time', async () => {
    const card = await render('offered', language);
    card.find(Alert, { title: fill(texts.handoffOffered, names) });
    const told = new RegExp(`^${texts.timeLeft.replace(/\{\w+\}/g, '\\d.*')}$`);
    expect(card.find(ProgressBar).props.valueDescription).toMatch(told);
    expect(card.find(ProgressBar).props).toMatchObject({ value: 5400, maxValue: 10_800, variant: 'warning' });
    expect(card.shown()).toContain(texts.clock);
  });

  it('say that the lead was given back, why, by whom, and by how much the time is over', async () => {
    const card = await render('givenBack', language);
    card.find(Alert, { title: fill(texts.givenBack, { from: names.to, to: names.from }), variant: 'warning' });
    expect(card.shown()).toContain('Ask for Ms Example. · Max Muster');
    expect(card.find(ProgressBar).props).toMatchObject({ value: 10_800, variant: 'danger' });
    expect(card.find(ProgressBar).props.valueDescription).toContain(texts.timeOver.split('{over}')[1] ?? '');
    // Whose turn it is follows the lead, though the stage is that of sales.
    card.find(StatusTag, ({ text }) => text === names.from);
  });

  it.each([
    [-(3 * 28_800 - 60), 28_800, 'hours'],
    [-3 * 28_800, 28_800, 3],
    [-1_527_480, 28_800, 53],
    [-1_527_480, undefined, 'hours'],
  ])('say by how much the time is over, %i s of days of %s s, in %s', async (secondsLeft, daySeconds, told) => {
    const sample = agreedSample('givenBack', language);
    const data = { ...sample, clock: { ...sample.clock!, secondsLeft, daySeconds } };
    const card = await renderCard({ language, answer: async () => ({ ok: true, data }) });
    await card.waitFor(() => card.find(StepIndicator));
    const text =
      typeof told === 'number'
        ? fillCount(texts.timeOverDays, told, language)
        : fill(texts.timeOver, { over: formatBusinessTime(secondsLeft, language) });
    expect(card.find(ProgressBar).props.valueDescription).toBe(text);
  });

  it('say who is to take over what nobody had', async () => {
    const card = await render('fromNobody', language);
    card.find(Alert, { title: fill(texts.handoffWaiting, { to: names.to }) });
  });
});

describe('a handoff', () => {
  it('is accepted by one press, which tells what the person saw', async () => {
    const card = await render('offered', 'en');
    card.backend.answer = async () => ({ ok: true, data: agreedSample('accepted', 'en') });
    press(card, en.accept);
    await card.waitFor(() =>
      expect(card.maybeFind(Alert, { variant: 'info', title: 'Marketing hands over to Sales' })).toBeNull(),
    );
    const [{ path, body } = { path: '', body: {} }] = posted(card);
    expect(path).toBe('/api/cards/contact/handoff/accept');
    expect(acceptBodySchema.parse(body)).toMatchObject({
      objectId: '900001',
      stage: 'purchase-decision',
      team: 'sales',
    });
    expect(card.actions.addAlert.calls[0]![0]).toMatchObject({ message: en.handoffAccepted });
  });

  it('is accepted under one id, however often it is tried', async () => {
    const card = await render('offered', 'en');
    card.backend.answer = () => Promise.reject(new Error('unreachable'));
    for (const tries of [1, 2]) {
      press(card, en.accept);
      await card.waitFor(() => expect(posted(card)).toHaveLength(tries));
      await card.waitFor(() => card.find(Alert, { title: en.noAnswer }));
    }
    expect(new Set(posted(card).map(({ body }) => body.actionId)).size).toBe(1);
  });

  it.each(['offered', 'accepted'] as const)('that is %s is given back for a reason of the agreement', async (name) => {
    const card = await render(name, 'en');
    const [modal] = givesBack(card);
    modal!.find(LoadingButton).trigger('onClick');
    await card.waitFor(() => expect(givesBack(card)[0]!.find(Select).props.validationMessage).toBe(en.chooseReason));
    expect(posted(card)).toEqual([]);
    givesBack(card)[0]!.find(Select).props.onChange?.('no-budget');
    givesBack(card)[0]!.find(TextArea).props.onInput?.(' Next year. ');
    card.backend.answer = async () => ({ ok: true, data: agreedSample('givenBack', 'en') });
    givesBack(card)[0]!.find(LoadingButton).trigger('onClick');
    await card.waitFor(() => card.find(Alert, { title: 'Sales gave the lead back to Marketing' }));
    const [{ path, body } = { path: '', body: {} }] = posted(card);
    expect(path).toBe('/api/cards/contact/handoff/return');
    expect(returnBodySchema.parse(body)).toMatchObject({ team: 'sales', reason: 'no-budget', note: 'Next year.' });
    expect(card.actions.closeOverlay.callCount).toBe(1);
  });

  it('that came from nobody cannot be given back', async () => {
    expect(givesBack(await render('fromNobody', 'en'))).toEqual([]);
  });

  it('that was given back is offered again by one press', async () => {
    const card = await render('givenBack', 'en');
    card.backend.answer = async () => ({ ok: true, data: agreedSample('offered', 'en') });
    press(card, en.offerAgain);
    await card.waitFor(() => card.find(Alert, { title: 'Marketing hands over to Sales' }));
    const [{ path, body } = { path: '', body: {} }] = posted(card);
    expect(path).toBe('/api/cards/contact/handoff/offer');
    expect(offerBodySchema.parse(body)).toMatchObject({ stage: 'purchase-decision', team: 'marketing' });
  });
});

const refresh = (card: Rendered) => card.find(Button, ({ text }) => text === en.refresh).trigger('onClick');

/** What the backend answers: before and after a touchpoint was marked, and in the stay after that one. An older one never tells of it. */
function refreshable() {
  const data = { ...agreedSample('accepted', 'en'), isCatchingUp: true };
  const touchpointDone = { id: 'told', play: data.touchpoint!.id, by: null, doneAt: data.asOf };
  const unmarked = { ok: true, data };
  const marked = { ok: true, data: { ...data, touchpointDone } };
  const moved = { ok: true, data: { ...data, current: { ...data.current!, enteredAt: data.asOf } } };
  return { unmarked, marked, moved, now: unmarked as object };
}

describe('a touchpoint', () => {
  it('is marked as done, and that is taken back', async () => {
    const card = await render('accepted', 'en');
    press(card, en.markDone);
    await card.waitFor(() => expect(card.shown()).toContain(en.touchNoted));
    press(card, en.undo);
    await card.waitFor(() => expect(card.shown()).toContain(en.markDone));
    const [done, withdrawn] = posted(card);
    expect(done!.path).toBe('/api/cards/contact/touchpoint/done');
    expect(touchpointBodySchema.parse(done!.body)).toMatchObject({ play: 'ask-what-is-missing' });
    expect(withdrawn!.path).toBe('/api/cards/contact/touchpoint/withdraw');
    expect(touchpointWithdrawalBodySchema.parse(withdrawn!.body).actionId).toBe(done!.body.actionId);
    press(card, en.markDone);
    await card.waitFor(() => expect(posted(card)).toHaveLength(3));
    expect(posted(card)[2]!.body.actionId).not.toBe(done!.body.actionId);
  });

  it('that was marked before the page was loaded is taken back', async () => {
    const id = '0198c0de-0000-7000-8000-000000000003';
    const by = { id: '7', name: 'Max Muster' };
    const { touchpoint, ...sample } = agreedSample('accepted', 'en');
    const touchpointDone = { id, play: touchpoint!.id, by, doneAt: '2026-11-20T09:00:00.000Z' };
    const answered = { ok: true, data: { ...sample, touchpoint, touchpointDone } };
    expect(cardAnswerSchema.safeParse(answered).error?.issues ?? []).toEqual([]);
    const card = await renderCard({ language: 'en', answer: async () => answered });
    await card.waitFor(() => expect(card.shown()).toContain(`${en.touchNoted} · Max Muster`));
    expect(card.shown()).not.toContain(en.markDone);
    card.backend.answer = async () => ({ ok: true, data: { ...sample, touchpoint } });
    press(card, en.undo);
    await card.waitFor(() => expect(card.shown()).toContain(en.markDone));
    expect(touchpointWithdrawalBodySchema.parse(posted(card)[0]!.body).actionId).toBe(id);
  });

  it('that a colleague has taken back meanwhile can be marked again', async () => {
    const answers = refreshable();
    const card = await renderCard({ language: 'en', answer: async () => answers.now });
    await card.waitFor(() => expect(card.shown()).toContain(en.markDone));
    answers.now = answers.marked;
    press(card, en.markDone);
    await card.waitFor(() => expect(card.shown()).toContain(en.touchNoted));
    answers.now = answers.unmarked;
    refresh(card);
    await card.waitFor(() => expect(card.shown()).toContain(en.markDone));
    expect(card.shown()).not.toContain(en.touchNoted);
    press(card, en.markDone);
    await card.waitFor(() => expect(posted(card)).toHaveLength(2));
    expect(posted(card)[1]!.path).toBe('/api/cards/contact/touchpoint/done');
    expect(posted(card)[1]!.body.actionId).not.toBe(posted(card)[0]!.body.actionId);
  });

  it.each(['marked', 'unmarked'] as const)(
    'of a stay that is over does not stand for that of the next one, after an answer with it %s',
    async (kind) => {
      const answers = refreshable();
      const card = await renderCard({ language: 'en', answer: async () => answers.now });
      await card.waitFor(() => expect(card.shown()).toContain(en.markDone));
      answers.now = answers[kind];
      press(card, en.markDone);
      await card.waitFor(() => expect(card.shown()).toContain(en.touchNoted));
      answers.now = answers.moved;
      refresh(card);
      await card.waitFor(() => expect(card.shown()).not.toContain(en.touchNoted));
      expect(card.shown()).toContain(en.markDone);
    },
  );

  it('that is due after another one was marked can be marked too', async () => {
    const { touchpoint, ...sample } = agreedSample('accepted', 'en');
    const touchpointDone = { id: 'earlier', play: 'another-play', by: null, doneAt: '2026-11-20T09:00:00.000Z' };
    const answer = async () => ({ ok: true, data: { ...sample, touchpoint, touchpointDone } });
    const card = await renderCard({ language: 'en', answer });
    await card.waitFor(() => expect(card.shown()).toContain(en.touchNoted));
    press(card, en.markDone);
    await card.waitFor(() => expect(posted(card)[0]!.path).toBe('/api/cards/contact/touchpoint/done'));
  });
});

it('without an agreement there is no clock, no handoff, and nothing to mark', async () => {
  const card = await renderCard({ language: 'en', answer: async () => cardSample('ready', 'en') });
  await card.waitFor(() => card.find(StepIndicator));
  expect(card.maybeFind(ProgressBar)).toBeNull();
  expect(card.findAll(Button, ({ text }) => text === en.giveBack)).toEqual([]);
  expect(card.shown()).not.toContain(en.markDone);
  expect(card.shown()).not.toContain(en.clock);
});
