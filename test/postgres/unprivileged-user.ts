import { readFileSync } from 'node:fs';

/** The ids a server process is started with. */
export type ProcessUser = { uid: number; gid: number };

/**
 * PostgreSQL refuses to run as root. For root: the system's `postgres` or `nobody`; for everybody else: undefined,
 * which means "as ourselves".
 */
export function unprivilegedUser(): ProcessUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const entries = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  for (const name of ['postgres', 'nobody']) {
    const entry = entries.find(([entryName]) => entryName === name);
    if (entry) return { uid: Number(entry[2]), gid: Number(entry[3]) };
  }
  throw new Error('PostgreSQL refuses to run as root, and /etc/passwd knows neither `postgres` nor `nobody`.');
}
