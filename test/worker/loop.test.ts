import { pino } from 'pino';
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { startLoop } from '../../src/worker/loop.ts';
import type { Pause } from './move-time.ts';

const time = vi.hoisted(() => ({ pauses: [] as Pause[] }));
vi.mock('node:timers/promises', async () => {
  const { createPauses } = await import('./move-time.ts');
  const { pauses, setTimeout } = createPauses();
  time.pauses = pauses;
  return { setTimeout };
});
beforeEach(() => void time.pauses.splice(0));

type Started = { found: (more: boolean) => void; fail: (error: Error) => void };

/** A loop whose steps end when the test says so. */
function start(concurrency = 1) {
  const steps: Started[] = [];
  const logged: Record<string, unknown>[] = [];
  const step = () => new Promise<boolean>((found, fail) => void steps.push({ found, fail }));
  const log = pino({}, { write: (line: string) => void logged.push(JSON.parse(line) as Record<string, unknown>) });
  const loop = startLoop('of the tests', step, { idleMs: 1_000, concurrency, log });
  onTestFinished(async () => {
    const stopped = loop.stop();
    for (const { found } of steps) found(false);
    await stopped;
  });
  const started = (times: number) => vi.waitFor(() => expect(steps).toHaveLength(times), { interval: 1 });
  const pausing = (...ms: number[]) =>
    vi.waitFor(() => expect(time.pauses.map((pause) => pause.ms)).toEqual(ms), { interval: 1 });
  return { loop, steps, logged, started, pausing };
}

describe('a loop', () => {
  test('goes on at once as long as there is something to do', async () => {
    const { steps, started } = start();
    await started(1);
    steps[0]?.found(true);
    await started(2);
    steps[1]?.found(true);
    await started(3);
    expect(time.pauses).toEqual([]);
  });

  test('looks again after a while when there was nothing', async () => {
    const { steps, started, pausing } = start();
    await started(1);
    steps[0]?.found(false);
    await pausing(1_000);
    expect(steps).toHaveLength(1);
    time.pauses[0]?.end();
    await started(2);
  });

  test('looks at once when it is woken', async () => {
    const { loop, steps, started, pausing } = start();
    await started(1);
    steps[0]?.found(false);
    await pausing(1_000);
    loop.wake();
    await started(2);
    steps[1]?.found(false);
    await pausing(1_000);
  });

  test('looks once more when it is woken during a step that then finds nothing', async () => {
    const { loop, steps, started, pausing } = start();
    await started(1);
    loop.wake();
    loop.wake();
    steps[0]?.found(false);
    await started(2);
    steps[1]?.found(false);
    await pausing(1_000);
    expect(steps).toHaveLength(2);
  });

  test('does not lose a waking that comes during a step that finds something', async () => {
    const { loop, steps, started } = start();
    await started(1);
    loop.wake();
    steps[0]?.found(true);
    await started(2);
    steps[1]?.found(false);
    await started(3);
  });
});

describe('a step that fails', () => {
  test('is logged and repeated, after pauses that grow to half a minute and no further', async () => {
    const { steps, logged, started, pausing } = start();
    for (const [index, ms] of [200, 400, 800, 1_600, 3_200, 6_400, 12_800, 25_600, 30_000, 30_000].entries()) {
      await started(index + 1);
      steps[index]?.fail(new Error('no database'));
      await pausing(ms);
      time.pauses[0]?.end();
    }
    await started(11);
    expect(logged[1]).toMatchObject({ loop: 'of the tests', failures: 2, err: { message: 'no database' } });
  });

  test('begins with short pauses again after one that went well', async () => {
    const { steps, started, pausing } = start();
    await started(1);
    steps[0]?.fail(new Error('no'));
    await pausing(200);
    time.pauses[0]?.end();
    await started(2);
    steps[1]?.found(true);
    await started(3);
    steps[2]?.fail(new Error('no'));
    await pausing(200);
  });
});

describe('stopping', () => {
  test('waits for the step under way and starts no other', async () => {
    const { loop, steps, started } = start();
    await started(1);
    let isStopped = false;
    const stopped = loop.stop().then(() => {
      isStopped = true;
    });
    await new Promise(setImmediate);
    expect(isStopped).toBe(false);
    steps[0]?.found(true);
    await stopped;
    expect(steps).toHaveLength(1);
  });

  test.each([
    ['the pause of an idle loop', (step: Started | undefined) => step?.found(false), 1_000],
    ['the pause after a failure', (step: Started | undefined) => step?.fail(new Error('no')), 200],
  ])('does not wait for %s', async (_name, end, ms) => {
    const { loop, steps, started, pausing } = start();
    await started(1);
    end(steps[0]);
    await pausing(ms);
    await loop.stop();
    expect(steps).toHaveLength(1);
  });
});

describe('several steps at once', () => {
  test('run side by side, and one that waits holds up none of the others', async () => {
    const { steps, started } = start(3);
    await started(3);
    steps[1]?.found(true);
    await started(4);
    steps[3]?.found(true);
    await started(5);
  });

  test('are all woken, and all waited for', async () => {
    const { loop, steps, started, pausing } = start(2);
    await started(2);
    steps[0]?.found(false);
    steps[1]?.found(false);
    await pausing(1_000, 1_000);
    loop.wake();
    await started(4);
    let isStopped = false;
    const stopped = loop.stop().then(() => {
      isStopped = true;
    });
    steps[2]?.found(true);
    await new Promise(setImmediate);
    expect(isStopped).toBe(false);
    steps[3]?.found(true);
    await stopped;
  });
});
