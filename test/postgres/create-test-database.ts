import { inject } from 'vitest';
import { type Collation, type CreatedDatabase, createDatabase } from './create-database.ts';

/**
 * An empty database of its own in the server of this test run (some 50 ms). Throws where PostgreSQL cannot run: a test
 * file asks `postgresUnavailable` first and skips.
 */
export function createTestDatabase(collation: Collation = 'c'): Promise<CreatedDatabase> {
  const reason = postgresUnavailable(collation);
  if (reason) throw new Error(`No PostgreSQL database can be created here: ${reason}`);
  return createDatabase(inject('postgres'), collation);
}

/** Why no database with this collation can be had in this test run; undefined when one can. */
export function postgresUnavailable(collation: Collation = 'c'): string | undefined {
  return inject('postgres').unavailable[collation];
}
