import { Accordion, Button, StepIndicator, Tag, Text } from '@hubspot/ui-extensions';
import { describe, expect, it } from 'vitest';
import { textsByLanguage } from '../../../app-extensions/app/cards/reader.ts';
import { fillCount } from '../../../app-extensions/app/cards/texts/fill.ts';
import { timelineEntries } from '../../../app-extensions/app/cards/timeline-entries.ts';
import type { CardData, CardVisit } from '../../../src/api/card-contract.ts';
import { languages } from '../../../src/journey/vocabulary.ts';
import { cardSample } from '../card-samples.ts';
import { renderCard } from './render-card.tsx';

const sample = cardSample('ready', 'en');
if (!sample.ok) throw new Error('the sample is a refusal');
const ready = sample.data;

async function renderData(changed: Partial<CardData>) {
  const card = await renderCard({ language: 'en', answer: async () => ({ ok: true, data: { ...ready, ...changed } }) });
  await card.waitFor(() => card.find(StepIndicator));
  return card;
}

describe('the timeline', () => {
  it('has the dates of the portal’s zone, the time spent and the lap', async () => {
    const shown = (await renderData({})).shown();
    expect(shown).toContain('Aug 18, 2026 – today · 3 months · Lap 2');
    expect(shown).toContain('Jul 2 – Aug 18, 2026 · 46 days · Lap 2');
  });

  it('leaves out the lap of a model that is not circular', async () => {
    const shown = (await renderData({ model: { ...ready.model, isCircular: false } })).shown();
    expect(shown).not.toContain('Lap');
  });

  it('marks a correction and tells who corrected and why', async () => {
    const card = await renderData({ visits: ready.visits.filter(({ correction }) => correction !== null) });
    expect(card.find(Tag, { variant: 'info' }).text).toBe('Correction');
    expect(card.shown()).toContain('Corrected by Max Muster: The import set the stage of another company.');
  });

  it.each([
    ['whose name is not known', { id: '71900001', name: null }],
    ['that nobody signed', null],
  ])('tells the reason of a correction by somebody %s', async (_whom, by) => {
    const visits = ready.visits.flatMap((visit) =>
      visit.correction === null ? [] : [{ ...visit, correction: { ...visit.correction, by } }],
    );
    const card = await renderData({ visits });
    expect(card.shown()).toContain('Corrected by hand: The import set the stage of another company.');
  });

  it('holds the folded visits inside a line that is closed', async () => {
    const card = await renderData({});
    const [newest] = card.findAll(Accordion, ({ props }) => String(props.title).includes('changes'));
    expect(newest!.props.title).toBe('2 changes by imports, merges or bulk edits');
    expect(newest!.props.defaultOpen ?? newest!.props.open ?? false).toBe(false);
    const folded = newest!.findAll(Tag).map(({ text }) => text);
    expect(folded).toEqual(['Import or bulk edit', 'Import or bulk edit']);
  });

  it('folds the touches of a visit into one line, and tells inside by whom they were and when the last one was', async () => {
    const card = await renderData({});
    const [touches, ...others] = card.findAll(Accordion, ({ props }) => String(props.title).includes('e-mail'));
    expect(others).toEqual([]);
    expect(touches!.props).toMatchObject({ title: '3 e-mails, 1 meeting' });
    expect(touches!.props.defaultOpen ?? false).toBe(false);
    expect(touches!.findAll(Text).map(({ text }) => text)).toEqual([
      '3 e-mails: by Erika Beispiel · 1 from the buyer · last on Jul 20, 2026',
      '1 meeting: by Erika Beispiel · last on Jul 20, 2026',
    ]);
  });

  it('says of touches that all came from the buyer, and of nobody where that is not told', async () => {
    const [visit] = ready.visits;
    const form = { kind: 'form' as const, label: '2 forms sent', count: 2, fromBuyer: 2, by: [] };
    const lastAt = '2026-08-20T10:00:00.000Z';
    const note = { kind: 'note' as const, label: '1 note', count: 1, fromBuyer: 0, by: [], lastAt };
    const card = await renderData({ visits: [{ ...visit!, touches: [{ ...form, lastAt }, note] }] });
    expect(card.shown()).toContain('2 forms sent: from the buyer · last on Aug 20, 2026');
    expect(card.shown()).toContain('1 note: last on Aug 20, 2026');
  });

  it('warns of what is known of the open visit, and tells of closed ones without alarm', async () => {
    const card = await renderData({});
    expect(card.findAll(Tag, { variant: 'warning' }).map(({ text }) => text)).toEqual(
      // At the position and in the timeline; the third is a step back.
      ['No decision', 'No decision', 'Back'],
    );
    expect(card.find(Tag, (tag) => tag.text === 'Lost').props.variant).toBe('default');
    expect(card.find(Tag, (tag) => tag.text === 'Short-listed').props.variant).toBe('success');
  });

  it('shows the rest of a long history when asked', async () => {
    const card = await renderData({});
    const oldest = ready.visits.at(-1)!;
    expect(card.shown()).not.toContain(oldest.cause);
    card.find(Button, ({ text }) => text === 'Show 1 earlier entry').trigger('onClick');
    await card.waitFor(() => expect(card.shown()).toContain(oldest.cause));
    expect(card.maybeFind(Button, ({ text }) => text === 'Show 1 earlier entry')).toBeNull();
  });

  it.each(languages)('says in %s how many visits are before those that HubSpot carries', async (language) => {
    const { visitsBefore } = textsByLanguage[language];
    for (const earlierVisits of [1, 2, 312]) {
      const answer = async () => ({ ok: true, data: { ...ready, earlierVisits } });
      const card = await renderCard({ language, answer });
      await card.waitFor(() => card.find(StepIndicator));
      expect(card.shown()).toContain(fillCount(visitsBefore, earlierVisits, language));
    }
    const card = await renderCard({ language, answer: async () => ({ ok: true, data: ready }) });
    await card.waitFor(() => card.find(StepIndicator));
    expect(card.shown()).not.toContain(visitsBefore.other.split('{count}')[0]?.trim());
  });

  it('shows the steps of a long model by the name of the present one only', async () => {
    expect((await renderData({})).find(StepIndicator).props.variant).toBe('compact');
    expect((await renderData({ stages: ready.stages.slice(0, 5) })).find(StepIndicator).props.variant).toBe('default');
  });
});

describe('timelineEntries', () => {
  const visit: CardVisit = ready.visits[0]!;
  const noise: CardVisit = { ...visit, isNoise: true };
  const shapeOf = (visits: CardVisit[]) =>
    timelineEntries(visits).map((entry) => (entry.kind === 'noise' ? entry.visits.length : 'visit'));

  it.each([
    ['nothing', [], []],
    ['no noise', [visit, visit], ['visit', 'visit']],
    ['noise alone', [noise, noise, noise], [3]],
    ['two runs', [noise, visit, noise, noise, visit], [1, 'visit', 2, 'visit']],
  ])('folds %s', (_what, visits, shape) => {
    expect(shapeOf(visits)).toEqual(shape);
  });

  it('gives an entry the same key when newer visits come, and no key twice', () => {
    const before = timelineEntries([visit, noise, noise, visit]).map(({ key }) => key);
    const after = timelineEntries([visit, noise, visit, noise, noise, visit]).map(({ key }) => key);
    expect(after.slice(-3)).toEqual(before);
    expect(new Set(after).size).toBe(after.length);
  });

  it('gives an entry the same key when fewer visits before it are told', () => {
    const visits = [visit, noise, noise, visit];
    const all = timelineEntries(visits).map(({ key }) => key);
    expect(timelineEntries(visits.slice(0, 3), 1).map(({ key }) => key)).toEqual(all.slice(0, 2));
  });
});
