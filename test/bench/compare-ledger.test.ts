import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compareLedger, type LedgerComparison } from '../../bench/installation/compare-ledger.ts';
import type { TrueRecord } from '../../bench/installation/portal-truth.ts';
import { databaseSpec } from '../../src/store/database.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/operations.ts';
import { install } from '../store/battery-store.ts';
import { associated, company, contact, created, hear, lifecycle, merged } from '../store/hear.ts';

const directory = mkdtempSync(join(tmpdir(), 'journey-steward-compare-ledger-'));
let store: Store;
let accountId: string;

beforeAll(async () => {
  store = await openStore(databaseSpec(join(directory, 'journey-steward.db')));
  accountId = await install(store);
  await hear(store, accountId, [
    ...[created(contact('1'), 10), lifecycle(contact('1'), 'lead', 20), lifecycle(contact('1'), 'customer', 30)],
    ...[created(contact('2'), 5), merged(contact('1'), ['2'], 40), created(company('9'), 5)],
    ...associated(contact('1'), company('9'), 15),
  ]);
});
afterAll(async () => {
  await store.close();
  rmSync(directory, { recursive: true, force: true });
});

const person: TrueRecord = {
  ...{ objectType: 'contact', id: '1', isArchived: false, createdAt: 5 },
  ...{ values: { lifecyclestage: ['lead', 'customer'] }, links: ['company/9 default'], mergedIds: ['2'], tags: {} },
};
const firm: TrueRecord = {
  ...{ objectType: 'company', id: '9', isArchived: false, createdAt: 5 },
  ...{ values: {}, links: ['contact/1 default'], mergedIds: [], tags: {} },
};

function compare(...truth: TrueRecord[]): Promise<LedgerComparison> {
  const followed = { contact: new Set(['lifecyclestage']), deal: new Set<string>(), company: new Set<string>() };
  return compareLedger(store, { accountId, truth, followed, isUnknown: () => false, at: 100 });
}

test('a ledger that is as its portal differs in nothing', async () => {
  expect(await compare(person, firm)).toEqual({ compared: 2, values: 2, links: 2, merges: 1, different: [] });
});

test.each<[string, TrueRecord[], string]>([
  ['a value', [{ ...person, values: { lifecyclestage: ['lead'] } }, firm], 'contact/1 lifecyclestage: '],
  [
    'the order of values',
    [{ ...person, values: { lifecyclestage: ['customer', 'lead'] } }, firm],
    'contact/1 lifecyclestage: ',
  ],
  ['a label', [{ ...person, links: ['company/9 default+primary'] }, firm], 'contact/1 associations: '],
  ['an association', [{ ...person, links: [] }, firm], 'contact/1 associations: '],
  ['a merge', [{ ...person, mergedIds: [] }, firm], 'contact/1 merged ids: '],
  ['a creation', [{ ...person, createdAt: 6 }, firm], 'contact/1 creation: '],
  [
    'a deletion',
    [
      { ...person, isArchived: true },
      { ...firm, links: [] },
    ],
    'contact/1 end: "deleted"',
  ],
  ['a record', [person, firm, { ...firm, id: '10', links: [] }], 'company/10 '],
  ['a record that the portal does not have', [{ ...person, links: [] }], 'company/9 is in the ledger'],
])('%s that is another is named', async (_, truth, words) => {
  const { different } = await compare(...truth);
  expect(
    different.some((line) => line.startsWith(words)),
    different.join('\n'),
  ).toBe(true);
});
