import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { readMetric } from '../../sandbox/demo/watch-app.ts';
import { writeScenarioFile } from '../../sandbox/demo/write-scenario-file.ts';
import { scenarioEndsAt } from '../../sandbox/scenario/build-scenario.ts';
import { createInstallation } from './installation.ts';

const directory = mkdtempSync(join(tmpdir(), 'journey-steward-syncs-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const canTrace = spawnSync('strace', ['-o', '/dev/null', 'true']).status === 0;
const title = `what was answered with 200 is on disk${canTrace ? '' : ' (SKIPPED: strace is absent or may not trace)'}`;

describe.skipIf(!canTrace)(title, () => {
  test('SQLite syncs at least once for each group of deliveries that was acknowledged', async () => {
    const trace = join(directory, 'trace');
    const installation = await createInstallation({
      portalId: 20_260_001,
      now: new Date(scenarioEndsAt).toISOString(),
      settings: 'scenario',
      told: 'everything',
    });
    try {
      const app = await installation.startApp();
      const tracer = await attach(app.child.pid ?? 0, trace);
      await installation.install();
      await installation.play({ path: await writeScenarioFile(directory) });
      await installation.untilAtRest();
      const commits = await readMetric(installation.urls.app, 'journey_steward_delivery_commits_total');
      tracer.kill('SIGINT');
      await once(tracer, 'exit');
      const syncs =
        readFileSync(trace, 'utf8').match(/\bf(data)?sync\(\d+\)\s*=\s*0|f(data)?sync resumed>\)\s*=\s*0/g) ?? [];
      process.stdout.write(`${syncs.length} syncs for ${commits} commits of deliveries\n`);
      expect(commits).toBeGreaterThan(5);
      expect(syncs.length).toBeGreaterThanOrEqual(commits);
    } finally {
      await installation.stop();
    }
  }, 240_000);
});

/** Traces the syncs of a running process, all its threads, and waits until it does. */
async function attach(pid: number, output: string): Promise<ChildProcess> {
  const tracer = spawn('strace', ['-f', '-e', 'trace=fsync,fdatasync', '-o', output, '-p', String(pid)], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  await new Promise<void>((resolve, reject) => {
    tracer.stderr?.on('data', (chunk: Buffer) => (chunk.toString().includes('attached') ? resolve() : undefined));
    tracer.once('exit', (code) => reject(new Error(`strace ended with ${code}`)));
  });
  return tracer;
}
