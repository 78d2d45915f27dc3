import type { DatabaseSpec } from '../../../src/store/database.ts';
import { openStore } from '../../../src/store/open-store.ts';

/** Says that it is there, and opens the store when it is told to: several of these begin in the same moment. */
process.send?.('ready');
process.once('message', async () => {
  const store = await openStore(JSON.parse(process.argv[2] ?? '') as DatabaseSpec);
  await store.close();
  process.disconnect();
});
