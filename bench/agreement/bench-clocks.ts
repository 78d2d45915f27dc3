/** How fast clocks are computed: business time over any length, and all clocks of a record while it is replayed. */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { describeMachine, loadBefore } from '../machine.ts';
import { numberBetween } from '../options.ts';
import { table, whole } from '../report.ts';
import { type ClocksMeasurement, type LengthMeasurement, measureClocks, measureLengths } from './measure-clocks.ts';

export const clocksUsage = `npm run bench -- clocks [options]

  --sizes A,B,C       facts of a history (default 30,300,3000)
  --rounds N          measurements of each, in turn with the baseline (default 5)
  --round-ms N        the least processor time of one of them (default 50)
  --json FILE         also write every single result
  --help
`;

export async function benchClocks(commandLine: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...commandLine],
    options: {
      sizes: { type: 'string', default: '30,300,3000' },
      rounds: { type: 'string', default: '5' },
      'round-ms': { type: 'string', default: '50' },
      json: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(clocksUsage);
    return;
  }
  const effort = {
    rounds: numberBetween('--rounds', values.rounds, 1, 100),
    roundMs: numberBetween('--round-ms', values['round-ms'], 0.1, 10_000),
  };
  const sizes = values.sizes.split(',').map((size) => numberBetween('--sizes', size, 10, 100_000));
  console.log(`${describeMachine()}, load before ${loadBefore()}\n`);
  const lengths = measureLengths(effort);
  console.log(`${lengthTable(lengths)}\n`);
  const clocks = measureClocks(sizes, effort);
  console.log(`${clocksTable(clocks)}\n`);
  console.log(`Load after: ${loadBefore()}`);
  if (values.json)
    writeFileSync(values.json, `${JSON.stringify({ machine: describeMachine(), lengths, clocks }, null, 2)}\n`);
}

/** A clock of five years may cost so many times one of a day: its changes of offset and its holidays. */
const growthGoal = 20;

function lengthTable(measurements: readonly LengthMeasurement[]): string {
  const shortest = measurements[0]?.oursMs ?? Number.NaN;
  const rows = measurements.map(({ days, oursMs, dayByDayMs }) => {
    const growth = oursMs / shortest;
    const reached = growth <= growthGoal ? 'reached' : 'NOT REACHED';
    return [
      whole(days),
      whole(1_000 / oursMs),
      whole(1_000 / dayByDayMs),
      whole(dayByDayMs / oursMs),
      growth.toFixed(1),
      `≤ ${growthGoal}`,
      reached,
    ];
  });
  return table(['days', 'counts/s', 'day by day/s', '× day by day', '× one day', 'goal', ''], rows);
}

/** Clocks may cost as much as replay itself, and no more. */
const replayGoal = 2;

function clocksTable(measurements: readonly ClocksMeasurement[]): string {
  const rows = measurements.map(({ model, facts, clocks, withClocksMs, replayMs }) => {
    const ratio = withClocksMs / replayMs;
    const reached = ratio <= replayGoal ? 'reached' : 'NOT REACHED';
    const perSecond = [(clocks * 1_000) / withClocksMs, 1_000 / withClocksMs, 1_000 / replayMs].map(whole);
    return [model, whole(facts), whole(clocks), ...perSecond, ratio.toFixed(2), `≤ ${replayGoal}`, reached];
  });
  return table(
    ['model', 'facts', 'clocks', 'clocks/s', 'records/s', 'replay alone/s', '× replay alone', 'goal', ''],
    rows,
  );
}
