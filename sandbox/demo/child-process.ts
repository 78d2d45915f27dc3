import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { startFlags } from './node-flags.ts';

/** A process of the demo: started, watched, and ended with it. */
export type DemoProcess = { child: ChildProcess; stop: () => Promise<void> };

const root = fileURLToPath(new URL('../../', import.meta.url));

/**
 * Starts a program of the repository under this same Node, and waits for the line of output that `isReady` accepts.
 * When the program ends before that, what it said last is the error.
 */
export async function startProgram(
  program: string,
  environment: Readonly<Record<string, string>>,
  ready: { stream: 'stdout' | 'stderr'; read: (line: string) => string | null },
): Promise<DemoProcess & { ready: string }> {
  const child = spawn(process.execPath, [...startFlags, program], {
    cwd: root,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said: string[] = [];
  const answer = await new Promise<string>((resolve, reject) => {
    for (const stream of ['stdout', 'stderr'] as const) {
      createInterface({ input: child[stream] }).on('line', (line) => {
        said.push(line);
        if (said.length > 20) said.shift();
        // What goes wrong in either process is the demo's business too.
        if (/"level":(50|60)/.test(line)) process.stderr.write(`${program}: ${line}\n`);
        const found = stream === ready.stream ? ready.read(line) : null;
        if (found !== null) resolve(found);
      });
    }
    child.once('exit', (code) => reject(new Error(`${program} ended with ${code}:\n${said.join('\n')}`)));
  });
  return { child, ready: answer, stop: () => stopChild(child) };
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}

/** A port of this machine that nothing listens at now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}
