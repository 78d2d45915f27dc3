import { createHmac } from 'node:crypto';
import { sql } from 'kysely';
import { referredByProperty } from '../measures/measured-record.ts';
import type { Database } from './database.ts';
import type { PendingErasure } from './erase-records.ts';
import type { AccountFact } from './record-facts.ts';
import type { AccountRecord } from './record-key.ts';
import { recordHash } from './tombstones.ts';

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
  const addresses: string[] = [];
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

/**
 * Remembers the addresses that a person has or had as keyed hashes, so that what other records say of them can be refused from
 * this commit on. Returns the addresses.
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
  return addresses;
}

/**
 * Takes addresses of erased people, and their ids as referrers, out of what is told of others: HubSpot keeps them there, so a late event or the reading of a
 * past would bring them back. A record's own address is its own, also when an erased person had it before.
 */
export async function refuseErasedAddresses(
  db: Database,
  input: { facts: readonly AccountFact[]; tombstoneKey: Uint8Array },
): Promise<readonly AccountFact[]> {
  const { tombstoneKey } = input;
  const hashes = new Map<string, string>();
  for (const fact of input.facts) {
    for (const address of addressesIn(fact)) {
      hashes.set(keyOf(fact.accountId, address), addressHash(fact.accountId, address, tombstoneKey));
    }
    const referrer = referrerIn(fact);
    if (referrer !== null) hashes.set(keyOf(fact.accountId, referrer.recordId), recordHash(referrer, tombstoneKey));
  }
  if (hashes.size === 0) return input.facts;
  const accountIds = [...new Set(input.facts.map(({ accountId }) => accountId))];
  const given = db.rows(
    [...new Set(hashes.values())].map((hash) => ({ hash })),
    { hash: 'text' },
  );
  const found = await sql<{ record_hash: string }>`
    select record_hash from tombstone
    where account_id in (${sql.join(accountIds)}) and object_type in (${addressType}, 'contact')
      and record_hash in (select hash from ${given} as given)`.execute(db.kysely);
  const erased = new Set(found.rows.map((row) => row.record_hash));
  if (erased.size === 0) return input.facts;
  const isErased = (accountId: string) => (address: string) =>
    erased.has(hashes.get(keyOf(accountId, addressOf(address))) ?? '');
  return input.facts.map((fact) => {
    if (isOwnAddress(fact)) return fact;
    const referrer = referrerIn(fact);
    if (referrer !== null) return isErased(fact.accountId)(referrer.recordId) ? { ...fact, value: '' } : fact;
    return { ...fact, value: withoutAddresses(fact.value, isErased(fact.accountId)) };
  });
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
