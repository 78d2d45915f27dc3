import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { useBatteryStore } from './battery-store.ts';
import { dumpPath } from './dump-schemas.ts';
import { describeEachDatabase } from './each-database.ts';
import { schemaDump } from './schema-dump.ts';

describeEachDatabase('the committed dump of the schema', (open) => {
  const battery = useBatteryStore(open);

  test('is what the migrations make; otherwise run node test/store/dump-schemas.ts --write', async () => {
    const kept = await readFile(dumpPath(battery.spec.kind), 'utf8');
    expect(await schemaDump(battery.spec)).toBe(kept);
    expect(kept).toContain('create table "fact"');
  });
});
