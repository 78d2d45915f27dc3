import { expect, test } from 'vitest';
import { examineJournal } from '../../src/cli/doctor/examine-journal.ts';
import type { JournalReading } from '../../src/store/journal-reading.ts';

const now = Date.UTC(2026, 5, 1);
const hourMs = 3_600_000;
const read: JournalReading = { offset: 'o', asOf: now, readAt: now - 20_000, lateSince: null, failure: null };

test.each<[string, JournalReading | null, string, RegExp]>([
  ['a journal that was just read', read, 'ok', /last read to its end 20 seconds ago/],
  ['one that was never begun', null, 'note', /never read/],
  ['one that never ended', { ...read, readAt: null }, 'problem', /never read to its end/],
  ['one that nobody has read for hours', { ...read, readAt: now - 5 * hourMs }, 'problem', /5 hours/],
  ['one whose offset is too old', { ...read, readAt: now - 80 * hourMs }, 'problem', /no longer has what followed/],
  ['one that HubSpot refuses', { ...read, failure: 'BAD_SCOPE.' }, 'note', /can't be read: BAD_SCOPE\./],
  ['one whose next file is late', { ...read, lateSince: now - 60_000 }, 'note', /has been missing for/],
])('%s', async (_name, reading, weight, said) => {
  const finding = await examineJournal({ readJournalReading: async () => reading }, now);
  expect(finding).toMatchObject({ topic: 'journal', weight, message: expect.stringMatching(said) });
});
