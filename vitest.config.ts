import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/postgres/provide-postgres.ts'],
    setupFiles: ['test/assert-node-version.ts'],
    // Processes, not threads: tests send signals, use native SQLite handles and must not share `process`.
    pool: 'forks',
    // Left to itself vitest keeps one core free, which on a machine of two means one test file at a time.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    testTimeout: 20_000,
    hookTimeout: 30_000,
    teardownTimeout: 20_000,
  },
});
