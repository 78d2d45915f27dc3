import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { HeardFact } from '../../src/journey/facts.ts';
import { measuresReportSchema } from '../../src/measures/measures-report.ts';
import { openStore } from '../../src/store/open-store.ts';
import { testAgreement } from '../end-to-end/agreement-file.ts';
import { install } from '../store/battery-store.ts';
import { contact, created, hear, lifecycle } from '../store/hear.ts';
import { runCommand } from './run-command.ts';

const accountId = '33';
const directory = mkdtempSync(join(tmpdir(), 'journey-steward-measures-agreement-'));
const database = join(directory, 'one.db');
afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** On a Monday; Rome is two hours ahead. Sales has four hours to accept. */
const at = (hour: number) => Date.UTC(2026, 4, 4, hour);

/** Three contacts that are offered to sales at nine in Rome: one is accepted in time, one given back, one left alone. */
beforeAll(async () => {
  const store = await openStore({ kind: 'sqlite', path: database });
  await install(store, accountId);
  const records = ['1', '2', '3'].map(contact);
  const told = records.flatMap((record) => [
    created(record, Date.UTC(2026, 3, 27, 7)),
    lifecycle(record, 'marketingqualifiedlead', Date.UTC(2026, 3, 27, 8)),
    lifecycle(record, 'salesqualifiedlead', at(7)),
  ]);
  const said = (record: (typeof records)[number], action: string, more: object = {}): HeardFact => ({
    ...record,
    kind: 'action',
    subject: `${action}:0190a5b0-0000-7000-8000-00000000000${record.recordId}`,
    value: JSON.stringify({ stage: 'convert', team: 'sales', by: '42', ...more }),
    occurredAt: at(8),
    hearing: { channel: 'own-action', changeSource: 'CARD', sourceId: 'userId:42' },
  });
  const actions = [
    said(contact('1'), 'handoff-accepted'),
    said(contact('2'), 'handoff-returned', { reason: 'not-ready', note: '' }),
  ];
  await hear(store, accountId, [...told, ...actions]);
  const given = { accountId, name: testAgreement.id, definition: JSON.stringify(testAgreement), publishedBy: 'cli' };
  const when = { inForceFrom: at(7), now: 1, dueAt: 1, expectedVersion: 0, appliesTo: 'open-visits' } as const;
  await store.publishAgreement({ ...given, ...when });
  await store.close();
});

const run = (...args: string[]) =>
  runCommand(['--database', database, 'measures', '--now', '2026-05-04T14:00:00Z', '--minimum', '2', ...args]);

async function json(...args: string[]) {
  const { status, output, errors } = await run('--format', 'json', ...args);
  expect({ status, errors }).toEqual({ status: 0, errors: '' });
  return measuresReportSchema.parse(JSON.parse(output)).agreement;
}

test('tells how many clocks were met, why handoffs came back and whose the time was', async () => {
  const agreement = await json();
  expect(agreement).toMatchObject({ id: testAgreement.id, version: 1, failed: 0 });
  const accepting = agreement?.compliance.find(({ team, kind }) => team === 'sales' && kind === 'accept');
  expect(accepting).toMatchObject({ stage: 'convert', met: 2, breached: 1, openBreaches: 1, metOfDecided: { n: 3 } });
  expect(agreement?.returns).toEqual([
    { stage: 'convert', by: 'sales', to: 'marketing', reason: 'not-ready', count: 1 },
  ]);
  // From nine to four in Rome, and for the one that came back until ten.
  const [whole] = agreement?.elapsed ?? [];
  const hours = (ms = 0) => ms / 3_600_000;
  expect(hours(whole?.whole.ms.sales)).toBe(7 + 1 + 7);
  expect(hours(whole?.teams.sales?.totalMs)).toBe(7 + 1 + 7);
  expect(Object.values(whole?.whole.percent ?? {}).reduce((sum, percent) => sum + percent, 0)).toBe(100);
});

test('tells the time of each month when months are asked for; they add up to the whole', async () => {
  const elapsed = (await json('--by', 'month'))?.elapsed ?? [];
  expect(elapsed.map(({ month }) => month)).toEqual([null, '2026-04', '2026-05']);
  const [whole = 0, ...months] = elapsed.map(({ whole: { totalMs } }) => totalMs);
  expect(months.reduce((sum, totalMs) => sum + totalMs, 0)).toBe(whole);
  expect(Math.min(...months)).toBeGreaterThan(0);
});

test('counts only what was in the period', async () => {
  expect(await json('--until', '2026-05-04T07:00:00Z')).toMatchObject({ returns: [] });
  const later = await json('--since', '2026-05-04T12:00:00Z');
  expect(later).toMatchObject({ compliance: [], returns: [] });
  expect(later?.elapsed[0]?.whole.totalMs).toBe(3 * 2 * 3_600_000);
});

test('is drawn for people, in their language', async () => {
  const { output } = await run('--language', 'de');
  const lines = output.slice(output.indexOf('VEREINBARUNG')).split('\n');
  expect(lines.find((line) => line.startsWith('Vertrieb · '))).toContain('Übergabe annehmen');
  expect(lines.find((line) => line.startsWith('Vertrieb · '))).toContain('2/3');
  expect(lines).toContain('Zurückgegebene Übergaben');
  expect(lines.some((line) => line.includes('Vertrieb → Marketing'))).toBe(true);
  expect(lines.some((line) => line.includes('Führung Vertrieb: Vertrieb 100'))).toBe(true);
});

test('a company has none', async () => {
  expect(await json('--object', 'company')).toBeNull();
});
