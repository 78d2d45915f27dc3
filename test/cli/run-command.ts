import { execFile } from 'node:child_process';
import { join } from 'node:path';

export const commandFile = join(import.meta.dirname, '../../src/cli/journey-steward.js');

export type CommandResult = { status: number; output: string; errors: string };

/** Runs the command line in a process of its own, without the environment's database and clock. */
export function runCommand(
  args: readonly string[],
  options: { node?: string; databaseUrl?: string; environment?: Readonly<Record<string, string>> } = {},
): Promise<CommandResult> {
  const { DATABASE_URL: _outer, JOURNEY_NOW: _now, JOURNEY_CLOCK_FILE: _clock, ...outer } = process.env;
  const env = {
    ...outer,
    ...options.environment,
    ...(options.databaseUrl !== undefined && { DATABASE_URL: options.databaseUrl }),
  };
  return new Promise((resolve) => {
    execFile(options.node ?? process.execPath, [commandFile, ...args], { env }, (error, output, errors) => {
      resolve({ status: typeof error?.code === 'number' ? error.code : 0, output, errors });
    });
  });
}
