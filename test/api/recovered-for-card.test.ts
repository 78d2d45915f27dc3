import { expect, test } from 'vitest';
import { cardDataSchema } from '../../src/api/card-contract.ts';
import { cardHead } from '../../src/api/card-head.ts';
import { recoveredForCard } from '../../src/api/recovered-for-card.ts';
import { preset } from '../../src/journey/models/presets.ts';
import { factKinds, languages } from '../../src/journey/vocabulary.ts';
import type { CardSource } from '../../src/store/read-card.ts';

test('what was recovered is told by kind, and nothing of what was not', () => {
  expect(recoveredForCard({ property: 3, deleted: 0, merged: 1 }, 'en')).toEqual([
    { kind: 'merged', label: 'merges', count: 1 },
    { kind: 'property', label: 'property values', count: 3 },
  ]);
  expect(recoveredForCard({}, 'en')).toEqual([]);
});

test.each(languages)('every kind has a name of its own in %s', (language) => {
  const every = Object.fromEntries(factKinds.map((kind) => [kind, 1]));
  const labels = recoveredForCard(every, language).map(({ label }) => label);
  expect(new Set(labels).size).toBe(factKinds.length);
});

test.each([
  [{ property: 3 }, 5, { recovered: [{ kind: 'property', label: 'property values', count: 3 }] }],
  [{}, 5, {}],
  // Before all types were compared nothing was compared as a whole.
  [{ property: 3 }, null, {}],
])('a card tells of %j, last compared at %j', (recovered, checkedAt, told) => {
  const record = { accountId: '1', objectType: 'contact' as const, recordId: '5' };
  const source = {
    ...{ record, recovered, checkedAt, ledger: { record, facts: [], aliases: new Map(), related: [] } },
    ...{ isCatchingUp: false, ownAsOf: undefined, owners: [], members: [], past: [] },
  };
  const account = { model: preset('lead-funnel'), modelVersion: 1, portal: [] };
  const head = cardHead(account, source as unknown as CardSource, 'en', 9);
  expect('recovered' in head ? { recovered: head.recovered } : {}).toEqual(told);
  expect(cardDataSchema.pick({ recovered: true }).safeParse(told).success).toBe(true);
});
