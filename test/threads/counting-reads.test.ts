import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { preset } from '../../src/journey/models/presets.ts';
import { openStore } from '../../src/store/open-store.ts';
import { startWorkThread } from '../../src/threads/start-work-thread.ts';
import { countOfWaiting } from '../../src/worker/right-of-way.ts';

const environment = {
  PUBLIC_URL: 'https://journeys.example',
  HUBSPOT_API_URL: 'http://127.0.0.1:1',
  HUBSPOT_CLIENT_ID: 'client',
  HUBSPOT_CLIENT_SECRET: 'secret',
  LOG_LEVEL: 'silent',
  ENCRYPTION_KEY: randomBytes(32).toString('base64'),
};

test('the thread of the work counts for the others, tells what went wrong, and lets nobody wait once it has stopped', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'journey-steward-counting-'));
  const store = await openStore({ kind: 'sqlite', path: join(directory, 'journey-steward.db') });
  try {
    const work = startWorkThread(
      {
        config: readConfig({ ...environment, DATABASE_URL: join(directory, 'journey-steward.db') }),
        startsWith: { model: preset('lead-funnel'), agreement: null },
        share: store.share(),
        waiting: countOfWaiting(),
        isComparisonPutOff: false,
      },
      { count: () => undefined, onAccountsChanged: () => undefined },
    );
    const dueAt = Date.now();
    expect(await work.reads.readQueueSizes({ dueAt })).toEqual(await store.readQueueSizes({ dueAt }));
    await expect(work.reads.countRecords(null as never)).rejects.toThrow();
    await work.stop();
    await expect(work.reads.readQueueSizes({ dueAt })).rejects.toThrow('stopped');
  } finally {
    await store.close();
    rmSync(directory, { recursive: true, force: true });
  }
});
