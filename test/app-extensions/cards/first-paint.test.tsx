import { LoadingSpinner } from '@hubspot/ui-extensions';
import { expect, it } from 'vitest';
import { CompactCard } from '../../../app-extensions/app/cards/CompactCard.tsx';
import { GroupCard } from '../../../app-extensions/app/cards/GroupCard.tsx';
import { JourneyCard } from '../../../app-extensions/app/cards/JourneyCard.tsx';
import { cardSample } from '../card-samples.ts';
import { groupCardSample } from '../group-samples.ts';
import { renderCard } from './render-card.tsx';

const never = () => new Promise<never>(() => {});

it.each([
  ['contact', 'the large', JourneyCard, '0-1', cardSample('ready', 'en')],
  ['contact', 'the small', CompactCard, '0-1', cardSample('ready', 'en')],
  ['deal', 'the large', GroupCard, '0-3', groupCardSample('deal', 'en')],
  ['company', 'the large', GroupCard, '0-2', groupCardSample('company', 'en')],
] as const)(
  "of a %s, %s card's first paint with content needs one request",
  async (kind, _size, card, objectTypeId, sample) => {
    if (!sample.ok) throw new Error('the sample is a refusal');
    const journey = Promise.withResolvers<unknown>();
    let answered = 0;
    const rendered = await renderCard({
      ...{ card, objectTypeId, language: 'en', properties: never, names: 'silent' },
      answer: ({ url }) => {
        if (url.pathname !== `/api/cards/${kind}`) return never();
        answered += 1;
        return journey.promise;
      },
    });
    rendered.find(LoadingSpinner);
    expect(rendered.backend.requests.map(({ url }) => url.pathname)).toContain(`/api/cards/${kind}`);
    journey.resolve(sample);
    // Whatever else is asked for, of the backend or of HubSpot, stays without an answer.
    await rendered.waitFor(() => expect(rendered.shown()).toContain(sample.data.current?.stage.label));
    expect(answered).toBe(1);
  },
);
