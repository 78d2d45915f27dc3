import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { testFlags } from '../../sandbox/demo/node-flags.ts';
import type { GuardedServer } from './guard-postgres.ts';
import type { ProcessUser } from './unprivileged-user.ts';

export type ServerToRun = {
  /** Path of the `postgres` program. */
  postgres: string;
  dataDirectory: string;
  removeDirectory: boolean;
  user: ProcessUser | undefined;
  /** Server settings, as in postgresql.conf. */
  settings: Record<string, string>;
};

export type RunningServer = { port: number; stop(): Promise<void> };

const portAttempts = 5;

/** Starts a server on a free port of 127.0.0.1. It ends with `stop()` or with this process, however that ends. */
export async function runPostgresServer(server: ServerToRun): Promise<RunningServer> {
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    const settings = {
      listen_addresses: '127.0.0.1',
      port: String(port),
      unix_socket_directories: '',
      ...server.settings,
    };
    const settingArguments = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    const guard = await startGuard({
      postgres: server.postgres,
      arguments: ['-D', server.dataDirectory, ...settingArguments],
      user: server.user,
      temporaryDirectory: server.removeDirectory ? server.dataDirectory : undefined,
    });
    if (guard.isReady) return { port, stop: guard.stop };

    // Another process may take the port between the question and the answer.
    const isPortTaken = guard.log.includes('could not create any TCP/IP sockets');
    if (!isPortTaken || attempt === portAttempts) throw new Error(`${server.postgres} did not start:\n${guard.log}`);
  }
}

async function startGuard(server: GuardedServer) {
  const guardFile = join(import.meta.dirname, 'guard-postgres.ts');
  // Detached: a signal to the whole process group of the tests must not end the guard before its work is done.
  const guard = spawn(process.execPath, [...testFlags, guardFile, JSON.stringify(server)], {
    detached: true,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const exited = once(guard, 'exit');
  let log = '';
  for await (const text of guard.stdout.setEncoding('utf8')) {
    log += text;
    if (log === 'ready\n') break;
  }
  // A caller that forgets to stop the server can still end; the guard sees that and stops it.
  guard.unref();
  return {
    isReady: log === 'ready\n',
    log,
    stop: async () => {
      guard.ref();
      guard.stdin.end();
      await exited;
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port on 127.0.0.1');
  return address.port;
}
