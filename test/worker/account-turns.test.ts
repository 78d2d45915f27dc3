import { expect, test } from 'vitest';
import { createAccountTurns, type TurnEnd } from '../../src/worker/account-turns.ts';

const well: TurnEnd = { objectType: 'contact', obstacle: null, until: 0 };
const obstacle = (kind: TurnEnd['obstacle'], until = 0): TurnEnd => ({ objectType: 'contact', obstacle: kind, until });

test('an account that had its turn waits until the others had theirs', () => {
  const turns = createAccountTurns({ mostAtOnce: 2 });
  expect(turns.closedThisRound(0)).toEqual([]);
  turns.begin('1');
  turns.end('1', well, 0);
  expect(turns.closedThisRound(0)).toEqual(['1']);
  expect(turns.closed(0)).toEqual([]);
  expect(turns.startNewRound()).toBe(true);
  expect(turns.closedThisRound(0)).toEqual([]);
  expect(turns.startNewRound()).toBe(false);
});

test('workers that are idle help one that is served, but not all of them', () => {
  const turns = createAccountTurns({ mostAtOnce: 2 });
  turns.begin('1');
  turns.startNewRound();
  expect([turns.closed(0), turns.closedThisRound(0)]).toEqual([[], ['1']]);
  turns.begin('1');
  expect(turns.closed(0)).toEqual(['1']);
  turns.end('1', well, 0);
  expect(turns.closed(0)).toEqual([]);
});

test('a used-up budget rests the account for exactly as long as that lasts', () => {
  const turns = createAccountTurns({ mostAtOnce: 2 });
  for (let count = 0; count < 5; count += 1) {
    turns.begin('1');
    turns.end('1', obstacle('budget', 7_000), 1_000);
  }
  expect(turns.closed(6_999)).toEqual(['1']);
  expect(turns.closed(7_000)).toEqual([]);
});

test('an account that fails rests longer each time, up to a minute, and is tried by one worker alone', () => {
  const turns = createAccountTurns({ mostAtOnce: 2 });
  const rests = Array.from({ length: 9 }, () => {
    turns.begin('1');
    turns.end('1', obstacle('account'), 0);
    return [1, 1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000]
      .filter((at) => turns.closed(at - 1).length > 0)
      .at(-1);
  });
  expect(rests).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000, 60_000]);
  turns.begin('1');
  expect(turns.closed(60_000)).toEqual(['1']);
  turns.end('1', well, 60_000);
  turns.begin('1');
  expect(turns.closed(60_000)).toEqual([]);
});

test('HubSpot may name a longer time', () => {
  const turns = createAccountTurns({ mostAtOnce: 2 });
  turns.begin('1');
  turns.end('1', obstacle('account', 86_400_000), 0);
  expect(turns.closed(86_399_999)).toEqual(['1']);
});

test('what stands in the way of one object type leaves the others of the account alone', () => {
  const turns = createAccountTurns({ mostAtOnce: 2 });
  turns.begin('1');
  turns.end('1', obstacle('object-type', 5_000), 0);
  expect(turns.closed(1)).toEqual([]);
  expect(turns.restingQueues(4_999)).toEqual(['1/contact']);
  expect(turns.restingQueues(5_000)).toEqual([]);
});
