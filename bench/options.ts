import { tmpdir } from 'node:os';
import { parseArgs } from 'node:util';
import { type Variant, variantNames } from './variants.ts';

export type BenchOptions = {
  /** Each variant is measured this many times, in turn with the others. */
  rounds: number;
  /** Events in a delivery → events in one measurement. */
  eventsBySize: ReadonlyMap<number, number>;
  connections: number;
  /** One measurement ends after this time even when not everything is sent. */
  maxSeconds: number;
  variants: readonly Variant[];
  /** Where databases are kept: what is measured is the disk below it. */
  directory: string;
  /** File for all single results. */
  json: string | undefined;
};

export const usage = `npm run bench -- [intake] [options]     how many events a second become durable
npm run bench -- replay [options]       how fast journeys are replayed (npm run bench -- replay --help)
npm run bench -- clocks [options]       how fast clocks are computed (npm run bench -- clocks --help)
npm run bench -- backfill [options]     how much of the granted calls reading a past uses (… --help)
npm run bench -- tags [options]         how well the calls that write tags are filled (… --help)
npm run bench -- sweep [options]        how soon the clocks that are due are found (… --help)
npm run bench -- installation [options] whether two portals end as they are, and what that takes (… --help)
npm run bench -- card [options]         how soon a card is answered while events come in (… --help)
npm run bench -- bundles                how large the bundles of the cards and pages are

  --rounds N          measurements of each variant, interleaved (default 3)
  --sizes A,B,C       events in a delivery (default 1,10,100)
  --scale F           share of the usual number of events of a measurement (default 1)
  --connections N     kept-alive connections, 10 to 64 (default 32)
  --max-seconds N     a measurement ends after this time or when all its events are sent (default 5)
  --only A,B          of ${variantNames.join(', ')}
  --directory PATH    where the databases are made and removed (default ${tmpdir()})
  --json FILE         also write every single result
  --help
`;

const usualEvents: Readonly<Record<number, number>> = { 1: 30_000, 10: 150_000, 100: 400_000 };
const usualEventsElsewhere = 150_000;

/** Reads the command line. Throws with what is wrong and what would be right. */
export function readOptions(commandLine: readonly string[]): BenchOptions | 'help' {
  const { values } = parseArgs({
    args: [...commandLine],
    options: {
      rounds: { type: 'string', default: '3' },
      sizes: { type: 'string', default: '1,10,100' },
      scale: { type: 'string', default: '1' },
      connections: { type: 'string', default: '32' },
      'max-seconds': { type: 'string', default: '5' },
      only: { type: 'string', default: variantNames.join(',') },
      directory: { type: 'string', default: tmpdir() },
      json: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return 'help';

  const scale = numberBetween('--scale', values.scale, 0.001, 100);
  const sizes = values.sizes.split(',').map((size) => numberBetween('--sizes', size, 1, 100));
  return {
    rounds: numberBetween('--rounds', values.rounds, 1, 100),
    eventsBySize: new Map(sizes.map((size) => [size, Math.ceil((usualEvents[size] ?? usualEventsElsewhere) * scale)])),
    connections: numberBetween('--connections', values.connections, 10, 64),
    maxSeconds: numberBetween('--max-seconds', values['max-seconds'], 1, 240),
    variants: values.only.split(',').map(asVariant),
    directory: values.directory,
    json: values.json,
  };
}

export function numberBetween(name: string, text: string, least: number, most: number): number {
  const number = Number(text);
  if (!(number >= least && number <= most))
    throw new Error(`${name} is a number from ${least} to ${most}, not ${text}`);
  return number;
}

/** Words of a list that are all known. */
export function wordsOf<Word extends string>(name: string, text: string, known: readonly Word[]): Word[] {
  return text.split(',').map((given) => {
    const word = known.find((candidate) => candidate === given);
    if (word === undefined) throw new Error(`${name} knows ${known.join(', ')}, not ${given}`);
    return word;
  });
}

function asVariant(name: string): Variant {
  const variant = variantNames.find((known) => known === name);
  if (!variant) throw new Error(`--only knows ${variantNames.join(', ')}, not ${name}`);
  return variant;
}
