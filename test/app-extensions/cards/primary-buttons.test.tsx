import { Button, LoadingButton, LoadingSpinner, Modal, Panel } from '@hubspot/ui-extensions';
import { describe, expect, it } from 'vitest';
import { CompactCard } from '../../../app-extensions/app/cards/CompactCard.tsx';
import { GroupCard } from '../../../app-extensions/app/cards/GroupCard.tsx';
import { JourneyCard } from '../../../app-extensions/app/cards/JourneyCard.tsx';
import { textsByLanguage } from '../../../app-extensions/app/cards/reader.ts';
import { agreedSample, agreedSampleNames } from '../agreed-samples.ts';
import { cardSample, cardSampleNames } from '../card-samples.ts';
import { buyingGroupSample, groupCardSample } from '../group-samples.ts';
import { type Answer, renderCard } from './render-card.tsx';

type Rendered = Awaited<ReturnType<typeof renderCard>>;

/** The labels of the primary buttons that stand on the card itself, and not in what one of its buttons opens. */
function primaryButtons(card: Rendered): string[] {
  const labels = (node: Pick<Rendered, 'findAll'>) =>
    [...node.findAll(Button, { variant: 'primary' }), ...node.findAll(LoadingButton, { variant: 'primary' })].map(
      ({ text }) => text ?? '',
    );
  const opened = [...card.findAll(Modal), ...card.findAll(Panel)].flatMap(labels);
  return labels(card).filter((label) => {
    const place = opened.indexOf(label);
    if (place !== -1) opened.splice(place, 1);
    return place === -1;
  });
}

const { en } = textsByLanguage;
const samples: [string, Answer][] = [
  ...cardSampleNames.map((name): [string, Answer] => [name, async () => cardSample(name, 'en')]),
  ...agreedSampleNames.map((name): [string, Answer] => [
    name,
    async () => ({ ok: true, data: agreedSample(name, 'en') }),
  ]),
];

/** The card with everything that it awaits. */
async function drawn(options: Parameters<typeof renderCard>[0]): Promise<Rendered> {
  const card = await renderCard({ language: 'en', ...options });
  await card.waitFor(() => {
    expect(card.shown()).not.toBe('');
    expect(card.maybeFind(LoadingSpinner, ({ props }) => props.label === en.loading)).toBeNull();
  });
  return card;
}

describe.each([
  ['the card', JourneyCard],
  ['the small card', CompactCard],
])('%s', (_which, card) => {
  it.each(samples)('has one primary button at most: %s', async (_name, answer) => {
    expect(primaryButtons(await drawn({ card, answer })).length).toBeLessThanOrEqual(1);
  });
});

it.each([
  ['deal', '0-3'],
  ['company', '0-2'],
] as const)('the card of a %s has one primary button at most', async (kind, objectTypeId) => {
  const answer: Answer = async ({ url }) =>
    url.pathname.endsWith('/buying-group') ? buyingGroupSample('en') : groupCardSample(kind, 'en');
  expect(primaryButtons(await drawn({ card: GroupCard, objectTypeId, answer })).length).toBeLessThanOrEqual(1);
});

it('a returned lead is accepted by the primary button, and offered again by another', async () => {
  const card = await drawn({ answer: async () => ({ ok: true, data: agreedSample('givenBack', 'en') }) });
  expect(card.find(LoadingButton, ({ text }) => text === en.offerAgain).props.variant).toBe('secondary');
  expect(primaryButtons(card)).toEqual([en.accept]);
});
