import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The folder that holds package.json. */
export const repositoryRoot = join(import.meta.dirname, '..', '..');

/** Paths from the root, with `/`, of every file that is in Git or would be added by `git add .`; sorted. */
export function repositoryFiles(): string[] {
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: repositoryRoot,
    encoding: 'utf8',
  });
  const present = listed.split('\0').filter((path) => path !== '' && existsSync(join(repositoryRoot, path)));
  return [...new Set(present)].sort();
}

const codeExtension = /\.(ts|tsx|mts|js|jsx|mjs)$/;

/** The files of program text below the given folders, or the given files themselves. */
export function codeFiles(...places: string[]): string[] {
  return repositoryFiles().filter((path) => codeExtension.test(path) && places.some((place) => isWithin(path, place)));
}

/** Whether a path is the place or lies below it. */
export function isWithin(path: string, place: string): boolean {
  return path === place || path.startsWith(`${place}/`);
}

/** Text of a file of the repository. */
export function readRepositoryFile(path: string): string {
  return readFileSync(join(repositoryRoot, path), 'utf8');
}

export function repositoryFileExists(path: string): boolean {
  return existsSync(join(repositoryRoot, path));
}
