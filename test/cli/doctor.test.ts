import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, onTestFinished, test } from 'vitest';
import { presetAgreement } from '../../src/agreement/preset-agreements.ts';
import type { DoctorReport, Finding } from '../../src/cli/doctor/finding.ts';
import { createAccessTokens } from '../../src/hubspot/access-tokens.ts';
import { optionalScopes, requiredScopes } from '../../src/hubspot/scopes.ts';
import { preset } from '../../src/journey/models/presets.ts';
import { openStore } from '../../src/store/open-store.ts';
import { clientId, clientSecret, startPortal } from '../sandbox/portal/start-portal.ts';
import { runCommand } from './run-command.ts';

const accountId = '33';
const everything = [...requiredScopes, ...optionalScopes];
const timeout = 120_000;

/** A portal in which the app was just installed, and the command line beside it. The app itself does not run. */
async function install({ scopes = everything, tokenLifeMs = 1_800_000 } = {}) {
  const { portal, url, call } = await startPortal({ portalId: Number(accountId), timeZone: 'Europe/Rome' });
  const directory = mkdtempSync(join(tmpdir(), 'journey-steward-doctor-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  const path = join(directory, 'journey-steward.db');
  const key = randomBytes(32);
  const store = await openStore({ kind: 'sqlite', path });
  const oauth = { clientId, clientSecret, apiUrl: url, appUrl: url, redirectUri: `${url}/oauth/callback` };
  const { accessToken, refreshToken } = portal.grant(scopes);
  const grant = { accountId, accessToken, refreshToken, expiresInMs: tokenLifeMs, scopes: [...scopes] };
  const kept = createAccessTokens(store, oauth, [key]).keep(grant);
  await store.installAccount({ accountId, language: 'en', scopes: [...scopes], ...kept, now: 0 });
  const definition = JSON.stringify(preset('lead-funnel'));
  const published = { name: 'lead-funnel', definition, publishedBy: 'start', expectedVersion: 0 };
  await store.publishModel({ accountId, ...published, now: 0, dueAt: 0 });
  await store.close();
  const environment = {
    PUBLIC_URL: url,
    HUBSPOT_CLIENT_ID: clientId,
    HUBSPOT_CLIENT_SECRET: clientSecret,
    HUBSPOT_API_URL: url,
    HUBSPOT_APP_URL: url,
    ENCRYPTION_KEY: key.toString('base64'),
  };
  const run = (args: string[], more: Record<string, string> = {}) =>
    runCommand(['--database', path, ...args], { environment: { ...environment, ...more } });
  const doctor = async (...args: string[]) => {
    const { status, output, errors } = await run(['doctor', '--format', 'json', ...args]);
    if (errors !== '') throw new Error(errors);
    const report = JSON.parse(output) as DoctorReport;
    return { status, ...report, account: report.accounts[0]! };
  };
  return { portal, call, run, doctor, path, key };
}

/** A row of which a test gives what matters to it; the rest is empty. */
function insert(file: DatabaseSync, table: string, given: Record<string, string | number>): void {
  const columns = file.prepare('select name, "notnull" as is_needed from pragma_table_info(?)').all(table);
  const values = columns.map(({ name, is_needed }) => given[String(name)] ?? (is_needed === 1 ? 0 : null));
  const places = columns.map(() => '?').join();
  file.prepare(`insert into ${table} values (${places})`).run(...values);
}

const saidOf = (findings: readonly Finding[], weight: Finding['weight'], topic?: string) =>
  findings.filter((one) => one.weight === weight && one.topic === (topic ?? one.topic)).map(({ message }) => message);

describe('doctor', { timeout }, () => {
  test('tells what an account lacks, repairs it, says what it did, and then has nothing to say', async () => {
    const { doctor, run } = await install();
    const before = await doctor();
    expect(before.status).toBe(1);
    expect(before.needsSomebody).toBe(true);
    expect(saidOf(before.account.findings, 'problem', 'properties')).toEqual([
      'The contact group journey_steward is missing.',
      expect.stringMatching(/^Missing contact \d+ properties: journey_steward_stage, .* and \d+ more\.$/),
      'The deal group journey_steward is missing.',
      expect.stringMatching(/^Missing deal \d+ properties: /),
      'The company group journey_steward is missing.',
      expect.stringMatching(/^Missing company \d+ properties: /),
    ]);
    expect(saidOf(before.account.findings, 'problem', 'settings')).toHaveLength(1);

    const fixed = await doctor('--fix');
    expect(saidOf([...fixed.installation, ...fixed.account.findings], 'problem')).toEqual([]);
    expect(fixed.status).toBe(0);
    expect(fixed.account.repaired).toEqual([
      'Read the settings of the portal.',
      expect.stringMatching(/^Created contact journey_steward_stage, /),
      expect.stringMatching(/^Created deal /),
      expect.stringMatching(/^Created company /),
    ]);
    expect(saidOf(fixed.account.findings, 'ok', 'settings')[0]).toContain('Europe/Rome');

    const { status, output, errors } = await run(['doctor', '--fix']);
    expect({ status, errors }).toEqual({ status: 0, errors: '' });
    expect(output).toContain('Account 33');
    expect(output).toMatch(/^✓ properties {3}\d+ properties of contact, deal, company are as they should be\.$/m);
    expect(output).toMatch(
      /^✓ model {8}Version 1 of the model "lead-funnel" is in force, and nothing is wrong with it\.$/m,
    );
    expect(output).toContain('Nothing needs anybody.');
    expect(output).not.toContain('repaired');
    expect(output.split('\n').length).toBeLessThan(25);
  });

  test('finds what has drifted; what only a person can mend stays told', async () => {
    const { doctor, call, portal } = await install();
    await doctor('--fix');
    const path = (type: string, name: string) => `/crm/properties/2026-09/${type}/journey_steward_${name}`;
    await call('DELETE', path('contacts', 'lap'));
    const { body } = await call('GET', path('deals', 'stage'));
    const options = body.options.filter(({ value }: { value: string }) => value !== 'lead-funnel:convert');
    await call('PATCH', path('deals', 'stage'), { options });
    const experience = portal.state.properties.get('contact', 'journey_steward_experience')!;
    portal.state.properties.put('contact', { ...experience, type: 'number', fieldType: 'number' });

    const drifted = await doctor();
    const conflict = expect.stringContaining('journey_steward_experience is of the type "number"');
    expect(saidOf(drifted.account.findings, 'problem')).toEqual([
      'Archived contact 1 property: journey_steward_lap.',
      conflict,
      'Options are missing in deal 1 property: journey_steward_stage (lead-funnel:convert).',
    ]);
    const fixed = await doctor('--fix');
    expect(fixed.status).toBe(1);
    expect(fixed.account.repaired.slice(1)).toEqual([
      'Created contact journey_steward_lap.',
      'Added options to deal journey_steward_stage.',
    ]);
    expect(saidOf(fixed.account.findings, 'problem')).toEqual([conflict]);
    const values = (await call('GET', path('deals', 'stage'))).body.options.map(
      ({ value }: { value: string }) => value,
    );
    expect(values).toContain('lead-funnel:convert');
  });

  test('tells of a pause that looks at a property which the portal does not have, with the nearest name', async () => {
    const { doctor, path } = await install();
    await doctor('--fix');
    const store = await openStore({ kind: 'sqlite', path });
    onTestFinished(() => store.close());
    const agreement = presetAgreement('lead-funnel');
    const publish = async (property: string, expectedVersion: number) => {
      const convert = { ...agreement.stages.convert, pauseWhen: { property, known: true } };
      const definition = JSON.stringify({ ...agreement, stages: { ...agreement.stages, convert } });
      await store.publishAgreement({
        ...{ accountId, name: agreement.id, definition, expectedVersion, publishedBy: 'cli', appliesTo: 'new-visits' },
        ...{ inForceFrom: 0, now: 0, dueAt: 0 },
      });
    };
    await publish('hs_lead_statsu', 0);
    const { status, account } = await doctor();
    expect(status).toBe(1);
    expect(saidOf(account.findings, 'problem')).toEqual([
      expect.stringMatching(/^stages\.convert\.pauseWhen: .*“hs_lead_statsu”.*“hs_lead_status”\?/),
    ]);
    await publish('hs_lead_status', 1);
    expect(saidOf((await doctor()).account.findings, 'problem')).toEqual([]);
  });

  test('tells why an account could not be prepared, until it was', async () => {
    const { doctor, path } = await install();
    const store = await openStore({ kind: 'sqlite', path });
    onTestFinished(() => store.close());
    const failure = "GET /crm/owners/2026-09: HubSpot's answer has another form than the app knows. results[0].id: x";
    await store.recordAccountFailure({ accountId, failure });
    const { account } = await doctor();
    expect(saidOf(account.findings, 'problem', 'settings')).toEqual([expect.stringContaining(failure)]);
    expect(saidOf((await doctor('--fix')).account.findings, 'problem')).toEqual([]);
    expect(await store.readAccounts({})).toMatchObject([{ failure: null }]);
  });

  test('goes on with the rest where HubSpot answers one question in a form that nobody knows', async () => {
    const { doctor, portal, path } = await install();
    await doctor('--fix');
    const store = await openStore({ kind: 'sqlite', path });
    onTestFinished(() => store.close());
    const stage = portal.state.properties.get('contact', 'journey_steward_stage')!;
    portal.state.properties.put('contact', { ...stage, options: [{ ...stage.options[0]!, value: 7 as never }] });
    const { account, status } = await doctor();
    expect(status).toBe(1);
    expect(saidOf(account.findings, 'problem', 'properties')[0]).toMatch(
      /^GET \/crm\/properties\/2026-09\/contacts: .*results\[\d+\]\.options\[0\]\.value: /,
    );
    expect(saidOf(account.findings, 'ok', 'settings')).toHaveLength(1);
    await store.recordAccountFailure({ accountId, failure: 'something that --fix tries to mend' });
    const { findings } = (await doctor('--fix')).account;
    expect(saidOf(findings, 'problem', 'repair')).toEqual(saidOf(findings, 'problem', 'properties'));
  });

  test('tells of what went wrong and of what waits, and lets it be tried again', async () => {
    const { doctor, path } = await install();
    await doctor('--fix');
    const file = new DatabaseSync(path);
    onTestFinished(() => file.close());
    const old = Date.now() - 3_600_000;
    const contact = { account_id: '33', object_type: 'contact', desired: '{}' };
    insert(file, 'tag_write', { ...contact, record_id: '1', attempts: 2, failure: 'a validation rule of the portal' });
    insert(file, 'tag_write', { ...contact, record_id: '2', pending: 1, queued_at: old });
    const step = { account_id: '33', object_type: 'contact', clock_key: 'k', desired: 'open', attempts: 1 };
    for (const record of ['8', '9']) {
      insert(file, 'clock_step', { ...step, record_id: record, step: 's', failure: `no task for ${record}` });
    }
    insert(file, 'clock_step', { ...step, record_id: '10', step: 's' });
    const deal = { account_id: '33', object_type: 'deal', record_id: '7', due_at: 0 };
    insert(file, 'record', {
      ...deal,
      claimed_until: Date.now() + 3_600_000,
      failures: 3,
      failure: 'a fault in the replay',
    });
    const event = { account_id: '33', group_id: 1, reason: 'no such object', event: '{}', set_aside_at: Date.now() };
    for (const position of [0, 1]) insert(file, 'set_aside_event', { ...event, position });
    insert(file, 'delivery_group', { group_id: 5, received_at: old });
    insert(file, 'delivery_state', { group_id: 5 });
    const found = await doctor();
    expect(found.status).toBe(1);
    expect(saidOf(found.account.findings, 'problem')).toEqual([
      '2 events could not be understood: no such object.',
      "1 record can't be replayed: deal 7: a fault in the replay.",
      'HubSpot refused the tags of 1 record: contact 1: a validation rule of the portal.',
      'HubSpot refused 2 tasks of the agreement: contact 8: no task for 8, contact 9: no task for 9.',
      '1 record to write waits, the oldest for 1 hour.',
    ]);
    expect(saidOf(found.installation, 'problem')).toEqual(['1 group of deliveries waits, the oldest for 1 hour.']);
    for (const { weight, remedy } of [...found.installation, ...found.account.findings]) {
      if (weight === 'problem') expect(remedy).toMatch(/\w/);
    }
    const fixed = await doctor('--fix');
    expect(fixed.account.repaired).toEqual([
      'Read the settings of the portal.',
      'Queued again: the tags of 1 record, which HubSpot had refused.',
      'Queued again: 2 tasks of the agreement, which HubSpot had refused.',
      'Queued again: the replay of 1 record, which had failed.',
    ]);
    file.exec(`update set_aside_event set set_aside_at = ${Date.now() - 8 * 86_400_000}`);
    expect(saidOf((await doctor()).account.findings, 'note', 'events')).toHaveLength(1);
    expect(file.prepare(`select pending from tag_write where record_id = '1'`).get()).toEqual({ pending: 1 });
    expect(file.prepare('select record_id, pending from clock_step order by record_id').all()).toEqual([
      ...['10', '8', '9'].map((record) => ({ record_id: record, pending: record === '10' ? 0 : 1 })),
    ]);
    expect(file.prepare(`select claimed_until from record where record_id = '7'`).get()).toEqual({ claimed_until: 0 });
  });

  test('says so where HubSpot does not take the tokens any more, and asks it nothing else', async () => {
    const { doctor, portal } = await install();
    portal.grants.revokeAll();
    const { status, account } = await doctor('--fix');
    expect(status).toBe(1);
    expect(account.repaired).toEqual([]);
    const [connection] = account.findings;
    expect(connection).toMatchObject({
      topic: 'connection',
      weight: 'problem',
      remedy: expect.stringMatching(/install/i),
    });
  });

  test('says so where ENCRYPTION_KEY is not the one that the tokens were sealed with', async () => {
    const { run } = await install();
    const other = { ENCRYPTION_KEY: randomBytes(32).toString('base64') };
    const { status, output } = await run(['doctor'], other);
    expect(status).toBe(1);
    expect(output).toMatch(/^✗ connection {3}.*does not open with ENCRYPTION_KEY/m);
  });

  test('tells when the account was last compared with its portal, and when that is too long ago', async () => {
    const { doctor, path } = await install();
    expect(saidOf((await doctor('--fix')).account.findings, 'note', 'comparison')).toHaveLength(1);
    const file = new DatabaseSync(path);
    onTestFinished(() => file.close());
    const now = Date.now();
    const state = {
      account_id: '33',
      object_type: 'contact',
      phase: 'all',
      checked_at: now,
      since: now,
      finished_at: now,
    };
    insert(file, 'repair', {
      ...state,
      claim: '',
      place: '',
      recovered: '{"property":2}',
      recovered_ever: '{}',
      recovered_whole: '{"property":2}',
    });
    const [said] = saidOf((await doctor()).account.findings, 'ok', 'comparison');
    expect(said).toMatch(/^The ledger agrees with the portal as of .*Recovered: 2 values\.$/);
    file.exec(`update repair set checked_at = ${now - 3 * 86_400_000}`);
    const late = await doctor();
    expect(late.status).toBe(1);
    expect(saidOf(late.account.findings, 'problem', 'comparison')).toEqual([
      'Last compared with the portal 3 days ago.',
    ]);
  });

  test('tells whether the app answers where HubSpot calls it, and who has removed the app', async () => {
    const { run, path } = await install();
    const app = createServer((request, response) => response.end(request.url === '/healthz' ? '{"status":"ok"}' : ''));
    await once(app.listen(0, '127.0.0.1'), 'listening');
    onTestFinished(() => void app.close());
    const PUBLIC_URL = `http://127.0.0.1:${(app.address() as AddressInfo).port}`;
    const file = new DatabaseSync(path);
    onTestFinished(() => file.close());
    const gone = { account_id: '34', status: 'uninstalled', language: 'en', scopes: '' };
    insert(file, 'account', { ...gone, uninstalled_at: Date.now() - 2 * 86_400_000 });
    const { output } = await run(['doctor'], { PUBLIC_URL });
    expect(output).toMatch(/^✓ address {6}The app answers at/m);
    expect(output).toMatch(/^! uninstalled {2}Account 34 removed the app 2 days ago;/m);
    expect(output).not.toContain('Account 34\n');
    expect((await run(['doctor'])).output).toMatch(/^! address {6}.*\/healthz does not answer/m);
  });

  test('mends what it may while a scope is missing, and promises no more', async () => {
    const { doctor } = await install({ scopes: everything.filter((scope) => scope !== 'crm.schemas.deals.write') });
    const before = await doctor();
    const ofDeals = before.account.findings.filter(({ message }) => /^(The|Missing) deal /.test(message));
    expect(ofDeals).toHaveLength(2);
    for (const finding of ofDeals) {
      expect(finding).toMatchObject({ weight: 'problem', remedy: 'Grant crm.schemas.deals.write first.' });
      expect(finding).not.toHaveProperty('canFix');
    }
    const { account } = await doctor('--fix');
    expect(account.repaired).toEqual([
      'Read the settings of the portal.',
      expect.stringMatching(/^Created contact /),
      expect.stringMatching(/^Created company /),
    ]);
    const left = account.findings.filter(({ weight }) => weight === 'problem');
    expect(left.map(({ topic }) => topic).sort()).toEqual(['properties', 'properties', 'scopes', 'settings']);
    expect(left.filter(({ canFix }) => canFix)).toEqual([]);
    expect(saidOf(account.findings, 'problem', 'settings')[0]).toContain('403');
  });

  test('says of which records nothing is read while their scope is missing', async () => {
    const { doctor, path } = await install({
      scopes: everything.filter((scope) => scope !== 'crm.objects.deals.read'),
    });
    const file = new DatabaseSync(path);
    onTestFinished(() => file.close());
    const read = { account_id: '33', phase: 'all', place: '', claim: '', started_at: 1, finished_at: 2 };
    insert(file, 'backfill', { ...read, object_type: 'contact' });
    const { account } = await doctor();
    expect(saidOf(account.findings, 'problem', 'scopes')).toEqual(['Not granted: crm.objects.deals.read.']);
    expect(saidOf(account.findings, 'note', 'past')).toEqual([
      'Neither read nor compared while their scopes are not granted: deal (crm.objects.deals.read). The others are.',
    ]);
  });

  test('reads the scopes anew: what the app needs is a problem, what it can do without is none', async () => {
    const { doctor } = await install({ scopes: requiredScopes.slice(0, -1), tokenLifeMs: 1 });
    const { account } = await doctor();
    expect(saidOf(account.findings, 'problem', 'scopes')).toEqual(['Not granted: crm.objects.owners.read.']);
    const other = await install({ scopes: [...requiredScopes] });
    expect(saidOf((await other.doctor()).account.findings, 'note', 'scopes')[0]).toContain('tickets');
  });

  test('draws in colour where somebody sees it, and plainly for a file', async () => {
    const { run } = await install();
    const red = `${String.fromCharCode(27)}[31m✗`;
    expect((await run(['doctor'], { FORCE_COLOR: '1' })).output).toContain(red);
    const plain = (await run(['doctor'])).output;
    expect(plain).toContain('✗ properties');
    expect(plain).not.toContain(red);
  });

  test('an unknown account and an unknown format are mistakes of the command', async () => {
    const { run } = await install();
    expect((await run(['doctor', '--account', '34'])).errors).toContain('The account 34 does not have the app.');
    expect((await run(['doctor', '--format', 'xml'])).errors).toContain('give table or json');
  });
});

test('rotate-key puts the present seal on everything, and the former key is needed no more', { timeout }, async () => {
  const { run, doctor, key } = await install();
  await doctor('--fix');
  const next = randomBytes(32).toString('base64');
  expect((await run(['rotate-key'], { ENCRYPTION_KEY: next })).errors).toContain('does not open with ENCRYPTION_KEY');
  const both = { ENCRYPTION_KEY: next, ENCRYPTION_KEY_PREVIOUS: key.toString('base64') };
  const rotated = await run(['rotate-key'], both);
  expect(rotated).toMatchObject({ status: 0, errors: '', output: expect.stringContaining('tokens of 1 accounts') });
  expect(rotated.output).toContain('ENCRYPTION_KEY_PREVIOUS is no longer needed.');
  expect((await run(['rotate-key'], both)).output).toContain('1 had the present seal already');
  const { status, output } = await run(['doctor'], { ENCRYPTION_KEY: next });
  expect({ status, output }).toMatchObject({ status: 0, output: expect.stringContaining('✓ connection') });
});
