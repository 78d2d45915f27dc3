import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStore } from '../../src/store/open-store.ts';
import { createInstallation, type Installation } from './installation.ts';

const directory = mkdtempSync(join(tmpdir(), 'journey-steward-past-activities-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const portalId = 20_260_808;
const begun = Date.UTC(2026, 4, 4, 9);
const now = '2026-06-30T12:00:00.000Z';
const hourMs = 3_600_000;
/** What people wrote; none of it may be kept. */
const content = 'Oh how secret these words are';

const typeIds = {
  contact: '0-1',
  deal: '0-3',
  ticket: '0-5',
  call: '0-48',
  email: '0-49',
  meeting: '0-47',
  note: '0-46',
  communication: '0-18',
};
type Type = keyof typeof typeIds;

function event(fields: object): object {
  const common = { eventId: 1, subscriptionId: 1, portalId, appId: 7, attemptNumber: 0, changeSource: 'CRM_UI' };
  return { ...common, ...fields };
}

function created(type: Type, objectId: number, hour: number, values: Record<string, string>): object[] {
  const occurredAt = begun + hour * hourMs;
  const of = { objectId, objectTypeId: typeIds[type], occurredAt };
  const changes = Object.entries(values).map(([propertyName, propertyValue]) =>
    event({ ...of, subscriptionType: 'object.propertyChange', propertyName, propertyValue }),
  );
  return [event({ ...of, subscriptionType: 'object.creation' }), ...changes];
}

function linked(from: [Type, number], to: [Type, number], hour: number): object[] {
  const sides = [
    [from, to],
    [to, from],
  ] as const;
  return sides.map(([[fromType, fromObjectId], [toType, toObjectId]]) =>
    event({
      subscriptionType: 'object.associationChange',
      ...{ fromObjectTypeId: typeIds[fromType], toObjectTypeId: typeIds[toType], fromObjectId, toObjectId },
      ...{ associationRemoved: false, isPrimaryAssociation: false, occurredAt: begun + hour * hourMs },
    }),
  );
}

const at = (hour: number) => String(begun + hour * hourMs);

/** Records that everybody knows of, and what is logged on them afterwards. */
const records = [
  ...created('contact', 11, 0, { lifecyclestage: 'lead', hubspot_owner_id: '41003' }),
  ...created('contact', 12, 0, { lifecyclestage: 'lead' }),
  ...created('deal', 21, 1, { dealstage: 'appointmentscheduled', pipeline: 'default' }),
  ...linked(['deal', 21], ['contact', 11], 1),
];
const logged = [
  ...created('call', 31, 30, {
    hs_timestamp: at(29),
    hs_call_direction: 'INBOUND',
    hubspot_owner_id: '41003',
    hs_call_body: content,
  }),
  ...linked(['call', 31], ['contact', 11], 30),
  ...created('call', 32, 31, { hs_timestamp: at(31), hs_call_status: 'FAILED', hs_call_direction: 'OUTBOUND' }),
  ...linked(['call', 32], ['contact', 11], 31),
  ...created('email', 33, 40, { hs_timestamp: at(40), hs_email_direction: 'EMAIL', hs_email_subject: content }),
  ...linked(['email', 33], ['deal', 21], 40),
  ...linked(['email', 33], ['contact', 12], 40),
  ...created('meeting', 34, 41, { hs_timestamp: at(90), hs_meeting_outcome: 'COMPLETED' }),
  ...linked(['meeting', 34], ['contact', 11], 41),
  ...created('note', 35, 50, { hs_timestamp: at(50), hs_note_body: content }),
  ...linked(['note', 35], ['contact', 12], 50),
  ...created('communication', 36, 60, { hs_timestamp: at(60), hs_communication_body: content }),
  ...linked(['communication', 36], ['contact', 12], 60),
  ...created('ticket', 51, 70, { hs_pipeline: '0', hs_pipeline_stage: '1', hs_ticket_priority: 'URGENT' }),
  ...linked(['ticket', 51], ['contact', 11], 70),
  ...created('call', 37, 80, { hs_timestamp: at(80), hs_call_direction: 'OUTBOUND' }),
  ...linked(['call', 37], ['ticket', 51], 80),
];

function fileOf(name: string, events: readonly object[]): string {
  const path = join(directory, `${name}.jsonl`);
  writeFileSync(path, events.map((one) => JSON.stringify(one)).join('\n'));
  return path;
}

type Told = { of: string; kind: string; subject: string; value: string; at: number };

/** What the ledger has of activities on records, and of the ticket. */
async function toldIn(databaseUrl: string): Promise<Told[]> {
  const store = await openStore({ kind: 'sqlite', path: databaseUrl });
  try {
    const accountId = String(portalId);
    const known = await Promise.all(
      (
        [
          ['contact', ['11', '12']],
          ['deal', ['21']],
          ['ticket', ['51']],
        ] as const
      ).map(([objectType, recordIds]) => store.readKnownRecords({ accountId, objectType, recordIds })),
    );
    const facts = known.flat().flatMap((one) => one.facts);
    const isTold = (kind: string, type: string) => kind === 'activity' || (type === 'ticket' && kind !== 'association');
    const told = facts
      .filter(({ kind, objectType }) => isTold(kind, objectType))
      .map(({ objectType, recordId, kind, subject, value, occurredAt }) => {
        return { of: `${objectType}/${recordId}`, kind, subject, value, at: (occurredAt - begun) / hourMs };
      });
    // A fact that was heard twice is one.
    return [...new Map(told.map((one) => [JSON.stringify(one), one]))].sort(byKey).map(([, one]) => one);
  } finally {
    await store.close();
  }
}

function byKey([one]: [string, unknown], [other]: [string, unknown]): number {
  return one < other ? -1 : 1;
}

let runs = 0;
async function withInstallation<Result>(
  options: { withheldScopes?: string[] },
  work: (installation: Installation, databaseUrl: string) => Promise<Result>,
): Promise<Result> {
  runs += 1;
  const databaseUrl = join(directory, `run-${runs}.db`);
  const installation = await createInstallation({ portalId, now, databaseUrl, ...options });
  try {
    return await work(installation, databaseUrl);
  } finally {
    await installation.stop();
  }
}

const nowMs = Date.parse(now);

describe('calls, e-mails, meetings, notes, messages and tickets', { timeout: 240_000 }, () => {
  let heard: Told[] = [];
  beforeAll(async () => {
    heard = await withInstallation({}, async (installation, databaseUrl) => {
      await installation.startApp();
      await installation.install();
      await installation.play({ path: fileOf('all', [...records, ...logged]), nowMs });
      await installation.untilPastIsRead();
      return toldIn(databaseUrl);
    });
  }, 240_000);

  test('are heard of by webhooks', () => {
    const activities = heard
      .filter(({ kind }) => kind === 'activity')
      .map(({ of, subject, value, at: hour }) => [of, subject, value, hour]);
    expect(activities).toEqual([
      ['contact/11', 'call:31', 'incoming:41003', 29],
      ['contact/11', 'meeting:34', '', 90],
      ['contact/12', 'email:33', 'outgoing', 40],
      ['contact/12', 'message:36', '', 60],
      ['contact/12', 'note:35', '', 50],
      ['deal/21', 'email:33', 'outgoing', 40],
      ['ticket/51', 'call:37', 'outgoing', 80],
    ]);
  });

  test('are the same when all of it was past, and nothing that people wrote is kept', async () => {
    await withInstallation({}, async (installation, databaseUrl) => {
      await installation.play({ path: fileOf('past', [...records, ...logged]), dropRate: 1, nowMs });
      await installation.startApp();
      await installation.install();
      await installation.untilPastIsRead();
      expect(await toldIn(databaseUrl)).toEqual(heard);
      const progress = await installation.pastProgress();
      expect(
        Object.fromEntries(progress.map((one) => [one.objectType, `${one.recordsDone}/${one.recordsTotal}`])),
      ).toEqual({
        ...{ contact: '2/2', deal: '1/1', company: '0/0', ticket: '1/1' },
        ...{ call: '3/3', email: '1/1', meeting: '1/1', note: '1/1', communication: '1/1' },
      });
      const { output } = await installation.command('backfill');
      expect(output).toBe(
        'The past is read: contacts 2/2, deals 1/1, companies 0/0, tickets 1/1, calls 3/3, e-mails 1/1, meetings 1/1, notes 1/1, messages 1/1.\n',
      );
      const files = ['', '-wal'].map((end) => readFileSync(`${databaseUrl}${end}`, 'latin1'));
      expect(files.some((file) => file.includes('hs_call_direction'))).toBe(true);
      expect(files.some((file) => file.includes(content))).toBe(false);
    });
  });

  test('are the same when nothing of them was delivered, once the ledger was compared; what is deleted then is gone', async () => {
    await withInstallation({}, async (installation, databaseUrl) => {
      await installation.play({ path: fileOf('records', records), dropRate: 1, nowMs: begun + 2 * hourMs });
      await installation.startApp();
      await installation.install();
      await installation.untilPastIsRead();
      await installation.play({ path: fileOf('lost', logged), dropRate: 1, nowMs });
      expect(await toldIn(databaseUrl)).toEqual([]);
      const repair = await installation.command('repair', '--since', '2026-05-04');
      expect(repair.output).toContain('The ledger agrees with the portal');
      await installation.untilAtRest();
      expect(await toldIn(databaseUrl)).toEqual(heard);

      const deleted = event({
        subscriptionType: 'object.deletion',
        objectId: 31,
        objectTypeId: typeIds.call,
        occurredAt: nowMs - 1,
      });
      await installation.play({ path: fileOf('deleted', [deleted]), dropRate: 1, nowMs });
      expect((await installation.command('repair')).output).toContain('1 deletion.');
      expect(await toldIn(databaseUrl)).toEqual(heard.filter(({ subject }) => subject !== 'call:31'));
      expect((await installation.command('repair')).output).toContain('Recovered: nothing.');
    });
  });

  test('are read without the tickets where those are not granted', async () => {
    await withInstallation({ withheldScopes: ['tickets'] }, async (installation, databaseUrl) => {
      await installation.play({ path: fileOf('withheld', [...records, ...logged]), dropRate: 1, nowMs });
      await installation.startApp();
      await installation.install();
      await installation.untilPastIsRead();
      expect(await toldIn(databaseUrl)).toEqual(heard.filter(({ of }) => of !== 'ticket/51'));
      const progress = await installation.pastProgress();
      expect(progress.map(({ objectType }) => objectType)).not.toContain('ticket');
      expect(progress.every(({ failure }) => failure === null)).toBe(true);
      const { status, output } = await installation.command('repair');
      expect({ status, found: output.endsWith('Recovered: nothing.\n') }).toEqual({ status: 0, found: true });
    });
  });
});
