import { describe, expect, test } from 'vitest';
import { forbiddenImports } from './forbidden-imports.ts';
import { importReferences } from './import-references.ts';
import { codeFiles, readRepositoryFile, repositoryFileExists } from './repository-files.ts';
import { readRoomsTable, roomOf, rooms, roomsTable } from './rooms.ts';

const watched = codeFiles('src', 'webhooks', 'sandbox', 'app-extensions', 'bench', 'test');

test('every program file belongs to a room', () => {
  expect(watched.filter((path) => roomOf(path) === undefined)).toEqual([]);
});

test('every import keeps to the table of rooms', () => {
  expect(watched.flatMap((path) => forbiddenImports(path, readRepositoryFile(path)))).toEqual([]);
});

test('what runs in production imports only production dependencies', () => {
  const { dependencies } = JSON.parse(readRepositoryFile('package.json')) as { dependencies: Record<string, string> };
  const missing = codeFiles('src', 'webhooks').flatMap((path) =>
    importReferences(path, readRepositoryFile(path)).flatMap(({ line, target, isTypeOnly }) =>
      target.kind === 'package' && target.name !== 'node:*' && !isTypeOnly && !(target.name in dependencies)
        ? [`${path}:${line} imports ${target.name}`]
        : [],
    ),
  );
  expect(missing).toEqual([]);
});

test('every relative import names a file that exists', () => {
  const missing = watched
    // This guard's own tests hold imports as examples.
    .filter((path) => !path.startsWith('test/repository/'))
    .flatMap((path) =>
      importReferences(path, readRepositoryFile(path)).flatMap(({ line, specifier, target }) =>
        target.kind === 'file' && !repositoryFileExists(target.name) ? [`${path}:${line} ${specifier}`] : [],
      ),
    );
  expect(missing).toEqual([]);
});

test('ARCHITECTURE.md has the same table', () => {
  const written = Object.fromEntries(readRoomsTable(readRepositoryFile('ARCHITECTURE.md')));
  expect(written, `expected table:\n${roomsTable()}\n`).toEqual(Object.fromEntries(readRoomsTable(roomsTable())));
});

describe('the guard itself', () => {
  test.each([
    ['src/journey/replay.ts', `import { open } from '../store/open-store.ts';`, 'src/store'],
    ['src/journey/replay.ts', `import { readFileSync } from 'node:fs';`, 'node:*'],
    ['src/journey/replay.ts', `import { DateTime } from 'luxon';`, 'luxon'],
    ['src/agreement/clock.ts', `import type { Play } from '../touchpoints/play.ts';`, 'src/touchpoints'],
    ['src/store/open-store.ts', `import { loop } from '../worker/loop.ts';`, 'src/worker'],
    ['src/main.ts', `import { createPortal } from '../sandbox/portal/create-portal.ts';`, 'sandbox'],
    ['webhooks/receive.ts', `import { loadConfig } from '../src/config.ts';`, 'src/config.ts'],
    ['src/hubspot/tokens.ts', `import { openStore } from '../store/open-store.ts';`, 'only types'],
    ['src/worker/loop.ts', `const job = await import(jobFile);`, 'computed'],
    ['app-extensions/app/cards/Card.tsx', `import { cardSchema } from '../../../src/api/card.ts';`, 'only types'],
  ])('refuses, in %s, %s', (path, source, named) => {
    const [complaint, ...others] = forbiddenImports(path, source);
    expect(others).toEqual([]);
    expect(complaint).toContain(`${path}:1`);
    expect(complaint).toContain(named);
  });

  test.each([
    ['src/touchpoints/recommend.ts', `import { visits } from '../journey/visits.ts';`],
    ['src/store/open-store.ts', `import { DatabaseSync } from 'node:sqlite';`],
    ['src/hubspot/tokens.ts', `import type { Store } from '../store/operations.ts';`],
    ['sandbox/main.ts', `import { openStore } from '../src/store/open-store.ts';`],
    ['app-extensions/app/cards/Card.tsx', `import type { Card } from '../../../src/api/card.ts';`],
  ])('allows, in %s, %s', (path, source) => {
    expect(forbiddenImports(path, source)).toEqual([]);
  });

  test('reads the table that it writes', () => {
    expect([...readRoomsTable(`# x\n\n${roomsTable()}\n\nmore`).keys()]).toEqual(rooms.map(({ path }) => path));
  });
});
