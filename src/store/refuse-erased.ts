import { isActivityType } from '../journey/evidence/activity-objects.ts';
import { parseAssociationSubject } from '../journey/facts.ts';
import { recordTypes } from '../journey/vocabulary.ts';
import type { Database } from './database.ts';
import type { AccountFact, SetAsideEvent } from './record-facts.ts';
import { type AccountRecord, accountRecordKey } from './record-key.ts';
import { accountsWithTombstones, findTombstones, recordHash } from './tombstones.ts';

/** An activity is nobody: it is deleted, never erased. */
const erasableTypes = recordTypes.filter((type) => !isActivityType(type));

/** What may enter the ledger, and the records that are to be erased for good. */
export type Sorted = { facts: readonly AccountFact[]; erasures: readonly AccountRecord[] };

/**
 * Refuses what was told of erased records. What still came of one is to be erased again, because the delivery that told
 * it is kept. Records that were merged with an erased one are the same person, whichever of the two was heard first: they
 * are to be erased too.
 */
export async function refuseErased(
  db: Database,
  input: { facts: readonly AccountFact[]; erasures: readonly AccountRecord[]; tombstoneKey: Uint8Array },
): Promise<Sorted> {
  const tombstones = await findTombstones(db, input.facts.flatMap(recordsIn), input.tombstoneKey);
  if (tombstones.size === 0 && input.erasures.length === 0) return { facts: input.facts, erasures: [] };
  const erased = new Map(input.erasures.map((record) => [accountRecordKey(record), record]));
  const isErased = (record: AccountRecord) =>
    erased.has(accountRecordKey(record)) || tombstones.has(recordHash(record, input.tombstoneKey));
  const add = (records: readonly AccountRecord[]) => {
    for (const { accountId, objectType, recordId } of records) {
      const record = { accountId, objectType, recordId };
      erased.set(accountRecordKey(record), record);
    }
  };
  spreadOverMerges(input.facts, isErased, add);
  const facts = input.facts.filter((fact) => {
    const named = recordsIn(fact).filter(isErased);
    add(named);
    return named.length === 0;
  });
  return { facts, erasures: [...erased.values()] };
}

/**
 * Takes the text out of set-aside events that name an erased record, and says which records those are, because the deliveries
 * that told them are kept. An event that could not be understood may not say whose it is, so every number in it is tried.
 */
export async function refuseErasedEvents(
  db: Database,
  input: { setAside: readonly SetAsideEvent[]; tombstoneKey: Uint8Array },
): Promise<{ setAside: readonly SetAsideEvent[]; erasures: readonly AccountRecord[] }> {
  const numbersOf = ({ accountId, event }: SetAsideEvent) =>
    [...new Set([accountId, ...(event.match(/\d{1,20}/g) ?? [])])].filter((number) => number !== '').slice(0, 200);
  const accountIds = await accountsWithTombstones(db, [...new Set(input.setAside.flatMap(numbersOf))].slice(0, 5_000));
  if (accountIds.size === 0) return { setAside: input.setAside, erasures: [] };
  const namedIn = (event: SetAsideEvent) => {
    const numbers = numbersOf(event);
    return numbers
      .filter((number) => accountIds.has(number))
      .flatMap((accountId) => numbers.map((recordId) => ({ accountId, recordId })))
      .flatMap((name) => erasableTypes.map((objectType) => ({ ...name, objectType })));
  };
  const tombstones = await findTombstones(db, input.setAside.flatMap(namedIn), input.tombstoneKey);
  if (tombstones.size === 0) return { setAside: input.setAside, erasures: [] };
  const erasures: AccountRecord[] = [];
  const setAside = input.setAside.map((event) => {
    const named = namedIn(event).filter((record) => tombstones.has(recordHash(record, input.tombstoneKey)));
    erasures.push(...named);
    return named.length === 0 ? event : { ...event, event: '' };
  });
  return { setAside, erasures };
}

function spreadOverMerges(
  facts: readonly AccountFact[],
  isErased: (record: AccountRecord) => boolean,
  add: (records: readonly AccountRecord[]) => void,
): void {
  let waiting = facts.filter(({ kind }) => kind === 'merged').map(recordsIn);
  for (;;) {
    const touched = waiting.filter((records) => records.some(isErased));
    if (touched.length === 0) return;
    for (const records of touched) add(records);
    waiting = waiting.filter((records) => !touched.includes(records));
  }
}

/** The records that a fact is about. */
function recordsIn(fact: AccountFact): AccountRecord[] {
  if (fact.kind === 'merged') return [fact, ...fact.subject.split(';').map((recordId) => ({ ...fact, recordId }))];
  if (fact.kind !== 'association') return [fact];
  return [fact, { accountId: fact.accountId, ...parseAssociationSubject(fact.subject).other }];
}
