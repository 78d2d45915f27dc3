import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { createAccessTokens } from '../../src/hubspot/access-tokens.ts';
import type { DatabaseSpec } from '../../src/store/database.ts';
import { tombstoneKeyOf } from '../../src/worker/tombstone-key.ts';
import { readRepositoryFile } from '../repository/repository-files.ts';
import { useBatteryStore } from '../store/battery-store.ts';
import { describeEachDatabase } from '../store/each-database.ts';
import { openForWriting } from '../store/open-for-writing.ts';

const settings = { clientId: 'c', clientSecret: 's', apiUrl: 'http://127.0.0.1:9', appUrl: '', redirectUri: '' };
const grant = { accessToken: 'access', refreshToken: 'refresh', expiresInMs: 1_800_000, scopes: ['oauth'] };

/** The statements that docs/operations.md gives for a key that is gone for good. */
function statementsOfPage(): string[] {
  const [, block = ''] =
    /### The key is lost\n[\s\S]*?```sql\n([\s\S]*?)```/.exec(readRepositoryFile('docs/operations.md')) ?? [];
  return block.split(';').flatMap((text) => (text.trim() === '' ? [] : [text.trim()]));
}

async function runAll(spec: DatabaseSpec, statements: readonly string[]): Promise<void> {
  const db = openForWriting(spec);
  try {
    for (const statement of statements) await sql.raw(statement).execute(db.kysely);
  } finally {
    await db.close();
  }
}

describeEachDatabase('a key that is gone for good', (open) => {
  const battery = useBatteryStore(open);

  test('is given up by the statements of the page: the app starts, and portals are installed again', async () => {
    const { store } = battery;
    const [lost, next] = [randomBytes(32), randomBytes(32)];
    const accountId = await battery.installedAccount();
    const keep = async (key: Buffer) => {
      const tokens = createAccessTokens(store, settings, [key]);
      const kept = tokens.keep({ accountId, ...grant });
      await store.installAccount({ accountId, language: 'en', scopes: grant.scopes, ...kept, now: Date.now() });
    };
    await keep(lost);
    const former = await tombstoneKeyOf(store, [lost]);
    await expect(tombstoneKeyOf(store, [next])).rejects.toMatchObject({ code: 'config-invalid' });

    const statements = statementsOfPage();
    expect(statements).toHaveLength(3);
    await runAll(battery.spec, statements);

    expect(await tombstoneKeyOf(store, [next])).not.toEqual(former);
    const tokens = createAccessTokens(store, settings, [next]);
    await expect(tokens.get(accountId)).rejects.toMatchObject({ code: 'account-unknown' });
    await keep(next);
    expect(await createAccessTokens(store, settings, [next]).get(accountId)).toBe('access');
    expect(await store.readModelVersions({ accountId, limit: 9 })).toHaveLength(1);
  });
});
