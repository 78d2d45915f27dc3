import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { agreementFromJson, agreementJsonSchema, parseAgreement } from '../../src/agreement/agreement-file.ts';
import { presetAgreement, presetAgreements } from '../../src/agreement/preset-agreements.ts';
import { presets } from '../../src/journey/models/presets.ts';
import { names } from './agreements.ts';
import { officeWeek } from './calendars.ts';

const calendar = { zone: 'Europe/Rome', week: officeWeek };
const file = (more: object = {}) => ({
  id: 'ours',
  names: names('Ours'),
  stages: { convert: { lead: 'sales', targets: { acceptWithin: { within: { businessHours: 2 } } } } },
  teams: { sales: { calendar } },
  ...more,
});
const within = (given: unknown) => file({ stages: { convert: { targets: { acceptWithin: { within: given } } } } });
const withCalendar = (more: object) => file({ teams: { sales: { calendar: { ...calendar, ...more } } } });

function refused(json: unknown): string[] {
  const read = agreementFromJson(json);
  return 'problems' in read ? read.problems.map(({ place, message }) => `${place}: ${message}`) : [];
}

test('what is left out has its usual value', () => {
  expect(parseAgreement(file())).toMatchObject({
    records: ['contact', 'deal'],
    accept: 'either',
    touches: { by: 'anyone' },
    returnReasons: [],
    teams: { sales: { members: [], calendar: { week: { sat: [] }, holidays: [] } } },
  });
});

const place = 'stages.convert.targets.acceptWithin.within';

describe('a length of time that can mean several things is refused, with what to write', () => {
  test.each<[given: unknown, message: string]>([
    [
      '1 day',
      '"1 day" can mean 24 hours by the clock, 8 business hours, or the end of a business day. Write {"businessHours": 8}, or {"endOfBusinessDay": 2} for the end of the next business day.',
    ],
    [
      { days: 2 },
      '{"days":2} can mean 48 hours by the clock, 16 business hours, or the end of a business day. Write {"businessHours": 16}, or {"endOfBusinessDay": 3} for the end of the 2. business day after it starts.',
    ],
    [
      { businessDays: 1 },
      '{"businessDays":1} can mean 24 hours by the clock, 8 business hours, or the end of a business day. Write {"businessHours": 8}, or {"endOfBusinessDay": 2} for the end of the next business day.',
    ],
    ['4h', '"4h" does not say that it is business time, and nothing else is counted: write {"businessHours": 4}.'],
    [
      { minutes: 30 },
      '{"minutes":30} does not say that it is business time, and nothing else is counted: write {"businessMinutes": 30}.',
    ],
  ])('%j', (given, message) => {
    expect(refused(within(given))).toEqual([`${place}: ${message}`]);
  });
});

test.each<[title: string, json: unknown, message: string]>([
  [
    'two lengths',
    within({ businessHours: 1, businessMinutes: 5 }),
    `${place}: give exactly one: businessMinutes, businessHours or endOfBusinessDay`,
  ],
  ['no length', within({}), `${place}: give exactly one: businessMinutes, businessHours or endOfBusinessDay`],
  [
    'a field that is misspelt',
    file({ stages: { convert: { leed: 'sales' } } }),
    'stages.convert.leed: there is no such field. Did you mean "lead"? Here may also stand: lead, contributors, targets, pauseWhen.',
  ],
  [
    'a condition that is none',
    file({ stages: { convert: { pauseWhen: { waiting: true } } } }),
    'stages.convert.pauseWhen: "waiting" is no condition.',
  ],
  [
    'a zone that is none',
    withCalendar({ zone: 'Europe/Atlantis' }),
    'teams.sales.calendar.zone: this is no time zone; write a name such as "Europe/Rome"',
  ],
  [
    'an offset for a zone',
    withCalendar({ zone: '+01:00' }),
    'teams.sales.calendar.zone: this is no time zone; write a name such as "Europe/Rome"',
  ],
  [
    'a calendar without hours',
    withCalendar({ week: { mon: [] } }),
    'teams.sales.calendar.week: this calendar has no hours, so nothing would ever be due: give at least one day an interval such as ["09:00", "17:00"]',
  ],
  [
    'an interval that passes midnight',
    withCalendar({ week: { mon: [['22:00', '06:00']] } }),
    'teams.sales.calendar.week.mon[0]: the end must come after the beginning; what passes midnight is two intervals',
  ],
  [
    'intervals that overlap',
    withCalendar({
      week: {
        mon: [
          ['09:00', '13:00'],
          ['12:00', '17:00'],
        ],
      },
    }),
    'teams.sales.calendar.week.mon: write the intervals in their order, without overlaps',
  ],
  [
    'a time that is none',
    withCalendar({ week: { mon: [['9:00', '17:00']] } }),
    'teams.sales.calendar.week.mon[0][0]: write a time as 09:00; the end of the day is 24:00',
  ],
  [
    'a day that does not exist',
    withCalendar({ holidays: [{ date: '2026-02-30', name: 'x' }] }),
    'teams.sales.calendar.holidays[0].date: write a day as 2026-12-25, one that exists',
  ],
  [
    'a reason that stands twice',
    file({
      returnReasons: [
        { id: 'a', name: names('A') },
        { id: 'a', name: names('B') },
      ],
    }),
    'returnReasons[1].id: reason "a" stands twice; rename one',
  ],
  [
    'a step that stands twice',
    file({
      stages: {
        convert: {
          targets: {
            stayWithin: {
              within: { businessHours: 1 },
              steps: [
                { atPercent: 100, do: 'task', who: 'owner' },
                { atPercent: 100, do: 'task', who: 'owner' },
              ],
            },
          },
        },
      },
    }),
    'stages.convert.targets.stayWithin.steps[1]: this step stands twice; take one out',
  ],
])('%s is refused where it stands', (_, json, message) => {
  expect(refused(json)).toHaveLength(1);
  expect(refused(json)[0]).toContain(message);
});

test('what is no agreement is told at each place', () => {
  const wrong = () => parseAgreement(file({ accept: 'mail', teams: { sales: { calendar, leadPerson: 'Ada' } } }));
  expect(wrong).toThrow(/This is not an agreement:\n/);
  expect(wrong).toThrow(/accept: "mail" can't stand here\. There are: "button", "first-touch", "either"/);
  expect(wrong).toThrow(/teams\.sales\.leadPerson: write the id of an owner/);
});

test('an agreement that is nested without end is refused before anything else', () => {
  let pauseWhen: object = { created: true };
  for (let depth = 0; depth < 30; depth += 1) pauseWhen = { not: pauseWhen };
  expect(refused(file({ stages: { convert: { pauseWhen } } }))[0]).toContain('more than 20 deep');
});

test('each model has a preset, in the zone that is asked for', () => {
  expect([...presetAgreements.keys()].sort()).toEqual([...presets.keys()].sort());
  expect(presetAgreement('lead-funnel', 'Asia/Seoul').teams.sales?.calendar.zone).toBe('Asia/Seoul');
  expect(() => presetAgreement('other')).toThrow(/no agreement for a model "other"; there is one for lead-funnel/);
});

test('the JSON Schema in docs is that of the program', () => {
  const written = JSON.parse(readFileSync(new URL('../../docs/agreement.schema.json', import.meta.url), 'utf8'));
  expect(written).toEqual(agreementJsonSchema());
});
