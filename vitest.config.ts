import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { testFlags } from './sandbox/demo/node-flags.ts';

// npm keeps HubSpot's package inside the cards' workspace, because it asks for TypeScript 5: tests of cards find it there.
const extensionsPackage = join(import.meta.dirname, 'app-extensions/app/cards/node_modules/@hubspot/ui-extensions');

export default defineConfig({
  resolve: {
    alias: [{ find: /^@hubspot\/ui-extensions(\/.+)?$/, replacement: `${extensionsPackage}/dist$1/index.js` }],
  },
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    globalSetup: ['test/keep-compiled.ts', 'test/postgres/provide-postgres.ts'],
    setupFiles: ['test/assert-node-version.ts'],
    // Processes, not threads: tests send signals, use native SQLite handles and must not share `process`.
    pool: 'forks',
    execArgv: [...testFlags],
    // Left to itself vitest keeps one core free, which on a machine of two means one test file at a time.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    // These end what hangs; they measure nothing. A busy build machine may be several times slower than a quiet one.
    testTimeout: 60_000,
    hookTimeout: 90_000,
    teardownTimeout: 20_000,
  },
});
