import { createHmac } from 'node:crypto';
import { sql } from 'kysely';
import { referredByProperty } from '../measures/measured-record.ts';
import type { Database } from './database.ts';
import type { PendingErasure } from './erase-records.ts';
import type { AccountFact, SetAsideEvent } from './record-facts.ts';
import type { AccountRecord } from './record-key.ts';
import { accountsWithTombstones, recordHash } from './tombstones.ts';

/** What tombstones of e-mail addresses stand under, beside those of records. */
const addressType = 'address';

/** Whatever could be an e-mail address in a text that people wrote. */
const addressLike = /[^\s"'<>()[\],;:\\]+@[^\s"'<>()[\],;:\\]+/g;

/** HubSpot keeps addresses in lower case; people may not write them so, and end a sentence behind them. */
export function addressOf(text: string): string {
  return text
    .trim()
    .replace(/[.!?]+$/, '')
    .toLowerCase();
}

async function addressesOf(db: Database, erasure: PendingErasure): Promise<string[]> {
  const { accountId, objectType } = erasure;
  const addresses = await keptAddresses(db, erasure);
  for (const recordId of erasure.recordIds) {
    const rows = await db.kysely
      .selectFrom('fact')
      .select('value')
      .where('account_id', '=', accountId)
      .where('object_type', '=', objectType)
      .where('record_id', '=', recordId)
      .where('kind', '=', 'property')
      .where('subject', '=', 'email')
      .execute();
    addresses.push(...rows.map(({ value }) => addressOf(value)));
  }
  return [...new Set(addresses)].filter((address) => address !== '');
}

/** The addresses that are kept until a person has been forgotten everywhere: their own record, which told them, goes before the end. */
export async function keptAddresses(db: Database, erasure: PendingErasure): Promise<string[]> {
  const rows = await db.kysely
    .selectFrom('pending_erasure')
    .select('addresses')
    .where('account_id', '=', erasure.accountId)
    .where('object_type', '=', erasure.objectType)
    .where('record_id', 'in', [erasure.recordId, ...erasure.recordIds])
    .execute();
  return rows.flatMap(({ addresses }) => JSON.parse(addresses) as string[]);
}

/** An event that was set aside proves nothing of anybody: one that quotes an erased address goes whole. */
export async function forgetSetAsideMentions(
  db: Database,
  input: { accountId: string; addresses: readonly string[] },
): Promise<void> {
  for (const address of input.addresses) {
    await sql`
      delete from set_aside_event
      where account_id in (${input.accountId}, '') and lower(event) like ${`%${escapedForLike(address)}%`} escape '\\'`.execute(
      db.kysely,
    );
  }
}

/** A text as it stands in a pattern of `like … escape '\'`. */
export function escapedForLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}

/**
 * Remembers the addresses that a person has or had as keyed hashes, so that what other records say of them can be refused from
 * this commit on, and as they are until the erasure is finished. Returns the addresses.
 */
export async function buryAddresses(
  db: Database,
  input: { erasure: PendingErasure; tombstoneKey: Uint8Array; now: number },
): Promise<string[]> {
  const { erasure, tombstoneKey, now } = input;
  const { accountId } = erasure;
  await db.lockAccounts(db.kysely, [accountId], 'alone');
  const addresses = await addressesOf(db, erasure);
  for (const address of addresses) {
    const hash = addressHash(accountId, address, tombstoneKey);
    await db.kysely
      .insertInto('tombstone')
      .values({ account_id: accountId, object_type: addressType, record_hash: hash, erased_at: now })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
  await db.kysely
    .updateTable('pending_erasure')
    .set({ addresses: JSON.stringify(addresses) })
    .where('account_id', '=', accountId)
    .where('object_type', '=', erasure.objectType)
    .where('record_id', '=', erasure.recordId)
    .execute();
  return addresses;
}

/**
 * Takes addresses of erased people, and their ids as referrers, out of what is told of others: HubSpot keeps them there, so a late event or the reading of a
 * past would bring them back. A record's own address is its own, also when an erased person had it before. Tells what it took out,
 * because the deliveries that told it are kept.
 */
export async function refuseErasedAddresses(
  db: Database,
  input: { facts: readonly AccountFact[]; tombstoneKey: Uint8Array },
): Promise<{ facts: readonly AccountFact[]; quotes: readonly Quote[] }> {
  const { facts, tombstoneKey } = input;
  const hashes = new Map<string, string>();
  for (const fact of facts) {
    for (const address of addressesIn(fact)) {
      hashes.set(keyOf(fact.accountId, address), addressHash(fact.accountId, address, tombstoneKey));
    }
    const referrer = referrerIn(fact);
    if (referrer !== null) hashes.set(keyOf(fact.accountId, referrer.recordId), recordHash(referrer, tombstoneKey));
  }
  if (hashes.size === 0) return { facts, quotes: [] };
  const accountIds = [...new Set(facts.map(({ accountId }) => accountId))];
  const given = db.rows(
    [...new Set(hashes.values())].map((hash) => ({ hash })),
    { hash: 'text' },
  );
  const found = await sql<{ record_hash: string }>`
    select record_hash from tombstone
    where account_id in (${sql.join(accountIds)}) and object_type in (${addressType}, 'contact')
      and record_hash in (select hash from ${given} as given)`.execute(db.kysely);
  const erased = new Set(found.rows.map((row) => row.record_hash));
  if (erased.size === 0) return { facts, quotes: [] };
  const quotes: Quote[] = [];
  const isErased = (accountId: string, kind: Quote['kind']) => (given: string) => {
    const text = addressOf(given);
    const isTaken = erased.has(hashes.get(keyOf(accountId, text)) ?? '');
    if (isTaken) quotes.push({ accountId, kind, text });
    return isTaken;
  };
  const accepted = facts.map((fact) => {
    if (isOwnAddress(fact)) return fact;
    const referrer = referrerIn(fact);
    if (referrer !== null) return isErased(fact.accountId, 'record')(referrer.recordId) ? { ...fact, value: '' } : fact;
    return { ...fact, value: withoutAddresses(fact.value, isErased(fact.accountId, 'address')) };
  });
  return { facts: accepted, quotes };
}

/** What other records' events say of an erased person: an address, or the id of a contact who referred them. */
export type Quote = { accountId: string; kind: 'address' | 'record'; text: string };

/**
 * Takes the text out of set-aside events that quote an erased address. Whose such an event is may not be known: every number in it
 * that is an account with erased people is tried.
 */
export async function refuseQuotingEvents(
  db: Database,
  input: { setAside: readonly SetAsideEvent[]; tombstoneKey: Uint8Array },
): Promise<{ setAside: readonly SetAsideEvent[]; quotes: readonly Quote[] }> {
  const { setAside, tombstoneKey } = input;
  const read = setAside.map(({ accountId, event }) => {
    const addresses = (readable(event).match(addressLike) ?? []).map(addressOf);
    const numbers = addresses.length === 0 ? [] : [accountId, ...(event.match(/\d{1,20}/g) ?? [])];
    return { addresses: [...new Set(addresses)].slice(0, 200), numbers: [...new Set(numbers)].slice(0, 200) };
  });
  const accountIds = await accountsWithTombstones(
    db,
    read.flatMap(({ numbers }) => numbers.filter((number) => number !== '')),
  );
  if (accountIds.size === 0) return { setAside, quotes: [] };
  const quotesIn = read.map(({ addresses, numbers }) =>
    numbers
      .filter((number) => accountIds.has(number))
      .flatMap((accountId) =>
        addresses.map((text) => ({ accountId, text, hash: addressHash(accountId, text, tombstoneKey) })),
      ),
  );
  const hashes = [...new Set(quotesIn.flat().map(({ hash }) => hash))];
  if (hashes.length === 0) return { setAside, quotes: [] };
  const given = db.rows(
    hashes.map((hash) => ({ hash })),
    { hash: 'text' },
  );
  const found = await sql<{ record_hash: string }>`
    select record_hash from tombstone
    where account_id in (${sql.join([...accountIds])}) and object_type = ${addressType}
      and record_hash in (select hash from ${given} as given)`.execute(db.kysely);
  const erased = new Set(found.rows.map((row) => row.record_hash));
  const erasedIn = quotesIn.map((quotes) => quotes.filter(({ hash }) => erased.has(hash)));
  return {
    setAside: setAside.map((event, index) => (erasedIn[index]?.length ? { ...event, event: '' } : event)),
    quotes: erasedIn.flat().map(({ accountId, text }) => ({ accountId, kind: 'address', text })),
  };
}

/** JSON with its escapes undone, so that a text within it can be found: \n before an address is not a letter of it. */
export function readable(json: string): string {
  if (!json.includes('\\')) return json;
  return json
    .replace(/\\u([0-9a-f]{4})/gi, (_escape, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replace(/\\[nrtbf"\\/]/g, ' ');
}

/** A text without the addresses that are erased; what was nothing but one is empty. */
export function withoutAddresses(value: string, isErased: (address: string) => boolean): string {
  if (!value.includes('@')) return value;
  const left = value.replace(addressLike, (address) => (isErased(address) ? '' : address));
  return left === value ? value : left.trim();
}

export function isOwnAddress(fact: { kind: string; subject: string }): boolean {
  return fact.kind === 'property' && fact.subject === 'email';
}

/** The contact that a record names by its id as who referred it. */
function referrerIn(fact: AccountFact): AccountRecord | null {
  const recordId = fact.value.trim();
  if (fact.subject !== referredByProperty || !/^\d{1,20}$/.test(recordId)) return null;
  return { accountId: fact.accountId, objectType: 'contact', recordId };
}

function addressesIn(fact: AccountFact): string[] {
  if (!fact.value.includes('@') || isOwnAddress(fact)) return [];
  return (fact.value.match(addressLike) ?? []).map(addressOf);
}

function keyOf(accountId: string, address: string): string {
  return `${accountId}/${address}`;
}

function addressHash(accountId: string, address: string, key: Uint8Array): string {
  return createHmac('sha256', key).update(`${accountId}/${addressType}/${address}`).digest('base64url');
}
