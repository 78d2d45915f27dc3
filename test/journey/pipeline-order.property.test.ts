import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dealTerms } from '../../src/journey/evidence/deal-evidence.ts';
import { type PipelineEntry, unknownEntry } from '../../src/journey/evidence/pipeline-entry.ts';
import {
  type EntryOrder,
  type EntryPlace,
  findLatest,
  lastInOrder,
  leastQuietAfter,
  putIntoOrder,
  takeOutOfOrder,
} from '../../src/journey/evidence/pipeline-order.ts';

const instant = fc.integer({ min: 0, max: 20 });
const bound = fc.oneof(instant, fc.constant(Number.NEGATIVE_INFINITY), fc.constant(Number.POSITIVE_INFINITY));
const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ since: instant, quietFor: instant }) },
  { weight: 2, arbitrary: fc.record({ taken: fc.nat() }) },
);
const question = fc.record({ from: bound, quietBy: bound, limit: fc.integer({ min: 1, max: 6 }) });

type Standing = { deal: PipelineEntry; place: EntryPlace };

/** The same deals as a plain list, the first to come at the beginning. */
function sorted(standing: readonly Standing[]): Standing[] {
  return standing.toSorted(
    ({ place: left }, { place: right }) => left.since - right.since || left.number - right.number,
  );
}

test('deals in order answer as a plain list does, whatever was put in and taken out', () => {
  fc.assert(
    fc.property(
      fc.array(step, { maxLength: 80 }),
      fc.array(question, { minLength: 1, maxLength: 8 }),
      (steps, asked) => {
        let order: EntryOrder = null;
        const standing: Standing[] = [];
        for (const [number, one] of steps.entries()) {
          if ('since' in one) {
            const place = { since: one.since, number, quietSince: one.since + one.quietFor };
            const deal = unknownEntry(dealTerms);
            standing.push({ deal, place });
            order = putIntoOrder(order, deal, place);
          } else if (standing.length > 0) {
            const [taken] = standing.splice(one.taken % standing.length, 1);
            order = takeOutOfOrder(order, taken!.place);
          }
        }
        const list = sorted(standing);
        expect(lastInOrder(order)).toBe(list.at(-1)?.deal ?? null);
        for (const search of asked) {
          const found: PipelineEntry[] = [];
          findLatest(order, search, found);
          const since = list.filter(({ place }) => place.since >= search.from);
          const quiet = since.filter(({ place }) => place.quietSince <= search.quietBy).reverse();
          // By their numbers: deals of which nothing is known are equal to each other.
          const numberOf = (deal: PipelineEntry) => list.find((one) => one.deal === deal)?.place.number;
          expect(found.map(numberOf)).toEqual(quiet.slice(0, search.limit).map(({ place }) => place.number));
          const later = since.map(({ place }) => place.quietSince).filter((quietSince) => quietSince > search.quietBy);
          expect(leastQuietAfter(order, search.from, search.quietBy)).toBe(
            Math.min(...later, Number.POSITIVE_INFINITY),
          );
        }
      },
    ),
    { numRuns: 500 },
  );
});

test('thousands of deals that came one after the other stand in a tree of few levels', () => {
  const levels = (order: EntryOrder): number =>
    order === null ? 0 : 1 + Math.max(levels(order.earlier), levels(order.later));
  let order: EntryOrder = null;
  for (let number = 0; number < 10_000; number += 1) {
    order = putIntoOrder(order, unknownEntry(dealTerms), { since: number, number, quietSince: number });
  }
  expect(levels(order)).toBeLessThan(60);
});
