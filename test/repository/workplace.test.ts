import { expect, test } from 'vitest';
import { readRepositoryFile, repositoryFiles } from './repository-files.ts';

const binary = /\.(png|jpe?g|gif|ico|woff2?|gz|zip)$/;
// Put together, so that this file does not hold what it forbids.
const workplacePath = ['', 'work', ''].join('/');

test('no file names a path of the place where it was written', () => {
  const files = repositoryFiles().filter((path) => !binary.test(path));
  expect(files.length).toBeGreaterThan(0);
  expect(files.flatMap((path) => linesWith(workplacePath, path))).toEqual([]);
});

function linesWith(text: string, path: string): string[] {
  return readRepositoryFile(path)
    .split('\n')
    .flatMap((line, index) => (line.includes(text) ? [`${path}:${index + 1} ${line.trim().slice(0, 120)}`] : []));
}
