import { describe, expect, test } from 'vitest';
import { measures } from '../../src/cli/measures.ts';
import type { Fact } from '../../src/journey/facts.ts';
import { preset } from '../../src/journey/models/presets.ts';
import type { MeasuredRecord } from '../../src/measures/measured-record.ts';
import { useBatteryStore } from './battery-store.ts';
import { describeEachDatabase } from './each-database.ts';
import { company, contact, created, deal, hear, merged, property, type Told } from './hear.ts';
import { journeyOf, replayed, visit } from './visits.ts';

describeEachDatabase('reading records to measure', (open) => {
  const battery = useBatteryStore(open);

  const read = (accountId: string, rest: Partial<Parameters<typeof battery.store.readMeasuredRecords>[0]> = {}) =>
    battery.store.readMeasuredRecords({
      accountId,
      objectType: 'contact',
      properties: ['hs_persona'],
      companyProperties: [],
      withTouches: true,
      asOf: 1_000_000,
      after: '',
      limit: 100,
      ...rest,
    });

  async function save(
    accountId: string,
    recordId: string,
    ...given: Parameters<typeof journeyOf> extends [unknown, ...infer Rest] ? Rest : never
  ) {
    const { ledger_version: version } = await battery.rows.kysely
      .selectFrom('record')
      .select('ledger_version')
      .where('account_id', '=', accountId)
      .where('object_type', '=', 'contact')
      .where('record_id', '=', recordId)
      .executeTakeFirstOrThrow();
    const journey = journeyOf(contact(recordId), ...given);
    expect(
      await battery.store.saveJourneys({ journeys: [replayed(accountId, journey, version)], now: 1, dueAt: 0 }),
    ).toBe(1);
  }

  test('gives visits in their order, flags, the latest values and the creation', async () => {
    const account = battery.newAccount();
    await hear(battery.store, account, [
      created(contact('1'), 5),
      property(contact('1'), 'hs_persona', 'b', 10),
      property(contact('1'), 'hs_persona', 'a', 20),
      property(contact('1'), 'hs_persona', 'to come', 2_000_000),
      property(contact('1'), 'industry', 'not asked for', 20),
    ]);
    const visits = [visit('attract', 5, { leftAt: 9, outcome: 'won', owner: '7' }), visit('nurture', 9, { lap: 2 })];
    await save(account, '1', visits, { flags: ['ambiguous', 'time-reversed'] });
    expect(await read(account)).toEqual([
      {
        recordId: '1',
        modelVersion: 1,
        flags: ['ambiguous', 'time-reversed'],
        visits: [
          {
            lap: 1,
            stage: 'attract',
            enteredAt: 5,
            leftAt: 9,
            move: 'start',
            outcome: 'won',
            team: 'marketing',
            owner: '7',
          },
          {
            lap: 2,
            stage: 'nurture',
            enteredAt: 9,
            leftAt: null,
            move: 'start',
            outcome: '',
            team: 'marketing',
            owner: '',
          },
        ],
        values: new Map([['hs_persona', 'a']]),
        createdAt: 5,
        touches: [],
      } satisfies MeasuredRecord,
    ]);
  });

  test('gives visits as they stood then, with the mark, the team and the owner of then', async () => {
    const account = battery.newAccount();
    await hear(battery.store, account, [
      created(contact('1'), 5),
      property(contact('1'), 'hubspot_owner_id', '7', 6),
      property(contact('1'), 'hubspot_owner_id', '8', 40),
      created(contact('2'), 45),
    ]);
    await save(account, '1', [
      visit('convert', 10, {
        leftAt: 50,
        outcome: 'won',
        owner: '8',
        team: 'sales',
        teams: [
          { team: 'marketing', from: 10 },
          { team: 'sales', from: 30 },
        ],
        marks: [{ outcome: 'no-decision', from: 20, to: 35 }],
      }),
      visit('expand', 50, { owner: '8' }),
    ]);
    const at = async (asOf: number) =>
      (await read(account, { asOf }))[0]?.visits.map(({ stage, leftAt, outcome, team, owner }) =>
        [stage, leftAt, outcome, team, owner].join(' '),
      );
    expect(await at(9)).toEqual([]);
    expect(await at(10)).toEqual(['convert   marketing 7']);
    expect(await at(25)).toEqual(['convert  no-decision marketing 7']);
    expect(await at(45)).toEqual(['convert   sales 8']);
    expect(await at(50)).toEqual(['convert 50 won sales 8', 'expand   marketing 8']);
    // A creation that is still to come is known, so that the record can be left out.
    expect((await read(account, { asOf: 44 })).map(({ createdAt }) => createdAt)).toEqual([5, 45]);
  });

  test('of several values in one millisecond takes the one that replay takes, and an emptied one is empty', async () => {
    const account = battery.newAccount();
    await hear(battery.store, account, [
      ...['b', 'é', 'a'].map((value) => property(contact('1'), 'hs_persona', value, 10)),
      property(contact('2'), 'hs_persona', 'a', 10),
      property(contact('2'), 'hs_persona', '', 11),
    ]);
    expect((await read(account)).map(({ values }) => values.get('hs_persona'))).toEqual(['é', '']);
  });

  test('counts what was told of merged records for the one that they live on in, which is alone in the pages', async () => {
    const account = battery.newAccount();
    await hear(battery.store, account, [
      created(contact('1'), 5),
      created(contact('2'), 7),
      property(contact('1'), 'hs_persona', 'of the loser', 20),
      property(contact('2'), 'hs_persona', 'of the winner', 10),
      merged(contact('2'), ['1'], 30),
    ]);
    const records = await read(account);
    expect(records.map(({ recordId, createdAt, values }) => [recordId, createdAt, values.get('hs_persona')])).toEqual([
      ['2', 5, 'of the loser'],
    ]);
  });

  test('leaves out other accounts and other types, and names records that were never replayed', async () => {
    const [account, other] = [battery.newAccount(), battery.newAccount()];
    await hear(battery.store, account, [created(contact('1'), 5), created(deal('9'), 5)]);
    await hear(battery.store, other, [created(contact('2'), 5)]);
    expect(await read(account)).toMatchObject([{ recordId: '1', modelVersion: null, flags: [], visits: [] }]);
    expect(await read(account, { objectType: 'deal' })).toMatchObject([{ recordId: '9' }]);
  });

  test('has the same records whatever the size of the pages', async () => {
    const account = battery.newAccount();
    const ids = ['1', '10', '11', '2', '21', '3'];
    await hear(
      battery.store,
      account,
      ids.map((id) => created(contact(id), Number(id))),
    );
    const whole = await read(account);
    expect(whole.map(({ recordId }) => recordId)).toEqual(ids);
    for (const limit of [1, 2, 5]) {
      const paged: MeasuredRecord[] = [];
      for (;;) {
        const page = await read(account, { after: paged.at(-1)?.recordId ?? '', limit });
        paged.push(...page);
        if (page.length < limit) break;
      }
      expect(paged).toEqual(whole);
    }
  });

  test('counts an activity once, though HubSpot writes its time into two properties, and only where it is asked for', async () => {
    const account = battery.newAccount();
    const minutes = (count: number) => count * 60_000;
    const asOf = minutes(60);
    const activity = (subject: string, at: number, value = ''): Told => ({
      ...contact('1'),
      kind: 'activity' as Fact['kind'],
      subject,
      value,
      occurredAt: at,
    });
    const rollUp = (name: string, value: number | '', at: number) => property(contact('1'), name, String(value), at);
    await hear(battery.store, account, [
      created(contact('1'), 1),
      activity('call:77', minutes(10)),
      activity('call:78', minutes(10), 'outgoing:7'),
      rollUp('notes_last_contacted', minutes(12), minutes(13)),
      rollUp('hs_last_sales_activity_timestamp', minutes(12), minutes(14)),
      rollUp('notes_last_contacted', minutes(20), minutes(21)),
      rollUp('notes_last_contacted', '', minutes(22)),
    ]);
    const expected = [
      { kind: 'call', at: minutes(10) },
      { kind: 'call', at: minutes(10), direction: 'outgoing' },
      { kind: 'logged', at: minutes(13) },
      { kind: 'logged', at: minutes(21) },
    ];
    expect((await read(account, { asOf }))[0]?.touches).toEqual(expected);
    expect((await read(account, { asOf, withTouches: false }))[0]?.touches).toEqual([]);

    // What a property tells of an activity that was told itself, some seconds before or after it, is no second one.
    await hear(battery.store, account, [
      rollUp('notes_last_contacted', minutes(10) + 59_000, minutes(30)),
      activity('meeting:79', minutes(20) + 30_000),
      rollUp('hs_latest_meeting_activity', minutes(20), minutes(31)),
      rollUp('hs_latest_meeting_activity', minutes(22), minutes(32)),
    ]);
    const [first, second, third] = expected;
    expect((await read(account, { asOf }))[0]?.touches).toEqual([
      first,
      second,
      third,
      { kind: 'meeting', at: minutes(20) + 30_000 },
      { kind: 'meeting', at: minutes(32) },
    ]);
  });

  test('takes the value of the company where the record has none: of the primary one, or else of the lowest id', async () => {
    const account = battery.newAccount();
    const label = (id: string, companyId: string, name: string, at: number, value = 'added'): Told => ({
      ...contact(id),
      kind: 'association',
      subject: `company:${companyId}:${name}`,
      value,
      occurredAt: at,
    });
    await hear(battery.store, account, [
      ...['1', '2', '3', '4', '5', '6'].map((id) => created(contact(id), 1)),
      property(company('10'), 'hs_persona', 'ten', 1),
      property(company('9'), 'hs_persona', 'nine', 1),
      property(company('8'), 'hs_persona', '', 1),
      property(company('7'), 'hs_persona', 'before the merge', 0),
      merged(company('10'), ['7'], 2),
      // 1 has a value of its own; 2 has three companies; 3 a primary one.
      property(contact('1'), 'hs_persona', 'own', 5),
      ...['1', '2', '3'].flatMap((id) => ['10', '9', '8'].map((companyId) => label(id, companyId, 'default', 5))),
      label('3', '10', 'primary', 6),
      // 4 has left its company, 5 belongs to one that lives on in another.
      label('4', '9', 'default', 5),
      label('4', '9', 'primary', 5),
      label('4', '9', 'default', 7, 'removed'),
      label('5', '7', 'default', 5),
      // 6 has had another primary one, and nothing told that it no longer is.
      ...['9', '10'].flatMap((companyId, at) =>
        ['default', 'primary'].map((name) => label('6', companyId, name, 5 + at)),
      ),
    ]);
    const records = await read(account, { companyProperties: ['hs_persona'] });
    expect(records.map(({ recordId, values }) => [recordId, values.get('hs_persona')])).toEqual([
      ['1', 'own'],
      ['2', 'nine'],
      ['3', 'ten'],
      ['4', undefined],
      ['5', 'ten'],
      ['6', 'ten'],
    ]);
    expect((await read(account)).map(({ values }) => values.size)).toEqual([1, 0, 0, 0, 0, 0]);
  });

  describe('finding contacts by the names that people gave them', () => {
    const find = async (accountId: string, names: string[]) => {
      const found = await battery.store.findMeasuredContacts({
        accountId,
        names,
        properties: [],
        companyProperties: [],
        asOf: 1_000,
      });
      return Object.fromEntries([...found].map(([name, { recordId }]) => [name, recordId]));
    };

    test('takes ids, addresses in any spelling, and the ids and addresses of merged ones', async () => {
      const account = battery.newAccount();
      await hear(battery.store, account, [
        property(contact('1'), 'email', 'first@example.com', 5),
        property(contact('2'), 'email', 'second@example.com', 5),
        merged(contact('2'), ['1'], 30),
      ]);
      const names = ['1', '2', 'First@Example.com ', 'second@example.com', '3', 'nobody@example.com', ''];
      expect(await find(account, names)).toEqual({
        1: '2',
        2: '2',
        'First@Example.com ': '2',
        'second@example.com': '2',
      });
      expect(await find(battery.newAccount(), names)).toEqual({});
      expect(await find(account, [])).toEqual({});
    });

    test('takes an address for the one to whom it was given last, and knows the future of none', async () => {
      const account = battery.newAccount();
      await hear(battery.store, account, [
        property(contact('1'), 'email', 'desk@example.com', 5),
        property(contact('2'), 'email', 'desk@example.com', 9),
        property(contact('3'), 'email', 'desk@example.com', 5_000),
      ]);
      expect(await find(account, ['desk@example.com'])).toEqual({ 'desk@example.com': '2' });
    });
  });

  test('a whole account is measured, with its referrals', async () => {
    const account = await battery.installedAccount();
    await hear(battery.store, account, [
      property(contact('1'), 'email', 'friend@example.com', 5),
      created(contact('2'), 50),
      property(contact('2'), 'journey_steward_referred_by', 'Friend@example.com', 50),
      created(contact('3'), 60),
      property(contact('3'), 'journey_steward_referred_by', '404', 60),
    ]);
    await save(account, '1', [visit('convert', 5, { leftAt: 20, outcome: 'won' }), visit('expand', 20)]);
    await save(account, '2', [visit('attract', 50)]);
    const request = {
      objectType: 'contact',
      by: 'month',
      minimum: 2,
      language: 'ko',
      since: null,
      until: null,
    } as const;
    const { report } = await measures(battery.store, { ...request, accountId: account, asOf: 100 });
    expect(report).toMatchObject({
      accountId: account,
      model: { name: 'lead-funnel', version: 1 },
      asOf: '1970-01-01T00:00:00.100Z',
      records: { measured: 2, outdated: 1 },
      referrals: { named: 2, unmatched: 1, elsewhere: 0 },
    });
    const expand = report.whole.stages.find(({ stage }) => stage === 'expand');
    expect(expand).toMatchObject({ entered: 1, open: 1, referrals: { count: 1, visits: { count: 1, n: 1 } } });
    expect(report.questions.map(({ question }) => question)).toEqual(
      preset('lead-funnel').questions.map(({ names }) => names.ko),
    );
  });

  test('the amounts of won deals are added up, by the kind of customer', async () => {
    const account = await battery.installedAccount();
    const deals = [
      { id: '1', amount: '100', type: 'newbusiness' },
      { id: '2', amount: '250.5', type: 'existingbusiness' },
      { id: '3', amount: '49.5', type: 'existingbusiness' },
      { id: '4', amount: '', type: 'existingbusiness' },
    ];
    await hear(
      battery.store,
      account,
      deals.flatMap(({ id, amount, type }) => [
        created(deal(id), 5),
        property(deal(id), 'amount', amount, 5),
        property(deal(id), 'dealtype', type, 5),
      ]),
    );
    const journeys = deals.map(({ id }) => replayed(account, journeyOf(deal(id), [visit('expand', 20)]), 1));
    expect(await battery.store.saveJourneys({ journeys, now: 1, dueAt: 0 })).toBe(4);
    const request = { by: null, minimum: 2, language: null, since: null, until: null, accountId: account } as const;
    const { report } = await measures(battery.store, { ...request, objectType: 'deal', asOf: 100 });
    const asked = report.questions.find(({ id }) => id === 'revenue-expand');
    expect(asked?.answer).toMatchObject({ measure: 'amounts', n: 4, known: 3, sum: 400, median: 100 });
    expect(asked?.segments).toMatchObject([
      { segment: 'existingbusiness', answer: { n: 3, known: 2, sum: 300, median: 49.5 } },
      { segment: 'newbusiness', answer: { n: 1, known: 1, sum: 100, median: null } },
    ]);
  });
});
