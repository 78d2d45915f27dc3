import { createSeededRandom, type SeededRandom } from '../../sandbox/portal/seeded-random.ts';
import { associationSubject, type RecordRef } from '../../src/journey/facts.ts';
import type { FactKind } from '../../src/journey/vocabulary.ts';
import type { AccountFact } from '../../src/store/record-facts.ts';

/** The portal that the cards of the bench belong to. */
export const cardPortalId = 62_517;

export type AccountSize = {
  contacts: number;
  /** Of all records, about. */
  facts: number;
  /** When the last of it has happened, ms. */
  untilMs: number;
};

/** What kinds of contact are asked for, and which share of the questions each has. */
export const askedShares = { any: 0.7, heavy: 0.1, merged: 0.1, changing: 0.1 } as const;
export type AskedKind = keyof typeof askedShares;

const dayMs = 86_400_000;
const contactsOfCompany = 10;
const heavyEvery = 1_000;
const heaviestEvery = 100_000;
const mergedEvery = 200;
/** Facts of a contact with a share of what not all have: a deal, a company, a second stage, a second id, a long history. */
const usualFacts = 3 + 5 / 10 + 2 / 5 + 2 / 4 + 3 / mergedEvery + 300 / heavyEvery;
const lifecycles = ['subscriber', 'lead', 'marketingqualifiedlead', 'salesqualifiedlead', 'customer'];

/** The id of a contact by its number, from 0. */
export function contactId(number: number): string {
  return String(101_000_000 + number);
}

function mergedId(number: number): string {
  return String(301_000_000 + number);
}

/** Contacts of whom the portal goes on telling while cards are read: as many as the portal of the bench can hold, from all over. */
export function changingContacts(contacts: number): number[] {
  const most = 50_000;
  const step = Math.max(1, Math.floor(contacts / most));
  return Array.from({ length: Math.min(contacts, most) }, (_, index) => index * step);
}

/** The company that a contact belongs to, by its id; null where it belongs to none. */
export function companyIdOf(number: number): string | null {
  return number % 5 === 0 ? String(501_000_000 + Math.floor(number / (5 * contactsOfCompany))) : null;
}

/** The id of a contact of a kind, at random. */
export function askedContact(kind: AskedKind, contacts: number, random: SeededRandom): string {
  const oneOf = (every: number, offset: number) => {
    const count = Math.floor((contacts - 1 - offset) / every) + 1;
    if (count < 1) throw new Error(`Among ${contacts} contacts none is ${kind}.`);
    return offset + every * random.integer(0, count - 1);
  };
  if (kind === 'heavy') return contactId(oneOf(heavyEvery, heavyEvery / 2));
  if (kind === 'merged') return mergedId(oneOf(mergedEvery, mergedEvery - 1));
  if (kind === 'changing') return contactId(random.pick(changingContacts(contacts)));
  return contactId(random.integer(0, contacts - 1));
}

/**
 * What happened to some contacts, their deals and companies. Most have a handful of facts; one in 1,000 has 300 more, one in 100,000
 * has 3,000, one in 200 was merged with another. The same number always gives the same.
 */
export function* factsOfContacts(first: number, count: number, size: AccountSize): Generator<AccountFact> {
  for (let number = first; number < first + count; number += 1) yield* factsOfContact(number, size);
}

function* factsOfContact(number: number, { contacts, facts, untilMs }: AccountSize): Generator<AccountFact> {
  const random = createSeededRandom(number);
  const contact: RecordRef = { objectType: 'contact', recordId: contactId(number) };
  const write = writerFrom(untilMs - random.integer(20, 700) * dayMs, random, untilMs);
  yield write(contact, 'created');
  yield write(contact, 'property', 'hs_analytics_source', random.pick(['ORGANIC_SEARCH', 'REFERRALS', 'PAID_SEARCH']));
  yield write(contact, 'property', 'lifecyclestage', lifecycles[random.integer(0, 1)]);
  const companyId = companyIdOf(number);
  if (companyId !== null) yield* link(write, contact, { objectType: 'company', recordId: companyId });
  if (number % 4 === 0) {
    yield write(contact, 'property', 'hubspot_owner_id', String(71_540_000 + random.integer(1, 200)));
    yield write(contact, 'property', 'lifecyclestage', lifecycles[random.integer(2, 4)]);
  }
  if (number % 10 === 3) yield* factsOfDeal(number, contact, write, random);
  if (number % mergedEvery === mergedEvery - 1) {
    const other: RecordRef = { objectType: 'contact', recordId: mergedId(number) };
    yield write(other, 'created');
    yield write(other, 'property', 'lifecyclestage', lifecycles[1]);
    yield write(contact, 'merged', other.recordId);
  }
  const rest = Math.max(0, facts / contacts - usualFacts);
  const more = Math.floor(rest) + (random.next() < rest % 1 ? 1 : 0) + heavyFacts(number);
  for (let index = 0; index < more; index += 1) yield moreOf(contact, index, write, random);
}

function heavyFacts(number: number): number {
  if (number % heavyEvery !== heavyEvery / 2) return 0;
  return number % heaviestEvery === heavyEvery / 2 ? 3_000 : 300;
}

function moreOf(contact: RecordRef, index: number, write: Write, random: SeededRandom): AccountFact {
  if (index % 10 === 9) return write(contact, 'property', 'lifecyclestage', random.pick(lifecycles));
  if (index % 3 === 2) return write(contact, 'property', 'num_conversion_events', String(index));
  return write(contact, 'property', 'notes_last_contacted', String(index));
}

function* factsOfDeal(number: number, contact: RecordRef, write: Write, random: SeededRandom): Generator<AccountFact> {
  const deal: RecordRef = { objectType: 'deal', recordId: String(901_000_000 + number) };
  yield write(deal, 'created');
  yield write(deal, 'property', 'pipeline', 'default');
  yield* link(write, contact, deal);
  yield write(
    deal,
    'property',
    'dealstage',
    random.pick(['appointmentscheduled', 'contractsent', 'closedwon', 'closedlost']),
  );
}

type Write = (record: RecordRef, kind: FactKind, subject?: string, value?: string) => AccountFact;

function writerFrom(start: number, random: SeededRandom, untilMs: number): Write {
  let occurredAt = start;
  return (record, kind, subject = '', value = '') => {
    occurredAt = Math.min(untilMs, occurredAt + random.integer(1, dayMs / 4));
    const sourceId = `userId:${random.integer(1, 40)}`;
    const hearing = { channel: 'webhook', changeSource: 'CRM_UI', sourceId } as const;
    return { accountId: String(cardPortalId), ...record, kind, subject, value, occurredAt, hearing };
  };
}

function* link(write: Write, one: RecordRef, other: RecordRef): Generator<AccountFact> {
  yield write(one, 'association', associationSubject(other, 'default'), 'added');
  yield write(other, 'association', associationSubject(one, 'default'), 'added');
}
