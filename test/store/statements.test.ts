import { DatabaseSync } from 'node:sqlite';
import pg from 'pg';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { objectTypes } from '../../src/journey/vocabulary.ts';
import { accountOf } from '../../src/store/account-of.ts';
import { reads, runWrite, type WriteName, writes } from '../../src/store/operations.ts';
import { openPostgres } from '../../src/store/postgres.ts';
import { tablesWithoutAccount } from '../../src/store/schema.ts';
import { openSqlite } from '../../src/store/sqlite.ts';
import { useBatteryStore } from './battery-store.ts';
import { describeEachDatabase } from './each-database.ts';
import { associated, company, contact, created, deal, fromWebhook, merged, of, tombstoneKey } from './hear.ts';
import { primaryKeysOf } from './schema-dump.ts';
import { clockOf, handoffOf, journeyOf, replayed, visit } from './visits.ts';

type OperationName = keyof typeof writes | keyof typeof reads;

/** Operations that look at all accounts, and why they may. Each other one must name its account in every statement. */
const acrossAccounts: Partial<Record<OperationName, string>> = {
  beginRepairs: 'the accounts that are ready are found among all; each is then begun by its id',
  beginPurge: 'the account that has been away longest is found among all',
  purgeSetAsideEvents: 'what has been kept long enough goes, whose it may be; some of it names no account',
  claimBackfill: 'a process takes whatever is to be read, of any account; the row it takes is named whole',
  claimDueRecords: 'a process takes whatever is due, of any account; the rows it takes are named whole',
  claimHistories: 'the account that waits longest is found among all; its rows are then taken by its id',
  claimRepair: 'a process takes whatever is to be compared, of any account; the row it takes is named whole',
  claimTaskWrites: 'the account whose tasks wait longest is found among all; its rows are then taken by its id',
  claimTagWrites: 'the account whose tags wait longest is found among all; its rows are then taken by its id',
  readAccounts: 'the list of accounts',
  readBackfillProgress: 'progress of the whole installation, for its operator',
  readCurrentModels: 'the models of all accounts, which a process holds in memory',
  readFailedReplays: 'for the operator of the installation',
  readPendingErasures: 'people of any account wait in one queue; their other ids are read by account',
  readQueueSizes: 'sizes of the whole installation, for its operator',
  readRepairs: 'comparisons of the whole installation, for its operator',
  readSetAsideEvents: 'for the operator of the installation',
  readTotals: 'sizes of the whole installation, for its operator',
  readClocksPage: 'the export of the whole installation',
  readVisitsPage: 'the export of the whole installation',
};

/** Operations that name their account in every statement, and whose connection is nevertheless set to none, with the reason. */
const heldToNone: Partial<Record<OperationName, string>> = {
  eraseRecord: 'an event that names no account may name the person',
  finishPurge: 'an event that names no account may name the account that is purged',
  installAccount: 'a purge that was begun is finished first',
  recordFacts: 'a group of deliveries tells of several accounts',
  recordJournal: "a file of HubSpot's journal tells of several accounts",
  saveJourneys: 'a batch of what was due, of several accounts',
  setAsideReplays: 'a batch of what was due, of several accounts',
  settleTagWrites: 'a batch of what was written, of several accounts',
  settleTaskWrites: 'a batch of what was written, of several accounts',
};

describeEachDatabase('the schema', (open) => {
  const battery = useBatteryStore(open);

  test('begins the key of every table with the account, but for the tables that are named', async () => {
    const keys = await primaryKeysOf(battery.spec);
    expect(keys.size).toBeGreaterThan(15);
    const others = [...keys].filter(([, key]) => key[0] !== 'account_id').map(([table]) => table);
    expect(others.sort()).toEqual([...tablesWithoutAccount].sort());
  });
});

describeEachDatabase('every statement', (open) => {
  afterEach(() => vi.restoreAllMocks());

  test('names its account, but for the operations that are named', async () => {
    const heard: { operation: string; text: string }[] = [];
    const unheld = new Set<string>();
    let operation = '';
    const note = (text: unknown) => {
      if (operation !== '' && typeof text === 'string') heard.push({ operation, text });
    };
    listen(note);
    const spec = await open();
    // In this thread, where the statements can be heard.
    const db =
      spec.kind === 'sqlite' ? openSqlite(spec.path, { readOnly: false }) : openPostgres(spec.url, { connections: 2 });
    try {
      await db.migrate();
      const called = new Set<string>();
      for (const [name, input] of everyOperation()) {
        operation = name;
        called.add(name);
        if (accountOf(name, input) === null) unheld.add(name);
        const held = db.forAccount(accountOf(name, input));
        if (name in writes) await runWrite(held, name as WriteName, input);
        else await reads[name as keyof typeof reads](held, input as never);
        operation = '';
      }
      expect([...called].sort()).toEqual([...Object.keys(writes), ...Object.keys(reads)].sort());
    } finally {
      await db.close();
    }
    const tables = [...(await primaryKeysOf(spec)).keys()].filter((table) => !tablesWithoutAccount.includes(table));
    const withTables = heard.filter(({ text }) => tablesIn(text, tables).length > 0);
    expect(new Set(withTables.map(({ operation: name }) => name)).size).toBeGreaterThanOrEqual(25);
    const nameless = withTables.filter(
      ({ operation: name, text }) => !(name in acrossAccounts) && !namesAccount(text, tables),
    );
    expect(nameless).toEqual([]);
    const withRows = new Set(withTables.map(({ operation: name }) => name));
    const heldToNobody = [...unheld].filter((name) => withRows.has(name) && !(name in acrossAccounts));
    expect(heldToNobody.sort()).toEqual(Object.keys(heldToNone).sort());
    // A reason that is no longer needed must not stay.
    const needless = Object.keys(acrossAccounts).filter(
      (name) => !withTables.some(({ operation: of, text }) => of === name && !namesAccount(text, tables)),
    );
    expect(needless).toEqual([]);
  });
});

describe('a statement', () => {
  test.each([
    ['select * from fact', false],
    ['select * from "fact" where "record_id" = ?', false],
    ['select account_id from fact where record_id = ?', false],
    ['update record set due_at = 1 where record_id = ?', false],
    ['select * from fact join hearing on hearing.fact_id = fact.fact_id and fact.account_id = ?', false],
    ['delete from "fact" where "account_id" = ?', true],
    ['insert into fact (account_id, value) values (?, ?)', true],
    ['insert into fact (value) values (?)', false],
    ['select * from record where account_id in (select account_id from account)', false],
    ['select * from record where account_id not in (?)', false],
    ['select 1 from given join fact on fact.account_id = given.account_id', true],
  ])('is judged rightly: %s', (text, expected) => {
    expect(namesAccount(text, ['fact', 'hearing', 'record'])).toBe(expected);
  });
});

/** Hears every statement that this thread sends to a database of either kind. */
function listen(note: (text: unknown) => void): void {
  const prepare = DatabaseSync.prototype.prepare;
  vi.spyOn(DatabaseSync.prototype, 'prepare').mockImplementation(function (this: DatabaseSync, text, options) {
    note(text);
    return prepare.call(this, text, options);
  });
  const query = pg.Client.prototype.query as (this: pg.Client, ...given: unknown[]) => unknown;
  vi.spyOn(pg.Client.prototype, 'query').mockImplementation(function (this: pg.Client, ...given: unknown[]) {
    const [asked] = given;
    note(typeof asked === 'object' && asked !== null && 'text' in asked ? asked.text : asked);
    return query.apply(this, given) as never;
  } as never);
}

function tablesIn(text: string, tables: readonly string[]): string[] {
  const named = [...text.matchAll(/\b(?:from|join|into|update)\s+"?(\w+)"?/gi)].map(([, table]) => table ?? '');
  return named.filter((table) => tables.includes(table));
}

const comparison = /account_id"?\s*=|account_id"?\s+in\s*\((?!\s*select)|\(account_id, [^)]*\)\s+in\b/gi;

/** Whether a statement compares the account at least as often as it names one of the tables, or fills it. */
function namesAccount(text: string, tables: readonly string[]): boolean {
  const isFilled = /^\s*insert into\s+"?\w+"?\s*\([^)]*\baccount_id\b[^)]*\)/i.test(text);
  const compared = text.match(comparison)?.length ?? 0;
  return compared + (isFilled ? 1 : 0) >= tablesIn(text, tables).length;
}

function* everyOperation(): Generator<[OperationName, unknown]> {
  const accountId = '7000001';
  const record = of(accountId, contact('1'));
  const told = [
    created(contact('1'), 1),
    ...associated(contact('1'), deal('8'), 1),
    ...associated(contact('1'), company('5'), 1),
    { ...created(contact('2'), 1), kind: 'property' as const, subject: 'notes_last_contacted', value: '5' },
    merged(contact('1'), ['2'], 3),
  ];
  const hearing = fromWebhook;
  yield ['addOauthState', { state: 's', now: 1 }];
  yield ['takeOauthState', { state: 's', createdSince: 0 }];
  yield ['takeCronSlot', { job: 'j', slotAt: 1 }];
  yield ['installAccount', { accountId, language: 'en', scopes: [], tokens: null, tokenExpiresAt: 0, now: 1 }];
  yield ['claimTokens', { accountId, tokens: 't', now: 9, leaseMs: 1 }];
  yield ['releaseTokens', { accountId, tokens: 't' }];
  yield ['saveTokens', { accountId, was: 't', tokens: 't', tokenExpiresAt: 0, scopes: [] }];
  yield ['keepSecret', { name: 'n', was: null, sealed: 's' }];
  yield ['readSecret', { name: 'n' }];
  yield ['readAccountWork', { accountId, dueAt: 1, lately: 1 }];
  yield ['readSetAsideReasons', { accountId, limit: 1 }];
  yield ['readAccountFailedReplays', { accountId, after: { objectType: 'contact', recordId: '0' }, limit: 1 }];
  yield ['readWaitingDeliveries', {}];
  yield ['readWorkExamples', { accountId, limit: 1 }];
  yield ['retryReplays', { accountId }];
  yield ['recordOwners', { accountId, owners: [{ id: '1', name: 'n', userId: null, isActive: true, teams: [] }] }];
  yield ['readOwners', { accountId }];
  yield ['recordSuperAdmins', { accountId, userIds: ['1'], now: 1 }];
  yield ['recordSuperAdmin', { accountId, userId: '2', isSuperAdmin: true, now: 1 }];
  yield ['recordSuperAdmin', { accountId, userId: '2', isSuperAdmin: false, now: 1 }];
  yield ['readSuperAdmins', { accountId }];
  yield ['markObserved', { accountId, now: 1 }];
  yield ['recordAccountFailure', { accountId, failure: 'f' }];
  yield ['markAgreementFollowed', { accountId, agreementVersion: 1 }];
  yield ['readInstallation', { accountId, now: 1 }];
  yield ['markPrepared', { accountId, modelVersion: 0, now: 1 }];
  const published = { accountId, name: 'n', definition: '{}', publishedBy: 'cli', expectedVersion: null };
  yield ['publishModel', { ...published, now: 1, dueAt: 1 }];
  yield ['readModelVersions', { accountId, limit: 1 }];
  yield ['readModelVersion', { accountId, modelVersion: 1 }];
  yield ['readModelDefinitions', { accountId }];
  const agreed = { ...published, appliesTo: 'new-visits', inForceFrom: 1 };
  yield ['publishAgreement', { ...agreed, now: 1, dueAt: 1 }];
  yield ['readAgreements', { accountId }];
  yield [
    'recordPortalMetadata',
    { accountId, observed: { observedAt: 1, lifecycleStages: [], dealPipelines: [] }, dueAt: 1 },
  ];
  yield ['readPortalMetadata', { accountId }];
  yield ['appendDeliveries', { groups: [{ sizes: [1], packed: Buffer.from('x') }], receivedAt: 1 }];
  yield ['claimDeliveries', { limit: 1, now: 1, leaseMs: 1 }];
  yield [
    'recordFacts',
    {
      facts: told.map((fact) => ({ ...fact, hearing, accountId })),
      setAside: [{ accountId, groupId: 1, position: 0, reason: 'r', event: '{}' }],
      erasures: [],
      groupIds: [1],
      now: 1,
      dueAt: 1,
      tombstoneKey,
    },
  ];
  const action = {
    ...contact('2'),
    accountId,
    kind: 'action',
    subject: 'stage-corrected:a',
    value: '{}',
    occurredAt: 4,
  };
  yield ['recordAction', { action: { ...action, hearing }, about: null, now: 1, dueAt: 1, tombstoneKey }];
  const job = { accountId, objectType: 'contact', claim: 'c', phase: 'all', isAgain: false, place: '', recordsDone: 0 };
  const step = { phase: 'all', place: '', recordsRead: 1, recordsTotal: 1, isFinished: false };
  yield ['claimBackfill', { claim: 'c', now: 1, leaseMs: 1 }];
  yield ['recordHistory', { job, step, facts: [], now: 1, leaseMs: 1, dueAt: 1, tombstoneKey }];
  yield ['renewBackfill', { job, now: 1, leaseMs: 1 }];
  yield ['releaseBackfill', { job, retryAt: 1, failure: 'f' }];
  yield ['restartBackfill', { accountId, now: 1 }];
  yield ['readBackfillProgress', { now: 1 }];
  yield ['readHistoryKnown', { accountId, objectType: 'contact', recordIds: ['1'] }];
  yield ['readKnownCreations', { accountId, objectType: 'contact', recordIds: ['1'] }];
  const repair = { ...job, phase: 'changed', since: 0, asOf: 0, recovered: {} };
  const compared = {
    phase: 'known',
    place: '1',
    recordsRead: 1,
    recordsFound: 0,
    recovered: [{ recordId: '1', recovered: { property: 1 } }],
  };
  yield ['beginPoll', { accountId, now: 1, journeyNow: 1 }];
  yield ['beginRepairs', { accountId, now: 1, journeyNow: 1 }];
  yield ['claimRepair', { claim: 'c', now: 1, leaseMs: 1 }];
  const kept = { facts: [], now: 1, leaseMs: 1, dueAt: 1, tombstoneKey };
  yield ['recordRepair', { job: repair, step: { ...compared, isFinished: true }, ...kept }];
  yield ['renewRepair', { job: repair, now: 1, leaseMs: 1 }];
  yield ['releaseRepair', { job: repair, retryAt: 1, failure: 'f' }];
  yield ['readRepairs', { now: 1 }];
  yield ['readKnownRecords', { accountId, objectType: 'contact', recordIds: ['1'] }];
  yield ['readRecordIds', { accountId, objectType: 'contact', afterId: '', limit: 1 }];
  yield ['readLastDeliveryAt', {}];
  yield ['claimJournal', { claim: 'c', now: 1, leaseMs: 1, everyMs: 1 }];
  const fact = { ...created(contact('1'), 1), hearing, accountId };
  const file = { claim: 'c', offset: 'o', facts: [fact], erasures: [], now: 1, leaseMs: 1, dueAt: 1, tombstoneKey };
  yield ['recordJournal', file];
  yield ['restartJournal', { claim: 'c' }];
  yield ['endJournalTurn', { claim: 'c', now: 1, end: { asOf: 1 }, retryAt: 0, lateSince: null, failure: null }];
  yield ['readJournalReading', {}];
  const properties = [{ objectType: 'contact', name: 'email', isOwn: false }];
  yield ['keepFollowed', { accountId, properties, inJournal: objectTypes, now: 1 }];
  yield ['readFollowed', { accountId }];
  yield ['readUntoldBy', { accountId }];
  yield ['claimDueRecords', { dueAt: 1, now: 1, leaseMs: 1, limit: 10 }];
  yield ['claimHistories', { now: 1, leaseMs: 1, limit: 10 }];
  yield ['settleHistories', { job: { accountId, records: [record], until: 2 }, retryAt: null, now: 0 }];
  yield ['setAsideReplays', { failed: [{ record, failure: 'f' }], now: 1 }];
  yield ['readFailedReplays', { limit: 1 }];
  yield ['loadLedgers', { records: [record, of(accountId, deal('8'))] }];
  const reached = {
    clockKey: 'k',
    step: '100-task-owner',
    task: { subject: 's', body: 'b', dueAt: 1, ownerIds: [] },
  };
  yield [
    'saveJourneys',
    {
      journeys: [
        replayed(
          accountId,
          journeyOf(contact('1'), [visit('attract', 1, { cause: { rule: 'r', facts: ['contact/1'] } })]),
          3,
          { agreed: { clocks: [clockOf(contact('1'))], handoffs: [handoffOf(contact('1'))], steps: [reached] } },
        ),
        replayed(
          accountId,
          journeyOf(deal('8'), [visit('convert', 1, { cause: { rule: 'r', facts: ['contact/1'] } })]),
          3,
        ),
        replayed(accountId, journeyOf(company('5'), []), 99),
      ],
      now: 1,
      dueAt: 1,
    },
  ];
  yield ['readCard', record];
  yield ['readCard', of(accountId, company('5'))];
  yield ['readSavedClocks', { records: [record], now: 1 }];
  yield ['readClocksPage', { after: null, limit: 1 }];
  yield ['readOfferedHandoffs', { accountId, team: 'sales', limit: 1 }];
  yield ['countOfferedHandoffs', { accountId }];
  yield ['countReturns', { accountId }];
  yield ['claimTaskWrites', { now: 9, leaseMs: 1, limit: 1, exceptAccounts: [] }];
  const key = { ...record, clockKey: 'k', step: '100-task-owner' };
  yield ['renewTaskWrites', { accountId, keys: [key], heldUntil: 10, until: 11 }];
  yield ['settleTaskWrites', { results: [{ key, revision: 1, written: 'open', taskId: '9' }] }];
  yield ['readBuyingGroup', { record: of(accountId, deal('8')), at: 9 }];
  yield ['countRecords', { accountId }];
  yield ['readRecordsPage', { accountId, objectType: 'contact', after: '', limit: 1 }];
  const measured = { accountId, properties: ['email'], companyProperties: ['industry'], asOf: 9 };
  yield ['readMeasuredRecords', { ...measured, objectType: 'contact', withTouches: true, after: '', limit: 5 }];
  yield ['findMeasuredContacts', { ...measured, names: ['2', 'a@b.example'] }];
  yield ['readMemberRecords', { companies: [of(accountId, company('5'))] }];
  yield ['loadMembers', { companies: [of(accountId, company('5'))] }];
  yield ['claimTagWrites', { now: 9, leaseMs: 1, delayMs: 0, limit: 1, exceptAccounts: [] }];
  yield ['settleTagWrites', { results: [{ record, revision: 1, setAside: true, failure: 'f' }], now: 1 }];
  const kin = { accountId, objectType: 'contact' };
  const tags = { recordId: '1', revision: 1, desired: {}, written: {}, failure: null, restoredAt: null };
  yield ['readRestingTags', { ...kin, recordIds: ['1'], now: 1 }];
  yield ['restoreTags', { ...kin, found: [{ tags, found: {}, next: 'restore' }], now: 1, journeyNow: 1 }];
  yield ['readRefusedTagWrites', { accountId, limit: 1 }];
  const place = { objectType: 'contact', recordId: '0' };
  yield ['readRefusedTasks', { accountId, after: { ...place, clockKey: 'c', step: 's' }, limit: 1 }];
  const refused = { objectType: 'contact', isSetAside: true, failure: 'f' };
  yield ['readTagProblems', { accountId, ...refused, after: { ...place, isSetAside: true }, limit: 1 }];
  yield ['readWaitingRecords', { accountId, queue: 'replays', dueAt: 1, after: null, limit: 1 }];
  yield ['readWaitingRecords', { accountId, queue: 'bulk-tag-writes', dueAt: 1, after: place, limit: 1 }];
  yield ['readRecoveredRecords', { accountId, objectType: 'contact', after: place, limit: 1 }];
  yield ['readTaggedRecords', { accountId, after: place, limit: 1 }];
  const asidePlace = { setAsideAt: 1, groupId: 1, position: 1 };
  yield ['readAccountSetAsideEvents', { accountId, reason: 'r', after: asidePlace, limit: 1 }];
  yield ['reserveCall', { accountId, now: 1, limit: 1, windowMs: 1 }];
  yield ['postponeCall', { accountId, reservedAt: 1, madeAt: 2 }];
  yield ['pauseCalls', { accountId, until: 1, limit: 1, windowMs: 1 }];
  yield ['readAccounts', {}];
  yield ['readCurrentModels', {}];
  yield ['readQueueSizes', { dueAt: 1 }];
  yield ['readIsolation', {}];
  yield ['readTotals', {}];
  yield ['readSetAsideEvents', { limit: 1 }];
  yield ['readTagProgress', { accountId }];
  yield ['readVisitsPage', { after: null, limit: 1 }];
  const erasures = [record];
  yield ['recordFacts', { facts: [], setAside: [], erasures, groupIds: [], now: 1, dueAt: 1, tombstoneKey }];
  yield ['readPendingErasures', { limit: 1 }];
  const erasure = { ...record, recordIds: ['1', '2'] };
  const mention = { account_id: accountId, object_type: 'contact', record_id: '9', fact_id: 'f', kind: 'property' };
  const said = { subject: 'journey_steward_referred_by', value: '1', occurred_at: 1, first_heard_at: 1 };
  yield ['buryAddresses', { erasure, tombstoneKey, now: 1 }];
  yield ['findMentions', { erasure, addresses: ['a@b.example'] }];
  yield ['eraseMentions', { erasure, addresses: ['a@b.example'], mentions: [{ ...mention, ...said }] }];
  yield ['eraseRecord', { erasure: { ...record, recordIds: ['1', '2'] }, tombstoneKey, now: 1 }];
  yield ['readDeliveries', { afterGroupId: 0, limit: 1 }];
  yield ['purgeSetAsideEvents', { setAsideBefore: 1 }];
  yield ['replaceDeliveries', { groups: [{ groupId: 1, sizes: [], packed: Buffer.alloc(0), was: Buffer.alloc(0) }] }];
  yield ['finishErasure', { record: { ...record, recordIds: ['1', '2'] }, queued: [] }];
  yield [
    'recordFacts',
    {
      facts: [{ ...created(contact('1'), 5), hearing, accountId }],
      setAside: [],
      erasures: [],
      groupIds: [],
      now: 1,
      dueAt: 1,
      tombstoneKey,
    },
  ];
  yield ['uninstallAccount', { accountId, tokens: null, now: 1 }];
  yield ['beginPurge', { uninstalledBefore: 1 }];
  yield ['purgeRows', { accountId, limit: 1 }];
  yield ['finishPurge', { accountId }];
  yield ['purgeDeliveries', { unpackedBefore: 9, limit: 9 }];
}
