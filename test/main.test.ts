import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { testFlags } from '../sandbox/demo/node-flags.ts';

test('the app does not start with an agreement that its model cannot keep, and says where', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'journey-steward-main-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  const database = join(directory, 'journey-steward.db');
  const settings = {
    ...{ PUBLIC_URL: 'https://journeys.example', HUBSPOT_CLIENT_ID: 'x', HUBSPOT_CLIENT_SECRET: 'x' },
    ...{ ENCRYPTION_KEY: Buffer.alloc(32).toString('base64'), DATABASE_URL: database, PORT: '0' },
    ...{ MODEL: 'client-lifecycle', AGREEMENT: 'lead-funnel' },
  };
  const { code, said } = await new Promise<{ code: unknown; said: string }>((resolve) => {
    const env = { ...process.env, ...settings };
    execFile(process.execPath, [...testFlags, 'src/main.ts'], { env }, (error, _output, said) => {
      resolve({ code: error?.code, said });
    });
  });
  expect(code).toBe(1);
  expect(said).toMatch(/^Nobody can keep this agreement:\n {2}stages\.\w+: /);
  expect(said).toMatch(/\nMend the agreement file at the places that the message names\.\n$/);
  expect(existsSync(database)).toBe(false);
});
