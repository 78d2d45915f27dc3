import { type RawBuilder, sql } from 'kysely';
import { type PastType, pastTypes } from '../journey/vocabulary.ts';
import type { Database } from './database.ts';

const contacts = 'crm.objects.contacts.read';

/** The scope without which HubSpot shows no record of a type; what people log is shown with contacts. */
const scopeOf: Readonly<Record<PastType, string>> = {
  contact: contacts,
  deal: 'crm.objects.deals.read',
  company: 'crm.objects.companies.read',
  ticket: 'tickets',
  call: contacts,
  email: contacts,
  meeting: contacts,
  note: contacts,
  communication: contacts,
};

const ofEveryPortal = [scopeOf.contact, scopeOf.deal, scopeOf.company];

/** The scope that lets the app read records of a type. */
export function scopeToRead(objectType: PastType): string {
  return scopeOf[objectType];
}

/**
 * Whether records of a type may be read with these scopes. Where none is told of those that every portal can grant, it is not known
 * what was granted, and all but tickets is tried.
 */
export function isReadable(objectType: PastType, scopes: readonly string[]): boolean {
  const scope = scopeOf[objectType];
  if (scopes.includes(scope)) return true;
  return ofEveryPortal.includes(scope) && !ofEveryPortal.some((one) => scopes.includes(one));
}

/** The types of records that an account lets the app read. */
export async function readableTypes(db: Database, accountId: string): Promise<PastType[]> {
  const account = await db.kysely
    .selectFrom('account')
    .select('scopes')
    .where('account_id', '=', accountId)
    .executeTakeFirst();
  const scopes = account?.scopes.split(' ') ?? [];
  return pastTypes.filter((objectType) => isReadable(objectType, scopes));
}

/** The same of a row of `account`, and a type that is the value of an expression. */
export function isReadableIn(objectType: RawBuilder<unknown>): RawBuilder<boolean> {
  const has = (scope: string) => sql`' ' || account.scopes || ' ' like ${sql.lit(`% ${scope} %`)}`;
  const isUnknown = sql`not (${sql.join(ofEveryPortal.map(has), sql` or `)})`;
  const cases = pastTypes.map((type) => {
    const scope = scopeOf[type];
    const tried = ofEveryPortal.includes(scope) ? sql` or ${isUnknown}` : sql``;
    return sql`when ${sql.lit(type)} then (${has(scope)}${tried})`;
  });
  return sql<boolean>`case ${objectType} ${sql.join(cases, sql` `)} end`;
}
