import { expect, test } from 'vitest';
import { foldNoise } from '../../src/measures/fold-noise.ts';
import { replayHistory } from '../journey/journey-text.ts';
import { instantOf, timeOf } from '../journey/notation.ts';
import { funnelStages, visitsOf } from './measured.ts';

type Case = { name: string; facts: string; folded: string[] };

/** `nurture d1–d9 start next won`; `?` behind the day where it is not known when the buyer left. */
function foldedLines(visits: Parameters<typeof foldNoise>[0]): string[] {
  return foldNoise(visits, funnelStages).map(({ stage, enteredAt, leftAt, isTimed, move, ending, outcome }) => {
    const left = leftAt === null ? '' : `${timeOf(leftAt)}${isTimed ? '' : '?'}`;
    return [stage, `${timeOf(enteredAt)}–${left}`, move, ending, outcome].filter((word) => word !== '').join(' ');
  });
}

test.each<Case>([
  {
    name: 'where nothing is noise, every visit stays as it was',
    facts: `
      d1 | created; MQL
      d9 | SQL
      d20 | customer`,
    folded: ['nurture d1–d9 start next', 'convert d9–d20 advance next won', 'expand d20– advance open'],
  },
  {
    name: 'who was imported into a stage and is still there was taken out of the one before',
    facts: `
      d1 | created; lead
      d4 | MQL | IMPORT`,
    folded: ['capture d1–d4? start edit'],
  },
  {
    name: 'who was imported and then moved went on from where they were before, at a time that says nothing',
    facts: `
      d1 | created; lead
      d4 | MQL | IMPORT
      d9 | SQL`,
    folded: ['capture d1–d4? start next', 'convert d9– skip open'],
  },
  {
    name: 'the outcome of a visit that noise made is that of the visit before it',
    facts: `
      d1 | created; lead
      d4 | SQL | CRM_UI_BULK_ACTION
      d9 | customer`,
    folded: ['capture d1–d4? start next won', 'expand d9– skip open'],
  },
  {
    name: 'a bulk edit that was taken back by hand never happened',
    facts: `
      d1 | created; lead
      d4 | SQL | CRM_UI_BULK_ACTION
      d5 | lead
      d9 | MQL`,
    folded: ['capture d1–d9 start next', 'nurture d9– advance open'],
  },
  {
    name: 'the first visit is never noise: somebody has to begin somewhere',
    facts: 'd1 | created; MQL | IMPORT',
    folded: ['nurture d1– start open'],
  },
  {
    name: 'a deletion ends a visit without a stage after it, a restoration begins another',
    facts: `
      d1 | created; MQL
      d5 | deleted
      d8 | restored`,
    folded: ['nurture d1–d5 start no-stage', 'nurture d8– start open'],
  },
  {
    name: 'several edits, then a deletion',
    facts: `
      d1 | created; lead
      d4 | MQL | IMPORT
      d5 | SQL | IMPORT
      d7 | deleted`,
    folded: ['capture d1–d4? start edit'],
  },
])('$name', ({ facts, folded }) => {
  expect(foldedLines(replayHistory(facts).visits)).toEqual(folded);
});

test('the same stage in another lap is another visit', () => {
  const visits = visitsOf('capture d1–d4 start; nurture d4–d6 noise; capture d6– new-lap (lap 2)');
  expect(foldedLines(visits)).toEqual(['capture d1–d4? start next', 'capture d6– new-lap open']);
});

test('a move after an edit is named by the positions of the stages that stay', () => {
  const visits = visitsOf('nurture d1–d4 start; expand d4–d6 noise; capture d6– regress');
  expect(foldedLines(visits)).toEqual(['nurture d1–d4? start next', 'capture d6– regress open']);
  const ahead = visitsOf('attract d1–d4 start; expand d4–d6 noise; capture d6– regress');
  expect(foldedLines(ahead)).toEqual(['attract d1–d4? start next', 'capture d6– advance open']);
});

test('what was given is not changed', () => {
  const visits = visitsOf('capture d1–d4 start; nurture d4– noise');
  const before = structuredClone(visits);
  foldNoise(visits, funnelStages);
  expect(visits).toEqual(before);
  expect(visits[0]?.leftAt).toBe(instantOf('d4'));
});
