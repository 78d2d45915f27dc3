import { tmpdir } from 'node:os';
import { parseArgs } from 'node:util';
import { numberBetween, wordsOf } from '../options.ts';

export type CardOptions = {
  contacts: number;
  facts: number;
  databases: readonly ('sqlite' | 'postgres')[];
  eventsPerSecond: number;
  asksPerSecond: number;
  /** How long cards are asked for while nothing comes in, and again while events do. */
  seconds: number;
  directory: string;
  /** A file that holds the filled account, or will; without it the account is made and removed with the rest. */
  filled: string | undefined;
  json: string | undefined;
};

export const cardUsage = `npm run bench -- card [options]

  --contacts N           of the account (default 100000)
  --facts M              of all its records, about (default five for each contact)
  --databases A,B        of sqlite, postgres (default both; PostgreSQL if it is found)
  --events-per-second N  that come in while cards are read (default 3000)
  --asks-per-second N    cards that are asked for (default 20)
  --seconds N            of asking without events, and again with them (default 30)
  --directory PATH       where the databases are made and removed (default ${tmpdir()})
  --filled FILE          keeps the filled account in a file, and takes it from there the next time
  --json FILE            also write every single result
  --help
`;

/** Reads the command line. Throws with what is wrong and what would be right. */
export function readCardOptions(commandLine: readonly string[]): CardOptions | 'help' {
  const { values } = parseArgs({
    args: [...commandLine],
    options: {
      contacts: { type: 'string', default: '100000' },
      facts: { type: 'string' },
      databases: { type: 'string', default: 'sqlite,postgres' },
      'events-per-second': { type: 'string', default: '3000' },
      'asks-per-second': { type: 'string', default: '20' },
      seconds: { type: 'string', default: '30' },
      directory: { type: 'string', default: tmpdir() },
      filled: { type: 'string' },
      json: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return 'help';
  const contacts = numberBetween('--contacts', values.contacts, 1_000, 10_000_000);
  return {
    contacts,
    facts: numberBetween('--facts', values.facts ?? String(contacts * 5), contacts * 5, contacts * 100),
    databases: wordsOf('--databases', values.databases, ['sqlite', 'postgres'] as const),
    eventsPerSecond: numberBetween('--events-per-second', values['events-per-second'], 1, 100_000),
    asksPerSecond: numberBetween('--asks-per-second', values['asks-per-second'], 1, 1_000),
    // A signature of HubSpot is good for five minutes, but the disk is not endless.
    seconds: numberBetween('--seconds', values.seconds, 1, 600),
    directory: values.directory,
    filled: values.filled,
    json: values.json,
  };
}
