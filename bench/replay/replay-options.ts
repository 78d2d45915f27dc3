import { tmpdir } from 'node:os';
import { parseArgs } from 'node:util';
import { numberBetween, wordsOf } from '../options.ts';
import { type ShapeName, shapeNames } from './shapes.ts';

const parts = ['histories', 'account'] as const;
export type ReplayPart = (typeof parts)[number];

export type ReplayOptions = {
  parts: readonly ReplayPart[];
  shapes: readonly ShapeName[];
  /** Facts of a history, ascending. */
  sizes: readonly number[];
  rounds: number;
  roundMs: number;
  /** People in the largest account; a tenth as many are measured before it. */
  contacts: number;
  databases: readonly ('sqlite' | 'postgres')[];
  /** Where databases are kept. */
  directory: string;
  /** File for all single results. */
  json: string | undefined;
};

export const replayUsage = `npm run bench -- replay [options]

  --only A,B          of ${parts.join(', ')} (default both)
  --shapes A,B        of ${shapeNames.join(', ')} (default all)
  --sizes A,B,C       facts of a history, at least two sizes (default 10,100,1000,10000)
  --rounds N          measurements of each history, in turn with the baseline (default 5)
  --round-ms N        the least processor time of one of them (default 20)
  --contacts N        people in the largest account; a tenth as many are measured before it (default 100000)
  --databases A,B     of sqlite, postgres (default both; PostgreSQL if it is found)
  --directory PATH    where the databases are made and removed (default ${tmpdir()})
  --json FILE         also write every single result
  --help
`;

/** Reads the command line. Throws with what is wrong and what would be right. */
export function readReplayOptions(commandLine: readonly string[]): ReplayOptions | 'help' {
  const { values } = parseArgs({
    args: [...commandLine],
    options: {
      only: { type: 'string', default: parts.join(',') },
      shapes: { type: 'string', default: shapeNames.join(',') },
      sizes: { type: 'string', default: '10,100,1000,10000' },
      rounds: { type: 'string', default: '5' },
      'round-ms': { type: 'string', default: '20' },
      contacts: { type: 'string', default: '100000' },
      databases: { type: 'string', default: 'sqlite,postgres' },
      directory: { type: 'string', default: tmpdir() },
      json: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return 'help';
  const sizes = values.sizes.split(',').map((size) => numberBetween('--sizes', size, 10, 100_000));
  if (sizes.length < 2) throw new Error('--sizes needs two sizes or more, to tell how the cost grows');
  return {
    parts: wordsOf('--only', values.only, parts),
    shapes: wordsOf('--shapes', values.shapes, shapeNames),
    sizes: sizes.toSorted((left, right) => left - right),
    rounds: numberBetween('--rounds', values.rounds, 1, 100),
    roundMs: numberBetween('--round-ms', values['round-ms'], 0.1, 10_000),
    contacts: numberBetween('--contacts', values.contacts, 100, 10_000_000),
    databases: wordsOf('--databases', values.databases, ['sqlite', 'postgres'] as const),
    directory: values.directory,
    json: values.json,
  };
}
