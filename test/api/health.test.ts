import { expect, test } from 'vitest';
import { healthRoutes } from '../../src/api/health.ts';
import { createMetrics } from '../../src/api/metrics.ts';
import type { QueueSizes } from '../../src/store/queues.ts';
import { serveRoutes } from './serve-routes.ts';

const queued: QueueSizes = {
  accounts: 0,
  deliveries: 1,
  records: 2,
  failedReplays: 0,
  tagWrites: 3,
  bulkTagWrites: 0,
  taskWrites: 0,
  erasures: 4,
};

async function serveHealth(readQueueSizes = async () => queued) {
  const metrics = createMetrics(readQueueSizes);
  const { url, logged } = await serveRoutes(healthRoutes({ readQueueSizes, metrics }));
  return { metrics, url, logged };
}

const failing = async (): Promise<QueueSizes> => {
  throw new Error('connect ECONNREFUSED postgres://u:password@h');
};

test('health says ok and what waits', async () => {
  const { url } = await serveHealth();
  const answer = await fetch(`${url}/healthz`);
  expect(answer.status).toBe(200);
  expect(await answer.json()).toEqual({ status: 'ok', queued });
});

test('health is 503 when the database does not answer, and tells nothing of why', async () => {
  const { url } = await serveHealth(failing);
  const answer = await fetch(`${url}/healthz`);
  expect(answer.status).toBe(503);
  expect(await answer.json()).toEqual({ status: 'database-unreachable' });
});

test('metrics have every name, the queues and the memory, in the format of Prometheus', async () => {
  const { url, metrics } = await serveHealth();
  metrics.deliveries.inc({ outcome: 'accepted' });
  metrics.calls.inc({ status: 429 });
  metrics.tagWrites.inc({ outcome: 'written' }, 100);
  const answer = await fetch(`${url}/metrics`);
  expect(answer.headers.get('content-type')).toMatch(/^text\/plain; (charset|version)/);
  const text = await answer.text();
  const names = [...text.matchAll(/^# TYPE (journey_steward_\w+) /gm)].map((match) => match[1]);
  for (const name of [
    'deliveries',
    'events',
    'hearings',
    'set_aside',
    'refused',
    'journeys',
    'tag_writes',
    'hubspot_calls',
  ]) {
    expect(names).toContain(`journey_steward_${name}_total`);
  }
  for (const [queue, size] of Object.entries(queued))
    expect(text).toContain(`journey_steward_queued{queue="${queue}"} ${size}`);
  expect(text).toContain('journey_steward_deliveries_total{outcome="accepted"} 1');
  expect(text).toContain('journey_steward_hubspot_calls_total{status="429"} 1');
  expect(text).toContain('journey_steward_tag_writes_total{outcome="written"} 100');
  expect(Number(text.match(/^journey_steward_peak_memory_bytes (\S+)$/m)?.[1])).toBeGreaterThan(10_000_000);
  expect(text).toContain('process_cpu_seconds_total');
});

test('metrics are a failure when the queues cannot be counted, without a word of the database', async () => {
  const { url, logged } = await serveHealth(failing);
  const answer = await fetch(`${url}/metrics`);
  expect(answer.status).toBe(500);
  expect(await answer.text()).not.toContain('password');
  expect(logged.join()).toContain('ECONNREFUSED');
});
