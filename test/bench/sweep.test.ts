import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { sweepTable } from '../../bench/sweep/bench-sweep.ts';
import { measureSweep } from '../../bench/sweep/measure-sweep.ts';

test('a sweep takes the records that are due, each once, and no other', async () => {
  const measured = await measureSweep(tmpdir(), { clocks: 5_000, due: 230, rounds: 2 });
  expect(measured.map(({ clocks, due, touched }) => ({ clocks, due, touched }))).toEqual([
    { clocks: 5_000, due: 230, touched: 230 },
    { clocks: 5_000, due: 230, touched: 230 },
  ]);
});

test('a sweep that touches what is not due does not reach the goal, however fast it is', () => {
  const measurement = { clocks: 1_000, due: 10, touched: 10, sweepMs: 1, idleMs: 0.1, lookAtAllMs: 100 };
  expect(sweepTable([measurement])).not.toContain('NOT REACHED');
  expect(sweepTable([{ ...measurement, touched: 11 }])).toContain('NOT REACHED');
  expect(sweepTable([{ ...measurement, sweepMs: 6 }])).toContain('NOT REACHED');
});
