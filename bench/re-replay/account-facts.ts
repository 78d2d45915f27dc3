import { createSeededRandom, type SeededRandom } from '../../sandbox/portal/seeded-random.ts';
import { associationSubject, type RecordRef } from '../../src/journey/facts.ts';
import type { FactKind } from '../../src/journey/vocabulary.ts';
import type { AccountFact } from '../../src/store/record-facts.ts';
import { openStages } from '../replay/bench-portal.ts';

export const benchAccountId = '62515';
/** When the last thing happens, and when it is replayed. */
export const benchNow = Date.UTC(2026, 9, 1);

const dayMs = 86_400_000;
const contactsOfCompany = 10;
const lifecycles = ['subscriber', 'lead', 'marketingqualifiedlead', 'salesqualifiedlead', 'customer'];

/**
 * What happened to some contacts of an account: each has nine facts of its own, every second one a deal with six, and ten
 * share a company. The same number always gives the same facts.
 */
export function* factsOfContacts(first: number, count: number): Generator<AccountFact> {
  for (let number = first; number < first + count; number += 1) yield* factsOfContact(number);
}

function* factsOfContact(number: number): Generator<AccountFact> {
  const random = createSeededRandom(number);
  const contact: RecordRef = { objectType: 'contact', recordId: String(101_000_000 + number) };
  const company: RecordRef = {
    objectType: 'company',
    recordId: String(501_000_000 + Math.floor(number / contactsOfCompany)),
  };
  const write = writerFrom(benchNow - random.integer(30, 900) * dayMs, random);
  yield write(contact, 'created');
  yield write(contact, 'property', 'hs_analytics_source', random.pick(['ORGANIC_SEARCH', 'REFERRALS', 'PAID_SEARCH']));
  yield write(contact, 'property', 'email', `person-${number}@buyer.example`);
  yield write(contact, 'property', 'lifecyclestage', lifecycles[random.integer(0, 1)]);
  yield* link(write, contact, company);
  yield write(contact, 'property', 'hubspot_owner_id', String(71_540_000 + random.integer(1, 9)));
  yield write(contact, 'property', 'notes_last_contacted', String(number));
  yield write(contact, 'property', 'lifecyclestage', lifecycles[random.integer(2, 4)]);
  yield write(contact, 'property', 'notes_last_contacted', String(number + 1));
  if (number % 2 === 0) yield* factsOfDeal(number, contact, write, random);
}

function* factsOfDeal(number: number, contact: RecordRef, write: Write, random: SeededRandom): Generator<AccountFact> {
  const deal: RecordRef = { objectType: 'deal', recordId: String(901_000_000 + number) };
  yield write(deal, 'created');
  yield write(deal, 'property', 'pipeline', 'default');
  yield write(deal, 'property', 'dealstage', openStages[0]);
  yield* link(write, contact, deal);
  yield write(deal, 'property', 'amount', String(random.integer(1, 90) * 1_000));
  yield write(deal, 'property', 'dealstage', random.pick([...openStages, 'won', 'lost']));
}

type Write = (record: RecordRef, kind: FactKind, subject?: string, value?: string) => AccountFact;

function writerFrom(start: number, random: SeededRandom): Write {
  let occurredAt = start;
  return (record, kind, subject = '', value = '') => {
    occurredAt += random.integer(1, dayMs);
    const hearing = {
      channel: 'webhook',
      changeSource: 'CRM_UI',
      sourceId: `userId:${random.integer(1, 40)}`,
    } as const;
    return { accountId: benchAccountId, ...record, kind, subject, value, occurredAt, hearing };
  };
}

function* link(write: Write, one: RecordRef, other: RecordRef): Generator<AccountFact> {
  yield write(one, 'association', associationSubject(other, 'default'), 'added');
  yield write(other, 'association', associationSubject(one, 'default'), 'added');
}
