import { join } from 'node:path';
import { type PostgresCluster, startPostgresCluster } from '../test/postgres/start-postgres-cluster.ts';

/** A server in a directory, durable in every respect; sized so that no checkpoint falls into one measurement and not into another. */
export function startBenchCluster(directory: string): Promise<PostgresCluster> {
  return startPostgresCluster({
    directory: join(directory, 'postgres'),
    settings: {
      synchronous_commit: 'on',
      shared_buffers: '512MB',
      max_wal_size: '8GB',
      checkpoint_timeout: '30min',
    },
  });
}
