import { expect, test } from 'vitest';
import { usualDaySeconds } from '../../src/agreement/calendar/usual-day.ts';
import { calendarOf, officeWeek } from './calendars.ts';

const weeks: [string, Parameters<typeof calendarOf>[0]['week'], number][] = [
  ['the office', officeWeek, 8],
  [
    'a break at noon',
    {
      mon: [
        ['09:00', '12:00'],
        ['13:00', '18:00'],
      ],
      tue: [['09:00', '17:00']],
    },
    8,
  ],
  ['short Fridays', { ...officeWeek, fri: [['09:00', '13:00']] }, 8],
  ['two kinds of days, as many of each', { mon: [['08:00', '12:00']], tue: [['08:00', '18:00']] }, 10],
  ['the night', { sat: [['00:00', '24:00']] }, 24],
];

test.each(weeks)('the usual day of %s', (_, week, hours) => {
  expect(usualDaySeconds(calendarOf({ week }))).toBe(hours * 3600);
});
