import { pipeline } from 'node:stream/promises';
import { styleText } from 'node:util';
import { Command, InvalidArgumentError, Option } from 'commander';
import { readClockSettings } from '../config.ts';
import { JourneyStewardError } from '../errors.ts';
import type { Instant } from '../journey/instant.ts';
import { type Language, languages, type ObjectType, objectTypes } from '../journey/vocabulary.ts';
import { createJourneyClock } from '../journey-clock.ts';
import { splitPattern } from '../measures/segment-of.ts';
import type { Store } from '../store/operations.ts';
import { measures } from './measures.ts';
import { drawMeasures } from './measures-table.ts';
import { readTime } from './read-time.ts';

type Options = {
  account?: string;
  format: 'table' | 'json';
  by?: string;
  object: ObjectType;
  minimum: number;
  language?: Language;
  since?: Instant;
  until?: Instant;
  now?: Instant;
};

/** The command `measures`; `withStore` opens the database and closes it after the work. */
export function measuresCommand(withStore: (work: (store: Store) => Promise<unknown>) => Promise<void>): Command {
  return new Command('measures')
    .description('measure the journeys of an account and answer the questions of its model')
    .option('--account <id>', 'the HubSpot account; the only one when left out')
    .addOption(
      new Option('--format <format>', 'for people or for programs').choices(['table', 'json']).default('table'),
    )
    .option('--by <split>', 'source, owner, team, month (of entry, in UTC) or property:NAME', readSplit)
    .addOption(new Option('--object <type>', 'whose journeys').choices(objectTypes).default('contact'))
    .option('--minimum <n>', 'with fewer observations it is too few to say', readMinimum, 10)
    .addOption(new Option('--language <language>', 'the account’s own when left out').choices(languages))
    .option('--since <time>', 'only visits that began then or later (ISO, UTC)', readTime)
    .option('--until <time>', 'only visits that began before (ISO, UTC)', readTime)
    .option(
      '--now <time>',
      'measure as of this time (ISO, UTC); where the clock of journeys stands when left out',
      readTime,
    )
    .action((options: Options) => withStore((store) => run(store, options)));
}

async function run(store: Store, options: Options): Promise<void> {
  const { account = null, by = null, language = null, since = null, until = null, minimum } = options;
  if (since !== null && until !== null && since >= until) {
    const [from, to] = [since, until].map((instant) => new Date(instant).toISOString());
    const problem = `--since ${from} is not before --until ${to}: no visit can begin in between; take an earlier --since.`;
    throw new JourneyStewardError('request-invalid', problem);
  }
  const { report, model } = await measures(store, {
    ...{ accountId: account, by, language, since, until, minimum },
    objectType: options.object,
    asOf: options.now ?? createJourneyClock(readClockSettings())(),
  });
  if (options.format === 'json') {
    await write(`${JSON.stringify(report, null, 2)}\n`);
    return;
  }
  // Colours where a terminal reads, unless NO_COLOR asks for none.
  const paint = (style: Parameters<typeof styleText>[0], text: string) =>
    styleText(style, text, { stream: process.stdout });
  await write(drawMeasures(report, { model, language: report.language as Language, minimum, paint, by }));
}

/** Standard output is not ours to close. Fails when its reader goes away, as the other commands do. */
function write(text: string): Promise<void> {
  return pipeline([text], process.stdout, { end: false });
}

function readSplit(text: string): string {
  if (splitPattern.test(text)) return text;
  throw new InvalidArgumentError('Use source, owner, team, month or property:NAME.');
}

function readMinimum(text: string): number {
  const minimum = Number(text);
  if (Number.isInteger(minimum) && minimum >= 2) return minimum;
  throw new InvalidArgumentError('Use a whole number from 2 on: one observation says nothing.');
}
