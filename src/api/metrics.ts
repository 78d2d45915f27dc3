import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { QueueSizes } from '../store/queues.ts';

/** What the process counts, in Prometheus' terms. */
export type Metrics = ReturnType<typeof createMetrics>;

/** Adds to a counter, wherever it is kept. */
export type Count = (name: CounterName, value: number, labels?: Readonly<Record<string, string | number>>) => void;
export type CounterName = Exclude<keyof Metrics, 'registry'>;

export function countIn(metrics: Metrics): Count {
  return (name, value, labels = {}) => metrics[name].inc(labels, value);
}

export function createMetrics(readQueueSizes: () => Promise<QueueSizes>) {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const counter = (name: string, help: string, labelNames: string[] = []) =>
    new Counter({ name: `journey_steward_${name}`, help, labelNames, registers });
  new Gauge({
    name: 'journey_steward_queued',
    help: 'Work that waits, by queue',
    labelNames: ['queue'],
    registers,
    async collect() {
      for (const [queue, size] of Object.entries(await readQueueSizes())) this.set({ queue }, size);
    },
  });
  new Gauge({
    name: 'journey_steward_peak_memory_bytes',
    help: 'The most memory that the process has held',
    registers,
    collect() {
      this.set(process.resourceUsage().maxRSS * 1024);
    },
  });
  return {
    registry,
    deliveries: counter('deliveries_total', 'Deliveries received, by outcome', ['outcome']),
    commits: counter('delivery_commits_total', 'Commits by which deliveries became durable'),
    events: counter('events_total', 'Events unpacked from deliveries'),
    hearings: counter('hearings_total', 'Hearings that were new to the ledger'),
    setAside: counter('set_aside_total', 'Events that were set aside'),
    erasedRefusals: counter('refused_total', 'Facts refused because their record was erased'),
    journeys: counter('journeys_total', 'Journeys replayed and saved'),
    tagWrites: counter('tag_writes_total', 'Records whose tags were written or refused', ['outcome']),
    taskWrites: counter('task_writes_total', 'Tasks of clocks that were opened, closed or refused', ['outcome']),
    tagsFound: counter('tags_found_total', 'Tags that somebody else had changed, by what was done', ['next']),
    calls: counter('hubspot_calls_total', 'Calls to HubSpot, by status; 0 is no answer', ['status']),
  };
}
