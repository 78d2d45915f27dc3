import { expect, test } from 'vitest';
import { cardDataSchema } from '../../src/api/card-contract.ts';
import { readContactCard } from '../../src/api/read-contact-card.ts';
import { visitsForCard } from '../../src/api/visits-for-card.ts';
import { preset } from '../../src/journey/models/presets.ts';
import { replay } from '../../src/journey/replay.ts';
import type { CardSource } from '../../src/store/read-card.ts';
import { historyOf } from '../journey/history.ts';
import { instantOf } from '../journey/notation.ts';
import { portal } from '../journey/portal.ts';

/** What HubSpot carries to a card. */
const carriedBytes = 1_000_000;

const model = preset('lead-funnel');
const now = instantOf('d2000');

/** A contact whose deal an integration opens and loses, over and over. */
function flipping(times: number): CardSource {
  const flips = Array.from(
    { length: times },
    (_, index) => `d${index + 3} | deal 9: open\nd${index + 3} 12:00 | deal 9: lost`,
  );
  const facts = historyOf(`d1 | created; lead\nd2 | deal 9 linked\n${flips.join('\n')}`);
  const record = { accountId: '11', objectType: 'contact' as const, recordId: '1' };
  return {
    ...{ record, ledger: { record, aliases: new Map(), facts }, isCatchingUp: false, checkedAt: null, recovered: {} },
    ...{ ownAsOf: undefined, owners: [], members: [], past: [] },
  };
}

const cardOf = (source: CardSource) => readContactCard({ model, modelVersion: 1, portal }, source, 'ru', now);

test('a record with more visits than HubSpot carries tells the newest, and how many are before them', () => {
  const source = flipping(1500);
  const all = replay(model, portal, source.ledger, now).visits;
  const card = cardOf(source);
  expect(cardDataSchema.safeParse(card).error?.issues ?? []).toEqual([]);
  expect(Buffer.byteLength(JSON.stringify({ ok: true, data: card }))).toBeLessThan(carriedBytes);
  expect(card.visits.length).toBeGreaterThan(500);
  expect(card.earlierVisits).toBe(all.length - card.visits.length);
  const newest = all.slice(-card.visits.length).toReversed();
  expect(card.visits.map(({ enteredAt }) => Date.parse(enteredAt))).toEqual(newest.map(({ enteredAt }) => enteredAt));
  expect(card.current?.stage.id).toBe(all.at(-1)!.stage);
});

test('a record whose visits fit tells them all, and of none before', () => {
  const card = cardOf(flipping(3));
  expect(card.visits.length).toBeGreaterThan(3);
  expect('earlierVisits' in card).toBe(false);
});

test('the newest visit is told however large it is', () => {
  const [visit] = cardOf(flipping(1)).visits;
  const large = { ...visit!, cause: 'x'.repeat(carriedBytes) };
  expect(visitsForCard([large])).toEqual({ visits: [large] });
  expect(visitsForCard([visit!, large])).toEqual({ visits: [large], earlierVisits: 1 });
});
