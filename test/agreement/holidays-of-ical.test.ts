import { describe, expect, test } from 'vitest';
import { calendarSchema } from '../../src/agreement/calendar-schema.ts';
import { holidaysOfIcal, withHolidays } from '../../src/agreement/holidays/holidays-of-ical.ts';
import { calendarOf } from './calendars.ts';

const file = (...events: string[]) =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    ...events.map((event) => `BEGIN:VEVENT\r\n${event.trim().replaceAll(/\n */g, '\r\n')}\r\nEND:VEVENT`),
    'END:VCALENDAR',
    '',
  ].join('\r\n');
const read = (event: string, years: [number, number] = [2026, 2026]) =>
  holidaysOfIcal(file(event), { from: `${years[0]}-01-01`, to: `${years[1]}-12-31` });
const days = (event: string, years?: [number, number]) => read(event, years).holidays.map(({ date }) => date);

describe('a holiday', () => {
  test('is an all-day event', () => {
    expect(read('UID:1\nDTSTART;VALUE=DATE:20261225\nDTEND;VALUE=DATE:20261226\nSUMMARY:Christmas Day')).toEqual({
      holidays: [{ date: '2026-12-25', name: 'Christmas Day' }],
      skipped: [],
    });
  });

  test('may have a name that is folded and escaped, and parameters in quotes', () => {
    const folded = 'DTSTART;X-NOTE="a:b;c";VALUE=DATE:20260714\nSUMMARY;LANGUAGE=fr:Fête\\, jour\n';
    expect(
      holidaysOfIcal(file(`${folded}X-A:1`).replace('jour', 'jo\r\n ur'), { from: '2026-01-01', to: '2026-12-31' })
        .holidays,
    ).toEqual([{ date: '2026-07-14', name: 'Fête, jour' }]);
  });

  test.each<[title: string, event: string, dates: string[]]>([
    [
      'of several days',
      'DTSTART;VALUE=DATE:20261224\nDTEND;VALUE=DATE:20261227',
      ['2026-12-24', '2026-12-25', '2026-12-26'],
    ],
    ['by its duration', 'DTSTART;VALUE=DATE:20261224\nDURATION:P2D', ['2026-12-24', '2026-12-25']],
    ['by its beginning alone', 'DTSTART;VALUE=DATE:20261224', ['2026-12-24']],
    ['that ends on its own day', 'DTSTART;VALUE=DATE:20261224\nDTEND;VALUE=DATE:20261224', ['2026-12-24']],
    [
      'from midnight to midnight',
      'DTSTART;TZID=Europe/Rome:20261224T000000\nDTEND;TZID=Europe/Rome:20261225T000000',
      ['2026-12-24'],
    ],
    ['that was cancelled', 'DTSTART;VALUE=DATE:20261224\nSTATUS:CANCELLED', []],
    [
      'with more dates',
      'DTSTART;VALUE=DATE:20260101\nRDATE;VALUE=DATE:20260301,20260401',
      ['2026-01-01', '2026-03-01', '2026-04-01'],
    ],
    ['of another year', 'DTSTART;VALUE=DATE:20251224', []],
  ])('%s', (_, event, dates) => {
    expect(days(event)).toEqual(dates);
  });

  test('has one name for a day, the first', () => {
    const text = file('DTSTART;VALUE=DATE:20260501\nSUMMARY:First', 'DTSTART;VALUE=DATE:20260501\nSUMMARY:Second');
    expect(holidaysOfIcal(text, { from: '2026-01-01', to: '2026-12-31' }).holidays).toEqual([
      { date: '2026-05-01', name: 'First' },
    ]);
  });
});

describe('one that comes again each year', () => {
  test.each<[title: string, event: string, dates: string[]]>([
    ['by date', 'DTSTART;VALUE=DATE:20201225\nRRULE:FREQ=YEARLY', ['2026-12-25', '2027-12-25']],
    [
      'with its day told',
      'DTSTART;VALUE=DATE:20200501\nRRULE:FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=1',
      ['2026-05-01', '2027-05-01'],
    ],
    [
      'the fourth Thursday of November',
      'DTSTART;VALUE=DATE:20201126\nRRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH',
      ['2026-11-26', '2027-11-25'],
    ],
    [
      'the last Monday of May',
      'DTSTART;VALUE=DATE:20200525\nRRULE:FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO',
      ['2026-05-25', '2027-05-31'],
    ],
    ['every second year', 'DTSTART;VALUE=DATE:20200101\nRRULE:FREQ=YEARLY;INTERVAL=2', ['2026-01-01']],
    ['until a day', 'DTSTART;VALUE=DATE:20200101\nRRULE:FREQ=YEARLY;UNTIL=20261231T235959Z', ['2026-01-01']],
    ['so many times', 'DTSTART;VALUE=DATE:20200101\nRRULE:FREQ=YEARLY;COUNT=7', ['2026-01-01']],
    ['but not that day', 'DTSTART;VALUE=DATE:20200101\nRRULE:FREQ=YEARLY\nEXDATE;VALUE=DATE:20270101', ['2026-01-01']],
    ['29 February', 'DTSTART;VALUE=DATE:20200229\nRRULE:FREQ=YEARLY', []],
  ])('%s', (_, event, dates) => {
    expect(days(event, [2026, 2027])).toEqual(dates);
  });

  test('and was moved once', () => {
    const text = file(
      'UID:a\nDTSTART;VALUE=DATE:20200104\nRRULE:FREQ=YEARLY\nSUMMARY:Founders',
      'UID:a\nRECURRENCE-ID;VALUE=DATE:20260104\nDTSTART;VALUE=DATE:20260105\nSUMMARY:Founders, on Monday',
    );
    expect(holidaysOfIcal(text, { from: '2025-01-01', to: '2026-12-31' }).holidays).toEqual([
      { date: '2025-01-04', name: 'Founders' },
      { date: '2026-01-05', name: 'Founders, on Monday' },
    ]);
  });
});

test.each<[event: string, reason: string]>([
  ['DTSTART:20260501T090000Z\nDTEND:20260501T100000Z', 'not-all-day'],
  ['DTSTART:20260501T000000', 'not-all-day'],
  ['DTSTART;VALUE=DATE:20260501\nDTEND;VALUE=DATE:20260901', 'not-all-day'],
  ['DTSTART;VALUE=DATE:20260501\nRRULE:FREQ=WEEKLY', 'unknown-recurrence'],
  ['DTSTART;VALUE=DATE:20260501\nRRULE:FREQ=YEARLY;BYSETPOS=1;BYDAY=MO', 'unknown-recurrence'],
  ['DTSTART;VALUE=DATE:20260230', 'without-date'],
  ['DESCRIPTION:no date', 'without-date'],
])('%j is no holiday, and says why', (event, reason) => {
  expect(read(`SUMMARY:Odd\n${event}`)).toEqual({ holidays: [], skipped: [{ name: 'Odd', reason }] });
});

test('an alarm within an event is none of its properties; text that is no calendar has no holidays', () => {
  const alarm = 'DTSTART;VALUE=DATE:20260501\nBEGIN:VALARM\nSUMMARY:Wake up\nEND:VALARM\nSUMMARY:May Day';
  expect(read(alarm).holidays).toEqual([{ date: '2026-05-01', name: 'May Day' }]);
  expect(holidaysOfIcal('<html>', { from: '2026-01-01', to: '2026-12-31' })).toEqual({ holidays: [], skipped: [] });
});

test('reading a file again keeps what was switched off and written by hand', () => {
  const calendar = calendarOf({
    holidays: [
      { date: '2026-05-01', name: 'May Day', off: true },
      { date: '2026-08-14', name: 'Outing' },
    ],
  });
  const fresh = [
    { date: '2026-01-01', name: 'New Year' },
    { date: '2026-05-01', name: 'May Day' },
  ];
  const united = withHolidays(calendar, fresh);
  expect(united.holidays).toEqual([
    { date: '2026-01-01', name: 'New Year' },
    { date: '2026-05-01', name: 'May Day', off: true },
    { date: '2026-08-14', name: 'Outing' },
  ]);
  expect(calendarSchema.safeParse(united).success).toBe(true);
});
