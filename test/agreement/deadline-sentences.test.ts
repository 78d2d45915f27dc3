import { expect, test } from 'vitest';
import type { Clock } from '../../src/agreement/clock.ts';
import { deadlineSentences } from '../../src/agreement/explain/deadline-sentences.ts';
import { explainDeadline } from '../../src/agreement/explain/explain-deadline.ts';
import { type Language, languages } from '../../src/journey/vocabulary.ts';
import { instantOf } from '../journey/notation.ts';
import { agreementOf, clocksOf, firstVersion } from './agreements.ts';
import { officeWeek } from './calendars.ts';

const agreement = agreementOf({
  stages: {
    convert: {
      lead: 'sales',
      targets: { firstTouchWithin: { within: { businessHours: 12 } }, stayWithin: { within: { endOfBusinessDay: 2 } } },
      pauseWhen: { property: 'hs_lead_status', is: 'BAD TIMING' },
    },
  },
  teams: {
    sales: {
      calendar: { zone: 'Europe/Rome', week: officeWeek, holidays: [{ date: '2026-01-06', name: 'Epiphany' }] },
    },
  },
});
const versions = [firstVersion(agreement)];
const open = 'd1 | created; MQL\nd5 10:00 | SQL';
const waiting = `${open}\nd5 11:00 | hs_lead_status = BAD TIMING`;

function sentences(history: string, now: string, language: Language, more: Partial<Clock> = {}, kind = 'first-touch') {
  const { clocks, pauses } = clocksOf(history, { versions, now });
  const clock = { ...clocks.find((one) => one.kind === kind)!, ...more };
  return deadlineSentences(explainDeadline(clock, { versions, pauses, now: instantOf(now) })!, language);
}

const resumed = `${waiting}\nd5 13:00 | hs_lead_status = OPEN`;

test('a running clock, in English', () => {
  expect(sentences(resumed, 'd7 10:00', 'en')).toEqual([
    'First touch: Sales has 12 hours of business time from 5 January 2026 at 11:00 (Europe/Rome).',
    '6 hours have counted so far.',
    'Time outside of the team’s hours did not count.',
    'Holidays did not count: Epiphany (6 January 2026).',
    'From 5 January 2026 at 12:00 to 5 January 2026 at 14:00 the clock stood still (“hs_lead_status” was “BAD TIMING”): 2 hours of business time.',
    'It is due on 7 January 2026 at 17:00.',
    'Counted by version 1 of the agreement and version 1 of the calendar.',
  ]);
});

test.each<[title: string, told: string[], sentence: string]>([
  ['paused', sentences(waiting, 'd7 10:00', 'en'), 'It has no due time while it stands still.'],
  [
    'paused, since when',
    sentences(waiting, 'd5 12:30', 'en'),
    'Since 5 January 2026 at 12:00 the clock has stood still (“hs_lead_status” was “BAD TIMING”): 1 hour, 30 minutes of business time.',
  ],
  [
    'met',
    sentences(`${resumed}\nd5 13:30:20 | call`, 'd9', 'en'),
    '1 hour, 30 minutes, 20 seconds counted until 5 January 2026 at 14:30.',
  ],
  [
    'met in time',
    sentences(`${resumed}\nd5 13:30:20 | call`, 'd9', 'en'),
    'It was met in time; it was due on 7 January 2026 at 17:00.',
  ],
  [
    'late',
    sentences(resumed, 'd8 09:00', 'en'),
    'It was due on 7 January 2026 at 17:00 and is late by 1 hour of business time.',
  ],
  [
    'was late',
    sentences(`${resumed}\nd8 09:00 | call`, 'd9', 'en'),
    'It was due on 7 January 2026 at 17:00 and came late by 1 hour of business time.',
  ],
  [
    'late in the evening',
    sentences(resumed, 'd7 19:00', 'en'),
    'It was due on 7 January 2026 at 17:00, and that has passed, though no business time has since.',
  ],
  [
    'cancelled',
    sentences(`${resumed}\nd5 14:00 | MQL`, 'd9', 'en'),
    'It ended before it was met or late, because the stage or the lead changed.',
  ],
  [
    'a day',
    sentences(open, 'd5 11:00', 'en', {}, 'time-in-stage'),
    'Time in stage: Sales has until the end of business day 2, counted from 5 January 2026 at 11:00 (Europe/Rome): 14 hours of business time.',
  ],
  [
    'revised',
    sentences(open, 'd5 11:00', 'en', {
      revisedFrom: {
        state: 'breached',
        startedAtMs: 0,
        stoppedAtMs: null,
        dueAtMs: 0,
        businessSeconds: 0,
        policyVersion: 3,
        calendarVersion: 1,
      },
    }),
    'Something that was heard late has changed this: before, it was breached (version 3).',
  ],
])('%s', (_, told, sentence) => {
  expect(told).toContain(sentence);
});

test('in each language all values stand in their places', () => {
  const told = languages.map((language) => sentences(resumed, 'd7 10:00', language));
  expect(new Set(told.flat()).size).toBe(told.flat().length);
  for (const lines of told) {
    expect(lines).toHaveLength(7);
    expect(lines.join(' ')).not.toMatch(/[{}]|undefined|NaN/);
    expect(lines.join(' ')).toContain('Epiphany');
  }
  expect(sentences(resumed, 'd7 10:00', 'de')[0]).toBe(
    'Erster Kontakt: Vertrieb hat 12 Stunden Geschäftszeit ab 5. Januar 2026 um 11:00 (Europe/Rome).',
  );
});

test('many pauses are summed', () => {
  const often = Array.from(
    { length: 6 },
    (_, index) => `d5 ${10 + index}:10 | hs_lead_status = BAD TIMING\nd5 ${10 + index}:20 | hs_lead_status = OPEN`,
  );
  expect(sentences([open, ...often].join('\n'), 'd5 16:30', 'en')).toContain(
    'There were 3 more pauses: 30 minutes of business time.',
  );
});
