import { Alert, Button, LoadingButton, Select, StepIndicator, TextArea } from '@hubspot/ui-extensions';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { newActionId } from '../../../app-extensions/app/cards/action-id.ts';
import { textsByLanguage } from '../../../app-extensions/app/cards/reader.ts';
import { fill } from '../../../app-extensions/app/cards/texts/fill.ts';
import { refusalText, toldRefusals } from '../../../app-extensions/app/cards/texts/refusals.ts';
import { refreshDelaysMs } from '../../../app-extensions/app/cards/use-action.ts';
import type { CardAnswer, CardData } from '../../../src/api/card-contract.ts';
import { correctionBodySchema, withdrawalBodySchema } from '../../../src/api/correction-contract.ts';
import { languages } from '../../../src/journey/vocabulary.ts';
import { cardSample } from '../card-samples.ts';
import { groupCardSample } from '../group-samples.ts';
import { renderCard } from './render-card.tsx';

const sample = cardSample('ready', 'en');
if (!sample.ok) throw new Error('the sample is a refusal');
const ready = sample.data;
const loyalty = ready.stages.find(({ id }) => id === 'loyalty')!;
const held: CardData = {
  ...ready,
  correction: {
    id: '0198c0de-0000-7000-8000-000000000001',
    stage: loyalty,
    reason: 'They renewed at the fair.',
    by: { id: '7', name: 'Max Muster' },
    saidAt: '2026-11-19T08:00:00.000Z',
  },
};
const answerWith = (data: CardData): CardAnswer => ({ ok: true, data });
type Rendered = Awaited<ReturnType<typeof renderCard>>;

async function render(data: CardData): Promise<Rendered> {
  const card = await renderCard({ language: 'en', answer: async () => answerWith(data) });
  await card.waitFor(() => card.find(StepIndicator));
  return card;
}

const button = (card: Rendered, label: string) => card.find(LoadingButton, ({ text }) => text === label);
const posted = (card: Rendered) =>
  card.backend.requests
    .filter(({ options }) => options.method === 'POST')
    .map(({ url, options }) => ({ path: url.pathname, body: options.body as Record<string, string> }));

function fillIn(card: Rendered, stage: string, reason: string): void {
  card.find(Select).props.onChange?.(stage);
  card.find(TextArea).props.onInput?.(reason);
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('a correction from the card', () => {
  it('asks for the stage and the reason at the field, and sends nothing without them', async () => {
    const card = await render(ready);
    button(card, 'Save').trigger('onClick');
    await card.waitFor(() => expect(card.find(Select).props.error).toBe(true));
    expect(card.find(Select).props.validationMessage).toBe('Choose a stage.');
    expect(card.find(TextArea).props.validationMessage).toBe('Say why.');
    card.find(TextArea).props.onInput?.('   ');
    expect(card.find(TextArea).props.error).toBe(true);
    expect(posted(card)).toEqual([]);
  });

  it('is sent as the backend takes it, shown at once, and the page is refreshed until the tags are written', async () => {
    const card = await render(ready);
    fillIn(card, 'loyalty', ' They renewed. ');
    card.backend.answer = async () => answerWith(held);
    button(card, 'Save').trigger('onClick');
    await card.waitFor(() => card.find(Alert, { title: `Set by hand: ${loyalty.label}` }));
    const [{ path, body } = { path: '', body: {} }, ...more] = posted(card);
    expect(more).toEqual([]);
    expect(path).toBe('/api/cards/contact/correction');
    expect(correctionBodySchema.parse(body)).toEqual({ ...body, reason: 'They renewed.' });
    expect(body).toMatchObject({ objectId: '900001', stage: 'loyalty', language: 'en' });
    expect(card.actions.closeOverlay.callCount).toBe(1);
    expect(card.actions.addAlert.calls[0]![0]).toMatchObject({ type: 'success' });
    await vi.advanceTimersByTimeAsync(refreshDelaysMs.at(-1)!);
    expect(card.actions.refreshObjectProperties.callCount).toBe(refreshDelaysMs.length);
  });

  it('shows that it goes on, and takes a second press for the first', async () => {
    const card = await render(ready);
    fillIn(card, 'loyalty', 'They renewed.');
    card.backend.answer = () => new Promise(() => {});
    button(card, 'Save').trigger('onClick');
    button(card, 'Save').trigger('onClick');
    await card.waitFor(() => expect(button(card, 'Save').props.loading).toBe(true));
    expect(posted(card)).toHaveLength(1);
  });

  it('is repeated under its own id after no answer, and under another one after other words', async () => {
    const card = await render(ready);
    fillIn(card, 'loyalty', 'They renewed.');
    card.backend.answer = () => Promise.reject(new Error('unreachable'));
    for (const reason of ['They renewed.', 'They renewed.', 'They renewed twice.']) {
      card.find(TextArea).props.onInput?.(reason);
      const before = posted(card).length;
      button(card, 'Save').trigger('onClick');
      await card.waitFor(() => expect(posted(card)).toHaveLength(before + 1));
      await card.waitFor(() => card.find(Alert, { title: 'No answer came. Try again: nothing is done twice.' }));
    }
    const [first, second, third] = posted(card).map(({ body }) => body.correctionId);
    expect(second).toBe(first);
    expect(third).not.toBe(first);
    expect(card.find(Select).props.value).toBe('loyalty');
    expect(card.actions.refreshObjectProperties.callCount).toBe(0);
  });

  it.each(languages)('says in %s what a refusal means and what to do', async (language) => {
    const { failureCode, refusals, save } = textsByLanguage[language];
    const card = await renderCard({ language, answer: async () => cardSample('ready', language) });
    await card.waitFor(() => card.find(StepIndicator));
    fillIn(card, 'loyalty', 'They renewed.');
    for (const code of [...toldRefusals, 'a-code-of-a-later-version']) {
      card.backend.answer = async () => ({ ok: false, error: { code, message: 'In English.' } });
      button(card, save).trigger('onClick');
      await card.waitFor(() => expect(card.shown()).toContain(fill(failureCode, { code })));
      expect(card.shown()).toContain(refusalText(refusals, code));
      expect(card.shown()).not.toContain('In English.');
    }
  });

  it('says that it was refused, with the code, and that HubSpot is busy', async () => {
    const card = await render(ready);
    fillIn(card, 'loyalty', 'They renewed.');
    card.backend.answer = async () => ({ ok: false, error: { code: 'record-unknown', message: 'It was deleted.' } });
    button(card, 'Save').trigger('onClick');
    await card.waitFor(() => expect(card.shown()).toContain('record-unknown'));
    card.backend.status = 429;
    button(card, 'Save').trigger('onClick');
    await card.waitFor(() => card.find(Alert, { title: 'HubSpot is busy' }));
  });

  it('may be called off: the form is empty the next time', async () => {
    const card = await render(ready);
    fillIn(card, 'loyalty', 'They renewed.');
    card.find(Button, ({ text }) => text === 'Cancel').trigger('onClick');
    await card.waitFor(() => expect(card.find(Select).props.value).toBeUndefined());
    expect(card.find(TextArea).props.value).toBe('');
    expect(card.actions.closeOverlay.callCount).toBe(1);
  });

  it('on a deal is sent to the deal, and shows the card that comes back', async () => {
    const answer = async () => groupCardSample('deal', 'en');
    const card = await renderCard({ language: 'en', objectTypeId: '0-3', answer });
    await card.waitFor(() => card.find(StepIndicator));
    fillIn(card, 'nurture', 'Not yet.');
    button(card, 'Save').trigger('onClick');
    await card.waitFor(() => expect(card.actions.closeOverlay.callCount).toBe(1));
    expect(card.backend.requests.map(({ url }) => url.pathname)).toEqual([
      '/api/cards/deal',
      '/api/cards/deal/correction',
    ]);
  });
});

describe('a correction that holds', () => {
  it('is told with its reason, by whom and when; one that nobody signed too', async () => {
    expect((await render(held)).shown()).toContain('They renewed at the fair.\nMax Muster · Nov 19, 2026');
    const unsigned = await render({ ...held, correction: { ...held.correction!, by: null } });
    expect(unsigned.shown()).toContain('They renewed at the fair.\nNov 19, 2026');
  });

  it('is withdrawn by one press, and set again by another', async () => {
    const card = await render(held);
    card.backend.answer = async () => answerWith(ready);
    button(card, 'Withdraw').trigger('onClick');
    await card.waitFor(() => card.find(Alert, { title: 'The correction was withdrawn. The rules decide again.' }));
    card.backend.answer = async () => answerWith(held);
    button(card, 'Set it again').trigger('onClick');
    await card.waitFor(() => button(card, 'Withdraw'));
    const [withdrawn, again] = posted(card);
    expect(withdrawn!.path).toBe('/api/cards/contact/correction/withdraw');
    expect(withdrawalBodySchema.parse(withdrawn!.body)).toMatchObject({ correctionId: held.correction!.id });
    expect(again!.path).toBe('/api/cards/contact/correction');
    expect(correctionBodySchema.parse(again!.body)).toMatchObject({
      stage: 'loyalty',
      reason: held.correction!.reason,
    });
    expect(again!.body.correctionId).not.toBe(held.correction!.id);
  });

  it('and alone held the record in a stage is set again under one id, with its reason, once it was withdrawn', async () => {
    const withoutStage: CardData = { ...ready, state: 'no-stage', current: null, touchpoint: null };
    const card = await render(held);
    card.backend.answer = async () => answerWith(withoutStage);
    button(card, 'Withdraw').trigger('onClick');
    await card.waitFor(() => expect(card.shown()).toContain(textsByLanguage.en.noStageTitle.contact));
    await card.waitFor(() => card.find(Alert, { title: 'The correction was withdrawn. The rules decide again.' }));
    card.backend.answer = () => Promise.reject(new Error('unreachable'));
    button(card, 'Set it again').trigger('onClick');
    await card.waitFor(() => card.find(Alert, { title: 'No answer came. Try again: nothing is done twice.' }));
    card.backend.answer = async () => answerWith(held);
    button(card, 'Set it again').trigger('onClick');
    await card.waitFor(() => button(card, 'Withdraw'));
    const [, first, second] = posted(card);
    expect(correctionBodySchema.parse(first!.body)).toMatchObject({
      stage: 'loyalty',
      reason: held.correction!.reason,
    });
    expect(second).toEqual(first);
    card.backend.answer = async () => answerWith(withoutStage);
    button(card, 'Withdraw').trigger('onClick');
    await card.waitFor(() => button(card, 'Set it again'));
    button(card, 'Set it again').trigger('onClick');
    await card.waitFor(() => expect(posted(card)).toHaveLength(5));
    expect(posted(card)[4]!.body.correctionId).not.toBe(second!.body.correctionId);
  });

  it('is told also where the record is in no stage', async () => {
    const data: CardData = { ...held, state: 'no-stage', current: null, touchpoint: null };
    const card = await renderCard({ language: 'en', answer: async () => answerWith(data) });
    await card.waitFor(() => card.find(Alert, { title: `Set by hand: ${loyalty.label}` }));
  });

  it('once withdrawn is not offered again where another one holds by then', async () => {
    const other = { ...held.correction!, id: '0198c0de-0000-7000-8000-000000000009', reason: 'Another reason.' };
    const card = await render({ ...held, isCatchingUp: true });
    card.backend.answer = async () => answerWith({ ...held, correction: other, isCatchingUp: true });
    button(card, 'Withdraw').trigger('onClick');
    await card.waitFor(() => expect(card.shown()).toContain('Another reason.'));
    card.backend.answer = async () => answerWith(ready);
    card.find(Button, ({ text }) => text === 'Refresh').trigger('onClick');
    await card.waitFor(() => expect(card.shown()).not.toContain('Another reason.'));
    expect(card.shown()).not.toContain('Set it again');
  });
});

describe('newActionId', () => {
  it('is a UUID of version 7, and of two the later one is the later text', () => {
    const ids = [0, 1, 255, 256, 1_800_000_000_000, 1_800_000_000_001].map((at) => newActionId(at));
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(ids.toSorted()).toEqual(ids);
    expect(newActionId(0x0123456789ab, new Uint8Array(10).fill(255))).toBe('01234567-89ab-7fff-bfff-ffffffffffff');
  });

  it('differs each time', () => {
    expect(new Set(Array.from({ length: 1000 }, () => newActionId(0))).size).toBe(1000);
  });
});
