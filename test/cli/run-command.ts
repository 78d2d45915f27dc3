import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { testFlags } from '../../sandbox/demo/node-flags.ts';

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
  return new Promise((resolve, reject) => {
    // A Node of another version starts the project's own, by the flags that the project gives it.
    const [node, flags] = options.node === undefined ? [process.execPath, testFlags] : [options.node, []];
    execFile(node, [...flags, commandFile, ...args], { env }, (error, output, errors) => {
      if (error?.signal) reject(new Error(`The command was ended by ${error.signal}.`, { cause: error }));
      else resolve({ status: typeof error?.code === 'number' ? error.code : 0, output, errors });
    });
  });
}
