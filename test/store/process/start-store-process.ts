import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { DatabaseSpec } from '../../../src/store/database.ts';

/** A process of its own that works on a database. */
export type StoreProcess = {
  /** Resolves with the next message that the process sends; rejects when it ends without one. */
  message(): Promise<unknown>;
  /** Hands over every message until `isLast` says that it was the last one to wait for. */
  messages(isLast: (message: unknown) => boolean): Promise<void>;
  send(message: unknown): void;
  /** Resolves when the process has ended well. */
  ended(): Promise<void>;
};

/** Starts a program of this folder under this same Node, for a database. */
export function startStoreProcess(
  program: 'migrate.ts' | 'hold-write.ts' | 'append-and-unpack.ts',
  spec: DatabaseSpec,
  ...rest: string[]
): StoreProcess {
  const path = fileURLToPath(new URL(program, import.meta.url));
  const child: ChildProcess = fork(path, [JSON.stringify(spec), ...rest], {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let said = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const exit = once(child, 'exit') as Promise<[number | null]>;
  const early = exit.then(([code]): never => {
    throw new Error(`${program} ended with ${code}:\n${said}`);
  });
  early.catch(() => {});
  const messages = (isLast: (message: unknown) => boolean) => {
    const all = new Promise<void>((resolve) => {
      const listener = (message: unknown) => {
        if (!isLast(message)) return;
        child.off('message', listener);
        resolve();
      };
      child.on('message', listener);
    });
    return Promise.race([all, early]);
  };
  return {
    messages,
    message: async () => {
      let first: unknown;
      await messages((message) => {
        first = message;
        return true;
      });
      return first;
    },
    send: (message) => void child.send(message as object),
    ended: async () => {
      const [code] = await exit;
      if (code !== 0) throw new Error(`${program} ended with ${code}:\n${said}`);
    },
  };
}
