/** What it takes to find the clocks that time has changed among all that are open. */
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { parseArgs } from 'node:util';
import { describeMachine, loadBefore } from '../machine.ts';
import { median } from '../median.ts';
import { numberBetween } from '../options.ts';
import { table, whole } from '../report.ts';
import { measureSweep, type SweepMeasurement } from './measure-sweep.ts';

export const sweepUsage = `npm run bench -- sweep [options]

  --clocks N          open clocks (default 1000000)
  --due N             of them due now (default 1000)
  --rounds N          sweeps, in turn with the baseline (default 3)
  --directory PATH    where the database is made and removed (default ${tmpdir()})
  --json FILE         also write every single result
  --help
`;

export async function benchSweep(commandLine: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...commandLine],
    options: {
      clocks: { type: 'string', default: '1000000' },
      due: { type: 'string', default: '1000' },
      rounds: { type: 'string', default: '3' },
      directory: { type: 'string', default: tmpdir() },
      json: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(sweepUsage);
    return;
  }
  const clocks = numberBetween('--clocks', values.clocks, 100, 10_000_000);
  const due = numberBetween('--due', values.due, 1, clocks / 2);
  const rounds = numberBetween('--rounds', values.rounds, 1, 20);
  console.log(`${describeMachine()}, load before ${loadBefore()}\n`);
  const measured = await measureSweep(values.directory, { clocks, due, rounds });
  console.log(`${sweepTable(measured)}\n`);
  console.log(`Load after: ${loadBefore()}`);
  if (values.json) writeFileSync(values.json, `${JSON.stringify({ machine: describeMachine(), measured }, null, 2)}\n`);
}

/** A sweep may take this share of the time of a look at every clock. */
const goal = 0.05;

export function sweepTable(measured: readonly SweepMeasurement[]): string {
  const of = (name: 'sweepMs' | 'idleMs' | 'lookAtAllMs') => median(measured.map((one) => one[name]));
  const [first] = measured;
  const touched = measured.map((one) => one.touched);
  const isExact = measured.every((one) => one.touched === one.due);
  const share = of('sweepMs') / of('lookAtAllMs');
  const row = [
    whole(first?.clocks ?? 0),
    whole(first?.due ?? 0),
    [...new Set(touched)].map(whole).join(' or '),
    of('sweepMs').toFixed(1),
    of('idleMs').toFixed(2),
    whole(of('lookAtAllMs')),
    share.toFixed(4),
    `≤ ${goal}`,
    isExact && share <= goal ? 'reached' : 'NOT REACHED',
  ];
  const titles = [
    'open clocks',
    'due',
    'touched',
    'sweep ms',
    'idle ms',
    'look at all ms',
    '× look at all',
    'goal',
    '',
  ];
  return table(titles, [row]);
}
