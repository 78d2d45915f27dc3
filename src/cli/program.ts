import { createWriteStream } from 'node:fs';
import { Command } from 'commander';
import { readDatabaseUrl } from '../config.ts';
import { JourneyStewardError } from '../errors.ts';
import { databaseSpec } from '../store/database.ts';
import { openStore } from '../store/open-store.ts';
import type { Store } from '../store/operations.ts';
import { type BackfillCommand, backfill } from './backfill.ts';
import { type ClocksCommand, clocks } from './clocks.ts';
import { type DoctorCommand, doctor } from './doctor/doctor.ts';
import { exportVisits } from './export-visits.ts';
import { measuresCommand } from './measures-command.ts';
import { addModelCommands } from './model-commands.ts';
import { readTime } from './read-time.ts';
import { type RepairCommand, repair } from './repair.ts';
import { rotateKey } from './rotate-key.ts';

/** The command line of the person who runs the app. */
const program = new Command('journey-steward')
  .description('Looks after an installation of Journey Steward.')
  .option('--database <url or path>', 'the database; DATABASE_URL when left out');

program
  .command('migrate')
  .description('bring the database to the newest schema')
  .action(() => withStore(async () => console.log('The database has the newest schema.')));

program
  .command('export')
  .description('write all visits, so that anyone can check the result against their own count')
  .option('--format <format>', 'the format: csv', 'csv')
  .option('--output <file>', 'the file to write; standard output when left out')
  .action(({ format, output }: { format: string; output?: string }) => {
    if (format !== 'csv') program.error(`--format ${format}: the one format is csv.`);
    return withStore((store) => exportVisits(store, output === undefined ? process.stdout : createWriteStream(output)));
  });

program
  .command('clocks')
  .description('write all clocks of the agreement, open and closed, or count them by team, stage and kind')
  .option('--format <format>', 'the format: csv or table', 'table')
  .option('--output <file>', 'the file to write; standard output when left out')
  .option(
    '--now <time>',
    'count open clocks up to this time (ISO, UTC); where the clock of journeys stands when left out',
    readTime,
  )
  .action((command: ClocksCommand) => withStore((store) => clocks(store, command)));

program
  .command('backfill')
  .description('read the past of an account from HubSpot; the app does so by itself after the installation')
  .option('--account <id>', 'the account; may be left out where there is one')
  .option('--again', 'read what was read before too')
  .action((command: BackfillCommand) => withStore((store) => backfill(store, command)));

program
  .command('doctor')
  .description('tell what is missing or has drifted, and what to do; ends with 1 where somebody is needed')
  .option('--account <id>', 'the account; all of them when left out')
  .option('--fix', 'repair what can be repaired: properties, options, settings, refused writes, failed replays')
  .option('--format <format>', 'the format: table or json', 'table')
  .action((command: DoctorCommand) => withStore((store) => doctor(store, command)));

program
  .command('rotate-key')
  .description('seal the stored tokens with ENCRYPTION_KEY, after it was changed')
  .action(() => withStore(rotateKey));

program
  .command('repair')
  .description('look for what deliveries failed to tell; the app does so by itself each night and after a downtime')
  .option('--account <id>', 'the account; may be left out where there is one')
  .option('--since <time>', 'look for changes from then on at least, such as 2026-05-01 or 3d (so many days back)')
  .action((command: RepairCommand) => withStore((store) => repair(store, command)));

program.addCommand(measuresCommand(withStore));

addModelCommands(program, withStore);

async function withStore(work: (store: Store) => Promise<unknown>): Promise<void> {
  // Only the database matters here; the rest of the app's settings need not be there.
  const url = program.opts<{ database?: string }>().database || databaseFromEnvironment();
  const store = await openStore(databaseSpec(url));
  try {
    await work(store);
  } finally {
    await store.close();
  }
}

function databaseFromEnvironment(): string {
  const url = readDatabaseUrl();
  if (url !== null) return url;
  throw new JourneyStewardError('config-invalid', 'No database is named: give --database or set DATABASE_URL.');
}

await program.parseAsync().catch((error: unknown) => {
  if (error instanceof JourneyStewardError) program.error(error.message);
  const { code, syscall, message } = error as NodeJS.ErrnoException;
  // Whoever reads the output may have had enough of it, as `head` has.
  if (code === 'EPIPE') process.exit(0);
  if (syscall !== undefined) program.error(message);
  throw error;
});
