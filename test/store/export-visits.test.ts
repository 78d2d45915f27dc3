import { Writable } from 'node:stream';
import { type RawBuilder, sql } from 'kysely';
import { expect, test } from 'vitest';
import { exportVisits } from '../../src/cli/export-visits.ts';
import type { JourneyRecord } from '../../src/journey/facts.ts';
import type { Database } from '../../src/store/database.ts';
import { rangesAfter, readVisitsPage, visitsInRange } from '../../src/store/export-visits.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/operations.ts';
import { describeEachDatabase } from './each-database.ts';
import { company, contact, created, deal, hear } from './hear.ts';
import { openForWriting } from './open-for-writing.ts';
import { journeyOf, replayed, visit } from './visits.ts';

// An account whose id is a longer number sorts as text, as everything does but the ids of records.
const accounts = ['31', '4', '310'];
const records: JourneyRecord[] = [
  ...['10', '9', '276000104593001', '27600010459300', '276000104593002', '1'].map(contact),
  ...['2', '100000000000000'].map(company),
  ...['30', '4'].map(deal),
];
const expectedIds = [
  'company/2',
  'company/100000000000000',
  'contact/1',
  'contact/9',
  'contact/10',
  'contact/27600010459300',
  'contact/276000104593001',
  'contact/276000104593002',
  'deal/4',
  'deal/30',
];

describeEachDatabase('the export', (open) => {
  test('has one order: account, object type, record id as a number, visit', async () => {
    const store = await openStore(await open());
    try {
      await fill(store, records);
      const lines = (await textOf(store)).trimEnd().split('\n');
      const header = 'account_id,object_type,record_id,lap,stage,team,owner,entered_at,left_at,move,outcome,cause';
      expect(lines[0]).toBe(header);
      const order = lines.slice(1).map((line) => line.split(',').slice(0, 5).join('/'));
      expect(order).toEqual(
        ['31', '310', '4'].flatMap((account) =>
          expectedIds.flatMap((id) => [`${account}/${id}/1/attract`, `${account}/${id}/1/capture`]),
        ),
      );
      expect(lines[1]).toBe(
        '31,company,2,1,attract,marketing,Århus,1970-01-01T00:00:00.001Z,1970-01-01T00:00:00.005Z,start,won,attract/rule',
      );
      expect(lines[2]).toBe('31,company,2,1,capture,marketing,,1970-01-01T00:00:00.005Z,,start,,"r;a,b;aa"');
    } finally {
      await store.close();
    }
  });

  test('has the same bytes whatever was saved first, and whatever the size of its pages', async () => {
    const [one, other] = [await openStore(await open()), await openStore(await open())];
    try {
      await fill(one, records);
      await fill(other, records.toReversed());
      const bytes = await textOf(one);
      expect(await textOf(other)).toBe(bytes);
      for (const limit of [1, 2, 3, 7, 60, 61]) expect(await textOf(paged(one, limit))).toBe(bytes);
    } finally {
      await one.close();
      await other.close();
    }
  });

  test('reads each page from the index, without sorting what is left', async () => {
    const spec = await open();
    const db = openForWriting(spec);
    try {
      await db.migrate();
      await addPlainVisits(db, 20_000);
      const [last] = await readVisitsPage(db, { after: null, limit: 1 });
      const ranges = [...rangesAfter(null), ...rangesAfter(last ?? null)];
      expect(ranges).toHaveLength(5);
      for (const range of ranges) {
        const plan = await planOf(db, visitsInRange(range, 100));
        expect(plan).toMatch(/visit_export/);
        expect(plan).not.toMatch(/sort|b-tree for order|seq scan/i);
      }
    } finally {
      await db.close();
    }
  });
});

/** Visits of as many contacts as a planner needs to see that sorting them for each page is dear. */
async function addPlainVisits(db: Database, count: number): Promise<void> {
  await sql`
    insert into visit (account_id, object_type, record_id, visit_no, lap, stage, team, owner, entered_at, left_at, move,
      outcome, cause, detail)
    with recursive numbers (n) as (select 1 union all select n + 1 from numbers where n < ${count})
    select cast(n % 3 as text), case n % 2 when 0 then 'contact' else 'deal' end, cast(n as text), 1, 1, 'attract',
      'marketing', '', n, null, 'start', '', '', '{}' from numbers`.execute(db.kysely);
  await sql`analyze visit`.execute(db.kysely);
}

async function planOf(db: Database, query: RawBuilder<unknown>): Promise<string> {
  const explain = db.kind === 'sqlite' ? sql`explain query plan ${query}` : sql`explain ${query}`;
  return JSON.stringify((await explain.execute(db.kysely)).rows);
}

async function fill(store: Store, inOrder: readonly JourneyRecord[]): Promise<void> {
  for (const account of accounts) {
    await hear(
      store,
      account,
      inOrder.map((record) => created(record, 1)),
    );
    const journeys = inOrder.map((record) => {
      const visits = [
        visit('attract', 1, { leftAt: 5, outcome: 'won', owner: 'Århus' }),
        visit('capture', 5, { cause: { rule: 'r', facts: ['a,b', 'aa'] } }),
      ];
      return replayed(account, journeyOf(record, visits), 1);
    });
    await store.saveJourneys({ journeys, now: 1, dueAt: 0 });
  }
}

/** The same store, whose pages end after so many visits. */
function paged(store: Store, limit: number): Pick<Store, 'readVisitsPage'> {
  let lastWas: unknown = null;
  return {
    readVisitsPage: async (input) => {
      expect(input.after).toBe(lastWas);
      const visits = [];
      let after = input.after;
      // The command asks for pages of its own size: give it as much, put together from small ones.
      while (visits.length < input.limit) {
        const page = await store.readVisitsPage({ after, limit });
        visits.push(...page);
        after = page.at(-1) ?? null;
        if (page.length < limit) break;
      }
      lastWas = after;
      return visits;
    },
  };
}

async function textOf(store: Pick<Store, 'readVisitsPage'>): Promise<string> {
  const chunks: Buffer[] = [];
  const output = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      chunks.push(chunk);
      done();
    },
  });
  await exportVisits(store, output);
  return Buffer.concat(chunks).toString('utf8');
}
