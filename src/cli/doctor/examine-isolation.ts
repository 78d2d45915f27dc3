import type { Store } from '../../store/operations.ts';
import { type Finding, note, ok } from './finding.ts';

/** Whether PostgreSQL holds the app to one account where it works for one. SQLite has nothing of the kind. */
export async function examineIsolation(store: Pick<Store, 'readIsolation'>): Promise<Finding[]> {
  const isolation = await store.readIsolation({});
  if (isolation === 'none') return [];
  if (isolation === 'held') return [ok('isolation', 'PostgreSQL keeps the accounts apart by its policies too.')];
  if (isolation === 'lacking') {
    const said = "Some of the app's tables have no policy of PostgreSQL that holds a connection to one account.";
    return [note('isolation', said, 'The database was made by an older version: begin with an empty one.')];
  }
  const text =
    'The role in DATABASE_URL is a superuser or has BYPASSRLS: no policy of PostgreSQL holds it to an account.';
  return [note('isolation', text, 'Give the app a role without both, which owns its tables.')];
}
