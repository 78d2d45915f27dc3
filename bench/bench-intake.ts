/** How many webhook events a second become durable: this app, the same server without a store, and two job queues. */
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createDatabase } from '../test/postgres/create-database.ts';
import type { PostgresCluster } from '../test/postgres/start-postgres-cluster.ts';
import { diskSyncRate } from './disk-sync-rate.ts';
import { describeMachine, isInMemory, loadBefore } from './machine.ts';
import { measureOnce } from './measure-once.ts';
import { eventsPerSecond, type Measurement } from './measurement.ts';
import { median } from './median.ts';
import { type BenchOptions, readOptions, usage } from './options.ts';
import { measurementTable, ratioTable } from './report.ts';
import { startBenchCluster } from './start-bench-cluster.ts';
import { type Variant, variants } from './variants.ts';

const warmUpShare = 0.2;
const warmUpSeconds = 2;
const secondsOfSyncs = 1;

export async function benchIntake(commandLine: readonly string[]): Promise<void> {
  const options = readOptions(commandLine);
  if (options === 'help') console.log(usage);
  else await bench(options);
}

async function bench(options: BenchOptions): Promise<void> {
  const directory = mkdtempSync(join(options.directory, 'journey-steward-bench-'));
  // The database server may run as another user and must reach its directory in this one.
  chmodSync(directory, 0o755);
  const needsPostgres = options.variants.some((variant) => variants[variant].needsPostgres);
  let cluster: PostgresCluster | undefined;
  try {
    cluster = needsPostgres ? await startBenchCluster(directory) : undefined;
    console.log(
      `${describeMachine()}, load before ${loadBefore()}\n${cluster?.description ?? 'without PostgreSQL'}, databases in ${directory}`,
    );
    if (isInMemory(directory)) {
      console.log('THIS DIRECTORY IS IN MEMORY: nothing here is durable. Choose one on a disk with --directory.');
    }
    await measureAll(options, directory, cluster);
  } finally {
    await cluster?.stop();
    rmSync(directory, { recursive: true, force: true });
  }
}

async function measureAll(options: BenchOptions, directory: string, cluster: PostgresCluster | undefined) {
  const syncRates: number[] = [];
  const measurements: Measurement[] = [];
  for (let round = 1; round <= options.rounds; round += 1) {
    syncRates.push(diskSyncRate(directory, secondsOfSyncs));
    for (const [deliverySize, events] of options.eventsBySize) {
      for (const variant of inTurn(options.variants, round)) {
        const measurement = await measureInFreshStorage(
          { variant, deliverySize, events, round },
          options,
          directory,
          cluster,
        );
        measurements.push(measurement);
        process.stderr.write(
          `round ${round}, deliveries of ${deliverySize}, ${variant}: ${Math.round(eventsPerSecond(measurement))} events/s\n`,
        );
      }
    }
  }
  const ordered = inOrder(measurements, options.variants);
  console.log(`\nThe disk alone: ${Math.round(median(syncRates))} times a second 8 KB written and synced.\n`);
  console.log(`${measurementTable(ordered)}\n`);
  console.log(ratioTable(ordered));
  if (options.json) {
    const result = { machine: describeMachine(), postgres: cluster?.description, syncRates, measurements: ordered };
    writeFileSync(options.json, `${JSON.stringify(result, null, 2)}\n`);
  }
}

/** Another variant begins each round, so that none always runs on a rested machine. */
function inTurn(variants: readonly Variant[], round: number): Variant[] {
  const first = (round - 1) % variants.length;
  return [...variants.slice(first), ...variants.slice(0, first)];
}

function inOrder(measurements: readonly Measurement[], order: readonly Variant[]): Measurement[] {
  return measurements.toSorted(
    (a, b) => a.deliverySize - b.deliverySize || order.indexOf(a.variant) - order.indexOf(b.variant),
  );
}

async function measureInFreshStorage(
  what: { variant: Variant; deliverySize: number; events: number; round: number },
  options: BenchOptions,
  parent: string,
  cluster: PostgresCluster | undefined,
): Promise<Measurement> {
  const { variant, deliverySize, events, round } = what;
  const directory = join(parent, `${variant}-${deliverySize}-${round}`);
  mkdirSync(directory);
  const database = cluster && variants[variant].needsPostgres ? await createDatabase(cluster) : undefined;
  try {
    return await measureOnce({
      variant,
      deliverySize,
      round,
      directory,
      databaseUrl: database?.url ?? '',
      connections: options.connections,
      warmUp: { deliveries: Math.ceil((events * warmUpShare) / deliverySize), maxSeconds: warmUpSeconds },
      measured: { deliveries: Math.ceil(events / deliverySize), maxSeconds: options.maxSeconds },
    });
  } finally {
    await database?.drop();
    rmSync(directory, { recursive: true, force: true });
  }
}
