import { compareFacts } from '../journey/canonical-facts.ts';
import type { Database } from './database.ts';
import type { AccountFact } from './record-facts.ts';

/**
 * Follows merges: every merged id becomes an alias of the record that it lives on in, through any chain of merges and
 * whichever of them was heard first. A merged record has no journey, visits or tags of its own any more.
 */
export async function uniteRecords(db: Database, facts: readonly AccountFact[]): Promise<void> {
  for (const fact of facts.filter(({ kind }) => kind === 'merged').sort(compareFacts)) {
    const winner = await livingId(db, fact, fact.recordId);
    for (const aliasId of fact.subject.split(';')) {
      // A record that already lives on in this one, or is this one, can't be merged into it again.
      const living = await livingId(db, fact, aliasId);
      if (living !== winner) await addAlias(db, fact, living, winner);
    }
  }
}

async function livingId(db: Database, fact: AccountFact, recordId: string): Promise<string> {
  const row = await db.kysely
    .selectFrom('record_alias')
    .select('record_id')
    .where('account_id', '=', fact.accountId)
    .where('object_type', '=', fact.objectType)
    .where('alias_id', '=', recordId)
    .executeTakeFirst();
  return row?.record_id ?? recordId;
}

async function addAlias(db: Database, fact: AccountFact, aliasId: string, winner: string): Promise<void> {
  const key = { account_id: fact.accountId, object_type: fact.objectType };
  await db.kysely
    .updateTable('record_alias')
    .set({ record_id: winner })
    .where('account_id', '=', key.account_id)
    .where('object_type', '=', key.object_type)
    .where('record_id', '=', aliasId)
    .execute();
  await db.kysely
    .insertInto('record_alias')
    .values({ ...key, alias_id: aliasId, record_id: winner })
    .onConflict((conflict) =>
      conflict.columns(['account_id', 'object_type', 'alias_id']).doUpdateSet({ record_id: winner }),
    )
    .execute();
  for (const table of ['record', 'journey', 'visit', 'tag_write'] as const) {
    await db.kysely
      .deleteFrom(table)
      .where('account_id', '=', key.account_id)
      .where('object_type', '=', key.object_type)
      .where('record_id', '=', aliasId)
      .execute();
  }
}
