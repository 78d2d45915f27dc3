import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, onTestFinished } from 'vitest';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/operations.ts';

export type TestStore = Store & { path: string };

/** A real store in a SQLite file of its own, which ends with the test. Opening one starts a thread: some 500 ms. */
export async function openTestStore(): Promise<TestStore> {
  const { store, remove } = await open();
  onTestFinished(remove);
  return store;
}

/** One real store for all tests of a file. */
export function shareTestStore(): () => TestStore {
  let opened: Awaited<ReturnType<typeof open>> | undefined;
  beforeAll(async () => {
    opened = await open();
  });
  afterAll(() => opened?.remove());
  return () => {
    if (opened === undefined) throw new Error('The store is there once the tests run.');
    return opened.store;
  };
}

async function open(): Promise<{ store: TestStore; remove: () => Promise<void> }> {
  const directory = mkdtempSync(join(tmpdir(), 'journey-steward-test-'));
  const path = join(directory, 'journey-steward.db');
  const store = await openStore({ kind: 'sqlite', path });
  const remove = async () => {
    await store.close();
    rmSync(directory, { recursive: true, force: true });
  };
  return { store: { ...store, path }, remove };
}
