import { existsSync } from 'node:fs';
import { Command, InvalidArgumentError } from 'commander';
import { defaultModelName, presets } from '../../src/journey/models/presets.ts';

export type DemoOptions = {
  history?: string;
  shuffle?: number;
  duplicate?: number;
  drop?: number;
  model?: string;
  /** `false`: none is given. */
  agreement?: string | false;
  now?: number;
  database?: string;
  port: number;
  once: boolean;
  export?: string;
  exportClocks?: string;
};

/** Reads the demo's command line. A wrong value is refused with what was expected. */
export function readDemoOptions(argv: readonly string[]): DemoOptions {
  const program = new Command('npm run demo --')
    .description('Starts an offline HubSpot portal and the app beside it, and plays a history through both.')
    .option(
      '--history <file>',
      'a history file, JSON lines of webhook events, may be .gz; else the built-in scenario',
      file,
    )
    .option('--shuffle <seed>', 'deliver in a random order; the same seed gives the same order', integer)
    .option('--duplicate <rate>', 'share of events that are delivered again, 0 to 1', share)
    .option('--drop <rate>', 'share of events that are never delivered, 0 to 1', share)
    .option(
      '--model <name or file>',
      `a preset (${[...presets.keys()].join(', ')}) or a model file; else ${defaultModelName}, or what the database has`,
    )
    .option(
      '--agreement <name or file>',
      'the preset for a model, or an agreement file; else the preset of the model, or what the database has',
    )
    .option('--no-agreement', 'begin without one')
    .option('--now <time>', 'where the clock stands, such as 2026-11-20T16:00:00Z; else at the last event', instant)
    .option('--database <url or path>', 'a path for SQLite or postgres://…; else a new temporary file')
    .option('--port <number>', 'where the app listens; else a free port', integer, 0)
    .option('--once', 'stop when everything is delivered, replayed and written back', false)
    .option('--export <file>', 'write all visits as CSV')
    .option('--export-clocks <file>', 'write all clocks of the agreement as CSV');
  return program.parse([...argv], { from: 'user' }).opts<DemoOptions>();
}

function integer(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  throw new InvalidArgumentError('Give a whole number.');
}

function share(text: string): number {
  const number = Number(text);
  if (text.trim() !== '' && number >= 0 && number <= 1) return number;
  throw new InvalidArgumentError('Give a share from 0 to 1, such as 0.1.');
}

function instant(text: string): number {
  const time = Date.parse(text);
  if (!Number.isNaN(time) && /(Z|[+-]\d{2}:?\d{2})$/.test(text)) return time;
  throw new InvalidArgumentError('Give an ISO time with its zone, such as 2026-11-20T16:00:00Z.');
}

function file(path: string): string {
  if (existsSync(path)) return path;
  throw new InvalidArgumentError('There is no such file.');
}
