import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { afterBusiness, businessBetween, untilEndOfBusinessDay } from '../../src/agreement/calendar/business-time.ts';
import { dayText, parseDay, weekdayOf } from '../../src/agreement/calendar/local-days.ts';
import { workingHours } from '../../src/agreement/calendar/working-hours.ts';
import { segmentAt } from '../../src/agreement/calendar/zone-segments.ts';
import { type Calendar, weekdays } from '../../src/agreement/calendar-schema.ts';
import { calendarOf, countMinutes, daily, findMinute, wallClock } from './calendars.ts';

const hourMs = 3_600_000;
const minuteMs = 60_000;
const dayMs = 24 * hourMs;
const at = (text: string) => Date.parse(text);
const iso = (instant: number | null) => (instant === null ? null : new Date(instant).toISOString());

const rome = 'Europe/Rome';
const inRome = calendarOf({ zone: rome });
// 2026: 6 March is a Friday; clocks go forward on 29 March and back on 25 October.

describe('when so much business time has passed', () => {
  const office = calendarOf({});
  const withLunch = calendarOf({
    week: {
      fri: [
        ['09:00', '12:00'],
        ['13:00', '17:00'],
      ],
      mon: [['09:00', '17:00']],
    },
  });
  const aroundTheClock = calendarOf({ zone: rome, week: daily(['00:00', '24:00']) });
  const night = calendarOf({ zone: rome, week: daily(['00:00', '06:00'], ['22:00', '24:00']) });
  test.each<[title: string, calendar: Calendar, from: string, hours: number, until: string]>([
    ['Friday 16:30 and 1 h is Monday 09:30', office, '2026-03-06T16:30Z', 1, '2026-03-09T09:30Z'],
    ['Friday 16:30 and 30 min is Friday 17:00', office, '2026-03-06T16:30Z', 0.5, '2026-03-06T17:00Z'],
    ['Saturday 15:00 and 1 h is Monday 10:00', office, '2026-03-07T15:00Z', 1, '2026-03-09T10:00Z'],
    ['at closing time counts from the next opening', office, '2026-03-06T17:00Z', 1, '2026-03-09T10:00Z'],
    ['before opening counts from the opening', office, '2026-03-06T03:00Z', 2, '2026-03-06T11:00Z'],
    ['over lunch', withLunch, '2026-03-06T11:30Z', 1, '2026-03-06T13:30Z'],
    ['over lunch and the weekend', withLunch, '2026-03-06T11:00Z', 6, '2026-03-09T10:00Z'],
    [
      'a start on a holiday counts from the day after',
      calendarOf({ holidays: ['2026-03-09'] }),
      '2026-03-09T10:00Z',
      1,
      '2026-03-10T10:00Z',
    ],
    [
      'across a week of holidays',
      calendarOf({ holidays: ['2026-12-24', '2026-12-25', '2026-12-28', '2026-12-29', '2026-12-30', '2026-12-31'] }),
      '2026-12-23T16:00Z',
      2,
      '2027-01-01T10:00Z',
    ],
    [
      'a holiday that is switched off counts like any day',
      calendarOf({ holidays: [{ date: '2026-03-09', name: 'Closing day', off: true }] }),
      '2026-03-06T16:30Z',
      1,
      '2026-03-09T09:30Z',
    ],
    [
      'a holiday that is listed twice is taken off once',
      calendarOf({ holidays: ['2026-03-09', '2026-03-09'] }),
      '2026-03-06T16:30Z',
      1,
      '2026-03-10T09:30Z',
    ],
    ['24:00 joins the next day', aroundTheClock, '2026-03-06T22:00+01:00', 5, '2026-03-07T03:00+01:00'],
    ['the night is two intervals', night, '2026-03-06T23:00+01:00', 2, '2026-03-07T01:00+01:00'],
    ['local time before the clocks go forward', inRome, '2026-03-27T16:30+01:00', 1, '2026-03-30T09:30+02:00'],
    ['local time before the clocks go back', inRome, '2026-10-23T16:30+02:00', 1, '2026-10-26T09:30+01:00'],
    ['the day of 23 hours', aroundTheClock, '2026-03-29T00:00+01:00', 23, '2026-03-30T00:00+02:00'],
    ['the day of 25 hours', aroundTheClock, '2026-10-25T00:00+02:00', 25, '2026-10-26T00:00+01:00'],
    ['the hour that is left out does not count', night, '2026-03-29T01:30+01:00', 1, '2026-03-29T03:30+02:00'],
    ['the hour that comes twice counts twice', night, '2026-10-25T02:30+02:00', 1, '2026-10-25T02:30+01:00'],
  ])('%s', (_, calendar, from, hours, until) => {
    const hoursOfCalendar = workingHours(calendar);
    expect(iso(afterBusiness(hoursOfCalendar, at(from), hours * hourMs))).toBe(iso(at(until)));
    expect(businessBetween(hoursOfCalendar, at(from), at(until))).toBe(hours * hourMs);
  });

  test('to the millisecond', () => {
    const hours = workingHours(inRome);
    expect(iso(afterBusiness(hours, at('2026-03-27T16:59:59.250+01:00'), 1_000))).toBe('2026-03-30T07:00:00.250Z');
    expect(businessBetween(hours, at('2026-03-27T16:59:59.250+01:00'), at('2026-03-30T07:00:00.250Z'))).toBe(1_000);
  });

  test('in a zone where the day has no midnight', () => {
    // In Cairo the clocks went from 00:00 to 01:00 on Friday, 24 April 2026.
    const cairo = calendarOf({ zone: 'Africa/Cairo', week: daily(['00:00', '02:00']) });
    const midnight = at('2026-04-23T22:00Z');
    expect(wallClock('Africa/Cairo')(midnight).time).toBe('01:00');
    expect(businessBetween(workingHours(cairo), midnight, midnight + dayMs - hourMs)).toBe(hourMs);
  });

  test('in a zone that left out a whole day', () => {
    // Samoa had no 30 December 2011, a Friday.
    const samoa = workingHours(calendarOf({ zone: 'Pacific/Apia' }));
    const thursday = at('2011-12-29T16:30-10:00');
    expect(iso(afterBusiness(samoa, thursday, hourMs))).toBe(iso(at('2012-01-02T09:30+14:00')));
  });

  test('after the last year that a date can show, never', () => {
    const hours = workingHours(calendarOf({ week: { mon: [['09:00', '09:01']] } }));
    expect(afterBusiness(hours, at('9990-01-01T00:00Z'), 10_000 * hourMs)).toBeNull();
  });
});

describe('the end of the n-th business day', () => {
  const endOf = (from: string, count: number, calendar = inRome) => {
    const hours = workingHours(calendar);
    return iso(afterBusiness(hours, at(from), untilEndOfBusinessDay(hours, at(from), count)));
  };
  test.each([
    ['the first is the day of the start', '2026-03-06T10:00+01:00', 1, '2026-03-06T17:00+01:00'],
    ['the second is Monday', '2026-03-06T16:59+01:00', 2, '2026-03-09T17:00+01:00'],
    ['after closing, the first is the next', '2026-03-06T17:00+01:00', 1, '2026-03-09T17:00+01:00'],
    ['before opening, the first is the day itself', '2026-03-06T06:00+01:00', 1, '2026-03-06T17:00+01:00'],
    ['on a weekend, the first is Monday', '2026-03-07T10:00+01:00', 1, '2026-03-09T17:00+01:00'],
    ['across the clocks going forward', '2026-03-27T10:00+01:00', 3, '2026-03-31T17:00+02:00'],
  ])('%s', (_, from, count, until) => {
    expect(endOf(from, count)).toBe(iso(at(until)));
  });

  test('passes over holidays', () => {
    expect(endOf('2026-03-06T10:00+01:00', 2, calendarOf({ zone: rome, holidays: ['2026-03-09'] }))).toBe(
      iso(at('2026-03-10T17:00+01:00')),
    );
  });
});

const zones = [
  'UTC',
  'Europe/Rome',
  'America/New_York',
  'Asia/Seoul',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'America/St_Johns',
  'Africa/Cairo',
  'Africa/Casablanca',
  'Pacific/Chatham',
];
/** Days around which offsets change in one or the other of these zones. */
const restless = ['2026-03-08', '2026-03-29', '2026-04-05', '2026-04-24', '2026-10-04', '2026-10-25', '2026-11-01'];

const timeOfDay = fc
  .integer({ min: 0, max: 96 })
  .map(
    (quarter) => `${String(Math.floor(quarter / 4)).padStart(2, '0')}:${String((quarter % 4) * 15).padStart(2, '0')}`,
  );
const intervals = fc
  .uniqueArray(timeOfDay, { maxLength: 6 })
  .map((times) => times.toSorted())
  .map((times) => Array.from({ length: times.length >> 1 }, (_, index) => [times[2 * index]!, times[2 * index + 1]!]));
const arbitraryCase = fc
  .record({
    zone: fc.constantFrom(...zones),
    week: fc.tuple(...weekdays.map(() => fc.oneof(intervals, fc.constant([['00:00', '24:00']])))),
    around: fc.constantFrom(...restless),
    holidays: fc.uniqueArray(fc.integer({ min: -3, max: 3 }), { maxLength: 3 }),
    fromMs: fc.integer({ min: -2 * dayMs, max: dayMs }),
    lengthMs: fc.integer({ min: 0, max: 3 * dayMs }),
  })
  .filter(({ week }) => week.some((day) => day.length > 0))
  .map(({ zone, week, around, holidays, fromMs, lengthMs }) => {
    const day = parseDay(around);
    const calendar = calendarOf({
      zone,
      week: Object.fromEntries(weekdays.map((name, index) => [name, week[index] as [string, string][]])),
      holidays: holidays.map((offset) => dayText(day + offset)),
    });
    return { calendar, from: day * dayMs + fromMs, to: day * dayMs + fromMs + lengthMs };
  });

describe('as somebody counts who looks at the wall clock of every minute', () => {
  test('between two instants', () => {
    fc.assert(
      fc.property(arbitraryCase, ({ calendar, from, to }) => {
        expect(businessBetween(workingHours(calendar), from, to)).toBe(countMinutes(calendar, from, to));
      }),
      { numRuns: 150 },
    );
  });

  test('until so much has passed', () => {
    fc.assert(
      fc.property(arbitraryCase, fc.integer({ min: 1, max: 20 * hourMs }), ({ calendar, from }, length) => {
        const until = from + 4 * dayMs;
        const found = findMinute(calendar, from, length, until);
        const told = afterBusiness(workingHours(calendar), from, length);
        if (found === null) expect(told === null || told >= until).toBe(true);
        else expect(iso(told)).toBe(iso(found));
      }),
      { numRuns: 150 },
    );
  });
});

describe('over any length', () => {
  const anywhere = fc.integer({ min: at('2010-01-01T00:00Z'), max: at('2050-01-01T00:00Z') });

  test('parts add up', () => {
    fc.assert(
      fc.property(arbitraryCase, anywhere, anywhere, anywhere, ({ calendar }, ...instants) => {
        const hours = workingHours(calendar);
        const [first, second, third] = instants.toSorted((left, right) => left - right) as [number, number, number];
        const sum = businessBetween(hours, first, second) + businessBetween(hours, second, third);
        expect(sum).toBe(businessBetween(hours, first, third));
      }),
    );
  });

  test('what has passed when so much has passed is so much, and a millisecond before it was less', () => {
    fc.assert(
      fc.property(
        arbitraryCase,
        anywhere,
        fc.integer({ min: 1, max: 8_000 * hourMs }),
        ({ calendar }, from, length) => {
          const hours = workingHours(calendar);
          const until = afterBusiness(hours, from, length);
          expect(until).not.toBeNull();
          expect(businessBetween(hours, from, until!)).toBe(length);
          expect(businessBetween(hours, from, until! - 1)).toBe(length - 1);
        },
      ),
    );
  });

  test('more business days never end earlier', () => {
    fc.assert(
      fc.property(arbitraryCase, anywhere, fc.integer({ min: 1, max: 30 }), ({ calendar }, from, count) => {
        const hours = workingHours(calendar);
        const length = untilEndOfBusinessDay(hours, from, count);
        const next = untilEndOfBusinessDay(hours, from, count + 1);
        expect(length).toBeGreaterThanOrEqual(0);
        expect(next).toBeGreaterThanOrEqual(length);
      }),
    );
  });

  test('five years of a calendar with ten holidays a year, counted by weeks', () => {
    const holidays = Array.from(
      { length: 50 },
      (_, index) => `${2026 + Math.floor(index / 10)}-${String((index % 10) + 1).padStart(2, '0')}-15`,
    );
    const worked = holidays.filter((day) => weekdayOf(parseDay(day)) < 5).length;
    const days = Array.from({ length: 1826 }, (_, index) => parseDay('2026-01-01') + index);
    const office = days.filter((day) => weekdayOf(day) < 5).length - worked;
    const hours = workingHours(calendarOf({ zone: rome, holidays }));
    expect(businessBetween(hours, at('2026-01-01T00:00+01:00'), at('2031-01-01T00:00+01:00'))).toBe(
      office * 8 * hourMs,
    );
  });
});

test('days have the numbers and names that dates have', () => {
  fc.assert(
    fc.property(fc.integer({ min: -100_000, max: 200_000 }), (day) => {
      const date = new Date(day * dayMs);
      expect(dayText(day)).toBe(date.toISOString().slice(0, 10));
      expect(parseDay(dayText(day))).toBe(day);
      expect(weekdayOf(day)).toBe((date.getUTCDay() + 6) % 7);
    }),
  );
});

test('segments follow one another and say what the wall clock shows', () => {
  for (const zone of zones) {
    const clock = wallClock(zone);
    const from = at('2024-01-01T00:00Z');
    for (let instant = from; instant < from + 900 * dayMs; ) {
      const segment = segmentAt(zone, instant);
      expect(segment.from).toBeLessThanOrEqual(instant);
      for (const probe of [instant, segment.to - minuteMs]) {
        const local = new Date(probe + segment.offsetMs).toISOString();
        expect(`${clock(probe).date}T${clock(probe).time}`).toBe(local.slice(0, 16));
      }
      instant = segment.to;
    }
  }
});
