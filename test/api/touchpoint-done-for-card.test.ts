import { expect, test } from 'vitest';
import { touchpointDoneForCard } from '../../src/api/touchpoint-done-for-card.ts';
import type { Fact } from '../../src/journey/facts.ts';
import type { Visit } from '../../src/journey/visits.ts';

const hourMs = 3_600_000;
const enteredAt = Date.parse('2026-11-16T08:00:00Z');
const open = [{ enteredAt, leftAt: null }] as unknown as Visit[];
const owners = [{ id: '71', userId: '7', name: 'Max Muster', isActive: true, teams: [] }];

const said = (subject: string, hours: number, value: object) =>
  ({ kind: 'action', subject, value: JSON.stringify(value), occurredAt: enteredAt + hours * hourMs }) as Fact;
const done = (id: string, hours: number, by = '7') => said(`touchpoint-done:${id}`, hours, { by, play: 'call-back' });
const withdrawn = (id: string, hours: number) => said(`touchpoint-withdrawn:${id}`, hours, { by: '7' });

function toldOf(facts: Fact[], hours: number, visits = open) {
  const source = { ledger: { facts }, owners } as unknown as Parameters<typeof touchpointDoneForCard>[0];
  return touchpointDoneForCard(source, visits, enteredAt + hours * hourMs).touchpointDone;
}

test('the last touchpoint that was marked is told with who did it, in whatever order it was heard', () => {
  expect(toldOf([done('b', 3), done('a', 2)], 4)).toEqual({
    ...{ id: 'b', play: 'call-back', by: { id: '7', name: 'Max Muster' } },
    doneAt: '2026-11-16T11:00:00.000Z',
  });
  expect(toldOf([done('a', 2, '9')], 4)?.by).toEqual({ id: '9', name: null });
});

test.each([
  ['none was marked', [], 4, open],
  ['it was withdrawn', [done('a', 2), withdrawn('a', 3)], 4, open],
  ['a day has passed', [done('a', 2)], 27, open],
  ['it was in the stay before', [done('a', -1)], 1, open],
  ['no stay goes on', [done('a', 2)], 4, [{ enteredAt, leftAt: enteredAt + hourMs }] as unknown as Visit[]],
] as const)('nothing is told where %s', (_, facts, hours, visits) => {
  expect(toldOf([...facts], hours, [...visits])).toBeUndefined();
});

test('withdrawing the last leaves the one before', () => {
  expect(toldOf([done('a', 2), done('b', 3), withdrawn('b', 4)], 5)?.id).toBe('a');
});
