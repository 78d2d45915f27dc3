import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { parseAgreement } from '../../src/agreement/agreement-file.ts';
import { runCommand } from './run-command.ts';

const directory = mkdtempSync(join(tmpdir(), 'journey-steward-holidays-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const file = join(directory, 'holidays.ics');
const event = (...lines: string[]) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT'];
const calendar = [
  'BEGIN:VCALENDAR',
  ...event('DTSTART;VALUE=DATE:20200101', 'RRULE:FREQ=YEARLY', 'SUMMARY:New Year'),
  ...event('DTSTART:20260501T090000Z', 'SUMMARY:Breakfast'),
  'END:VCALENDAR',
];
writeFileSync(file, `${calendar.join('\r\n')}\r\n`);

test('an agreement is printed with the holidays of a file; what is none is told', async () => {
  const period = ['--from', '2026-01-01', '--to', '2027-12-31'];
  const { status, output, errors } = await runCommand([
    'holidays',
    file,
    '--agreement',
    'lead-funnel',
    '--team',
    'sales',
    ...period,
  ]);
  expect(status).toBe(0);
  const { teams } = parseAgreement(JSON.parse(output));
  expect(teams.sales?.calendar.holidays).toEqual([
    { date: '2026-01-01', name: 'New Year' },
    { date: '2027-01-01', name: 'New Year' },
  ]);
  expect(teams.marketing?.calendar.holidays).toEqual([]);
  expect(errors).toBe('2 holidays for sales.\nLeft out: Breakfast (not whole days, or more than a month of them).\n');
});

test.each<[args: string[], message: string]>([
  [[join(directory, 'none.ics'), '--agreement', 'lead-funnel'], 'There is no file'],
  [
    [file, '--agreement', 'lead-funnel', '--team', 'support'],
    '--team support: the agreement has marketing, sales, service.',
  ],
  [[file, '--agreement', 'lead-funnel', '--from', 'May'], '--from May: write a day as 2026-12-31.'],
])('%j is refused', async (args, message) => {
  const { status, errors } = await runCommand(['holidays', ...args]);
  expect(status).not.toBe(0);
  expect(errors).toContain(message);
});
