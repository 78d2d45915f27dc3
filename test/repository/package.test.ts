import { statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readRepositoryFile, repositoryFileExists, repositoryRoot } from './repository-files.ts';

type Package = {
  scripts: Record<string, string>;
  bin: Record<string, string>;
  engines: { node: string };
  allowScripts: Record<string, boolean>;
  [group: string]: Record<string, unknown>;
};

const manifest = JSON.parse(readRepositoryFile('package.json')) as Package;
const dependencyGroups = ['dependencies', 'devDependencies', 'optionalDependencies', 'overrides'];
const exactVersion = /^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/;

test('every dependency has one exact version', () => {
  const inexact = dependencyGroups.flatMap((group) =>
    Object.entries(manifest[group] ?? {}).filter(([, version]) => !exactVersion.test(String(version))),
  );
  expect(inexact).toEqual([]);
});

test('package-lock.json is of this package.json', () => {
  const lock = JSON.parse(readRepositoryFile('package-lock.json')) as { packages: Record<string, Package> };
  for (const group of dependencyGroups.slice(0, 3)) {
    expect(lock.packages['']?.[group] ?? {}, group).toEqual(manifest[group] ?? {});
  }
});

test('package-lock.json knows every package that another one asks for, without which `npm ci` refuses to start', () => {
  const lock = JSON.parse(readRepositoryFile('package-lock.json')) as { packages: Record<string, Package> };
  const missing = Object.entries(lock.packages).flatMap(([place, entry]) =>
    Object.keys({ ...entry.dependencies, ...entry.optionalDependencies })
      .filter((name) => !foldersAbove(place).some((folder) => `${folder}node_modules/${name}` in lock.packages))
      .map((name) => `${place} needs ${name}`),
  );
  expect(missing).toEqual([]);
});

/** Where a package's own dependencies may lie: below itself, below each package that it lies in, and at the top. */
function foldersAbove(place: string): string[] {
  const nested = place
    .split('/node_modules/')
    .map((_, index, parts) => `${parts.slice(0, index + 1).join('/node_modules/')}/`);
  return [...nested, ''];
}

test('the project brings Node 24 and runs on it', () => {
  expect(String(manifest.dependencies?.node)).toMatch(/^24\./);
  expect(manifest.engines.node).toContain('24');
  // Without this npm leaves out the install script of `node`, and says so only in passing.
  expect(manifest.allowScripts.node).toBe(true);
  expect(process.version).toMatch(/^v24\./);
});

test('every npm script names files, scripts and programs that exist', () => {
  const problems = Object.entries(manifest.scripts).flatMap(([name, line]) =>
    line.split(/&&|\|\||;/).flatMap((command) => missingTarget(command.trim()).map((missing) => `${name}: ${missing}`)),
  );
  expect(problems).toEqual([]);
});

test.each(['node bench/no-such-file.ts', 'npm run no-such-script', 'no-such-program .', 'node --watch no-such.ts'])(
  'the guard refuses the script %s',
  (command) => expect(missingTarget(command)).toHaveLength(1),
);

test('every program that the package installs exists', () => {
  expect(Object.values(manifest.bin).filter((path) => !repositoryFileExists(path))).toEqual([]);
});

test('the build script runs the same test command as the README', () => {
  expect(readRepositoryFile('.ci/run')).toMatch(/^npm cit$/m);
  expect(statSync(join(repositoryRoot, '.ci/run')).mode & 0o111).not.toBe(0);
});

test('README names the two commands', () => {
  const readme = readRepositoryFile('README.md');
  expect(readme).toContain('npm ci && npm run demo');
  expect(readme).toContain('npm cit');
});

function missingTarget(command: string): string[] {
  const [program = '', ...parts] = command.split(/\s+/);
  const [first = '', second = ''] = parts.filter((part) => !part.startsWith('-'));
  if (program === 'npm' && first === 'run') return second in manifest.scripts ? [] : [`npm run ${second}`];
  if (program === 'npm') return [];
  if (program === 'node') return repositoryFileExists(first) ? [] : [first];
  return repositoryFileExists(`node_modules/.bin/${program}`) ? [] : [program];
}
