import { once } from 'node:events';
import type { DatabaseSpec } from '../../../src/store/database.ts';
import { openForWriting } from '../open-for-writing.ts';

/** Begins to write, says so, and commits when it is told to. */
const spec = JSON.parse(process.argv[2] ?? '') as DatabaseSpec;
const db = openForWriting(spec);
await db.kysely.transaction().execute(async (kysely) => {
  await kysely.updateTable('record').set({ due_at: 12_345 }).execute();
  const told = once(process, 'message');
  process.send?.('writing');
  await told;
});
await db.close();
process.disconnect();
