import { fileURLToPath } from 'node:url';

/** Where what was made once stays: bundles, an unpacked browser. */
export const cacheFolder = fileURLToPath(
  new URL('../../../node_modules/.cache/journey-steward-sandbox', import.meta.url),
);
