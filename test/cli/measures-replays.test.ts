import { expect, test } from 'vitest';
import { withReplays } from '../../src/cli/measures-replays.ts';
import { preset } from '../../src/journey/models/presets.ts';
import type { Ledger } from '../../src/journey/replay.ts';
import { historyOf } from '../journey/history.ts';
import { instantOf } from '../journey/notation.ts';
import { portal } from '../journey/portal.ts';
import { measuredRecord, visitsOf } from '../measures/measured.ts';

const replaying = {
  ...{ accountId: '33', model: preset('lead-funnel'), modelVersion: 1, portal, asOf: instantOf('d1000') },
};
const visits = visitsOf('attract d1– start');

function storeOf(facts: (recordId: string) => Ledger['facts']) {
  const asked: string[][] = [];
  const loadLedgers = async ({ records }: { records: readonly { recordId: string }[] }): Promise<Ledger[]> => {
    asked.push(records.map(({ recordId }) => recordId));
    return records.map(({ recordId }) => ({
      record: { objectType: 'contact', recordId },
      aliases: new Map(),
      facts: facts(recordId),
    }));
  };
  return { asked, loadLedgers };
}

const ledgerOf = (recordId: string) =>
  historyOf('d1 | created; email = a@b.example').map((fact) => ({ ...fact, recordId }));

test('who is not measured is not replayed, and the order stays', async () => {
  const store = storeOf(ledgerOf);
  const contacts = [
    measuredRecord('1', { visits }),
    measuredRecord('2', { visits, modelVersion: 2 }),
    measuredRecord('3'),
    measuredRecord('4', { visits }),
  ];
  const replayed = await withReplays(store, contacts, replaying);
  expect(replayed.map(({ recordId }) => recordId)).toEqual(['1', '2', '3', '4']);
  expect(store.asked).toEqual([['1', '4']]);
  expect(replayed.map((record) => [...(record.replayed?.signalsAt.values() ?? [])].flatMap((ids) => [...ids]))).toEqual(
    [['email-known'], [], [], ['email-known']],
  );
});

test('ledgers are read a hundred at a time', async () => {
  const store = storeOf(ledgerOf);
  const contacts = Array.from({ length: 201 }, (_, index) => measuredRecord(String(index), { visits }));
  const replayed = await withReplays(store, contacts, replaying);
  expect(store.asked.map((ids) => ids.length)).toEqual([100, 100, 1]);
  expect(replayed.every((record) => record.replayed !== undefined)).toBe(true);
});

test('who can’t be replayed any more waits, and does not keep the others from being measured', async () => {
  const broken = { ...ledgerOf('2')[0]!, kind: 'association', subject: null } as never;
  const store = storeOf((recordId) => (recordId === '2' ? [broken] : ledgerOf(recordId)));
  const contacts = ['1', '2', '3'].map((recordId) => measuredRecord(recordId, { visits }));
  const replayed = await withReplays(store, contacts, replaying);
  expect(replayed.map(({ modelVersion }) => modelVersion)).toEqual([1, null, 1]);
});
