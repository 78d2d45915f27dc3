import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DatabaseSpec } from '../../src/store/database.ts';
import { openStore } from '../../src/store/open-store.ts';
import { createDatabase } from '../postgres/create-database.ts';
import { startPostgresCluster } from '../postgres/start-postgres-cluster.ts';
import { schemaDump } from './schema-dump.ts';

/** Where the dump of a kind of database is kept. */
export function dumpPath(kind: DatabaseSpec['kind']): string {
  return fileURLToPath(new URL(`../../src/store/schema.${kind}.sql`, import.meta.url));
}

/**
 * `node test/store/dump-schemas.ts --write` writes both dumps anew after a migration was added; without `--write` it tells
 * whether they are what the migrations make.
 */
async function dumpSchemas(isWriting: boolean): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'journey-steward-schema-'));
  const cluster = await startPostgresCluster({ fsync: false });
  try {
    const database = await createDatabase(cluster);
    const specs: DatabaseSpec[] = [
      { kind: 'sqlite', path: join(directory, 'journey-steward.db') },
      { kind: 'postgres', url: database.url },
    ];
    for (const spec of specs) {
      await (await openStore(spec)).close();
      const dump = await schemaDump(spec);
      const path = dumpPath(spec.kind);
      if (isWriting) await writeFile(path, dump);
      const kept = await readFile(path, 'utf8').catch(() => '');
      process.stdout.write(`${path}: ${kept === dump ? 'as the migrations make it' : 'differs; run with --write'}\n`);
      if (kept !== dump) process.exitCode = 1;
    }
    await database.drop();
  } finally {
    await cluster.stop();
    await rm(directory, { recursive: true, force: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await dumpSchemas(process.argv.includes('--write'));
