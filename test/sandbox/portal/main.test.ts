import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { describe, expect, it, onTestFinished } from 'vitest';
import { testFlags } from '../../../sandbox/demo/node-flags.ts';
import { request } from './start-portal.ts';

function start(environment: Record<string, string>) {
  const child = spawn(process.execPath, [...testFlags, 'sandbox/main.ts'], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  return child;
}

describe('the portal as a process', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)('says where it listens, serves, and ends cleanly on %s', async (signal) => {
    const child = start({
      SANDBOX_PORTAL_ID: '4711',
      SANDBOX_SUBSCRIPTIONS: 'app-extensions/app/webhooks/webhooks-hsmeta.json',
    });
    const [first] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
    const { listening } = JSON.parse(first) as { listening: string };
    expect(listening).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect((await request(`${listening}/sandbox/status`)).body.portalId).toBe(4711);
    child.kill(signal);
    const [code, killedBy] = await once(child, 'exit');
    expect([code, killedBy]).toEqual([0, null]);
  });

  it('names every setting that is wrong and does not start', async () => {
    const child = start({ SANDBOX_PORT: 'ninety', SANDBOX_TARGET_URL: 'nowhere' });
    const chunks: Buffer[] = [];
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
    const [code] = await once(child, 'close');
    const text = Buffer.concat(chunks).toString('utf8');
    expect(code).toBe(1);
    expect(text).toContain('SANDBOX_PORT');
    expect(text).toContain('SANDBOX_TARGET_URL');
  });
});
