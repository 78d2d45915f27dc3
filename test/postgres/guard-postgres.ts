/**
 * A process between the tests and their PostgreSQL server. The server lives as long as this process's standard input
 * is open. However the tests end, also by SIGKILL, the system closes that pipe: no server is left behind, and no data
 * directory. Prints `ready` once, or the end of the server's log when it could not start.
 */
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import type { ProcessUser } from './unprivileged-user.ts';

/** What is passed as the only argument, in JSON. */
export type GuardedServer = {
  postgres: string;
  arguments: string[];
  user: ProcessUser | undefined;
  /** Removed after the server has run. */
  temporaryDirectory: string | undefined;
};

const keptLogLength = 4_000;
const fastShutdownMs = 10_000;

const server = JSON.parse(process.argv[2] ?? '') as GuardedServer;
const child = spawn(server.postgres, server.arguments, { ...server.user, stdio: ['ignore', 'ignore', 'pipe'] });

let log = '';
let isReady = false;
let isStopping = false;
child.stderr.setEncoding('utf8').on('data', (text: string) => {
  log = (log + text).slice(-keptLogLength);
  if (!isReady && log.includes('ready to accept connections')) {
    isReady = true;
    process.stdout.write('ready\n');
  }
});
child.on('error', (error) => finish(error.message));
child.on('close', () => finish(log));

process.stdin.resume().on('close', stop);
process.on('SIGTERM', stop);
process.on('SIGINT', stop);
// Nobody may be left to read what is written here.
process.stdout.on('error', () => undefined);

/** SIGINT is PostgreSQL's "fast" shutdown: clients are cut off, a checkpoint is written. SIGQUIT is "immediate". */
function stop(): void {
  isStopping = true;
  child.kill('SIGINT');
  setTimeout(() => child.kill('SIGQUIT'), fastShutdownMs).unref();
}

function finish(lastWords: string): void {
  // After a failed start the directory stays: the same cluster may be tried again on another port.
  const isDone = isReady || isStopping;
  if (isDone && server.temporaryDirectory) rmSync(server.temporaryDirectory, { recursive: true, force: true });
  if (!isReady) process.stdout.write(lastWords);
  process.exitCode = isReady ? 0 : 1;
  process.stdin.destroy();
}
