import { describe, expect, test } from 'vitest';
import type { Agreement } from '../../src/agreement/agreement-schema.ts';
import type { AgreementVersion } from '../../src/agreement/clock.ts';
import { historyOf } from '../journey/history.ts';
import { instantOf, timeOf } from '../journey/notation.ts';
import { actionOf, agreementOf, clockLine, clockLines, clocksOf, firstVersion } from './agreements.ts';
import { daily } from './calendars.ts';

// Day 1 is a Thursday: d5, d12 and d19 are Mondays, d9 a Friday.
const hours = (businessHours: number, steps: object[] = []) => ({ within: { businessHours }, steps });
const withTargets = (targets: object, more: object = {}) =>
  agreementOf({ stages: { convert: { lead: 'sales', targets, ...more } } });

const firstTouch = withTargets({ firstTouchWithin: hours(4) });
const keepInTouch = withTargets({ touchEvery: hours(16) });
const stay = withTargets({ stayWithin: hours(8) });
const toSales = `d1 | created; MQL\n`;

describe('the first touch', () => {
  test.each<[title: string, history: string, now: string, line: string]>([
    ['in time', 'd5 10:00 | SQL\nd5 12:00 | call', 'd9', 'd5 10:00–d5 12:00 met, due d5 14:00, 120 min'],
    ['at the instant of due', 'd5 10:00 | SQL\nd5 14:00 | call', 'd9', 'd5 10:00–d5 14:00 met, due d5 14:00, 240 min'],
    [
      'late, with its size in business time',
      'd9 16:00 | SQL\nd12 13:00 | call',
      'd19',
      'd9 16:00–d12 13:00 breached, due d12 12:00, 300 min, 60 min late',
    ],
    [
      'on the evening after due: late, by no business time',
      'd5 13:00 | SQL\nd5 20:00 | call',
      'd9',
      'd5 13:00–d5 20:00 breached, due d5 17:00, 240 min',
    ],
    ['not yet', 'd5 10:00 | SQL', 'd5 13:00', 'd5 10:00– running, due d5 14:00, 180 min'],
    ['now is due: not yet late', 'd5 10:00 | SQL', 'd5 14:00', 'd5 10:00– running, due d5 14:00, 240 min'],
    [
      'overdue, and measured on',
      'd5 10:00 | SQL',
      'd6 10:00',
      'd5 10:00– breached, due d5 14:00, 480 min, 240 min late',
    ],
    [
      'began outside hours',
      'd10 15:00 | SQL\nd12 09:30 | meeting',
      'd19',
      'd10 15:00–d12 09:30 met, due d12 13:00, 30 min',
    ],
    [
      'at night, before any business time',
      'd5 20:00 | SQL\nd5 21:00 | call',
      'd9',
      'd5 20:00–d5 21:00 met, due d6 13:00, 0 min',
    ],
    [
      'answered on another channel',
      'd5 10:00 | SQL\nd5 11:00 | incoming email',
      'd9',
      'd5 10:00–d5 11:00 met, due d5 14:00, 60 min',
    ],
    [
      'what is no touch does not stop it',
      'd5 10:00 | SQL\nd5 11:00 | note; form',
      'd5 12:00',
      'd5 10:00– running, due d5 14:00, 120 min',
    ],
    [
      'the stage was left before',
      'd5 10:00 | SQL\nd5 11:00 | MQL',
      'd9',
      'd5 10:00–d5 11:00 cancelled, due d5 14:00, 60 min',
    ],
    [
      'the stage was left after due: the breach stays',
      'd5 10:00 | SQL\nd6 09:00 | MQL',
      'd9',
      'd5 10:00–d6 09:00 breached, due d5 14:00, 420 min, 180 min late',
    ],
  ])('%s', (_, history, now, line) => {
    expect(clockLines(toSales + history, { agreement: firstTouch, now })).toEqual([
      `first-touch convert sales ${line}`,
    ]);
  });

  test('a touch at the instant at which the stage begins was of the stage before', () => {
    expect(clockLines(`${toSales}d5 10:00 | SQL; call`, { agreement: firstTouch, now: 'd5 11:00' })).toEqual([
      'first-touch convert sales d5 10:00– running, due d5 14:00, 60 min',
    ]);
  });

  test('a touch at the instant at which the stage ends still counts', () => {
    const history = `${toSales}d5 10:00 | SQL\nd5 12:00 | call; MQL`;
    expect(clockLines(history, { agreement: firstTouch, now: 'd9' })).toEqual([
      'first-touch convert sales d5 10:00–d5 12:00 met, due d5 14:00, 120 min',
    ]);
  });

  test('a property that tells the time of an activity that is known makes no second touch of it', () => {
    const kept = withTargets({ touchEvery: hours(16) });
    const told = `notes_last_contacted = ${instantOf('d5 12:00')}`;
    const again = `hs_last_sales_activity_timestamp = ${instantOf('d5 12:00')}`;
    const lines = (history: string, agreement = kept) =>
      clockLines(`${toSales}d5 10:00 | SQL\n${history}`, { agreement, now: 'd6 10:00' });
    const once = lines('d5 12:00 | outgoing call');
    expect(once).toHaveLength(2);
    expect(lines(`d5 12:00 | outgoing call\nd5 12:01 | ${told}\nd5 12:02 | ${again}`)).toEqual(once);
    expect(lines(`d5 12:01 | ${told}\nd5 12:02 | ${again}`)).toEqual(lines(`d5 12:01 | ${told}`));
    expect(lines(`d5 12:01 | ${told}`)).toHaveLength(2);
    const replied = `hs_email_last_reply_date = ${instantOf('d5 12:00')}`;
    expect(lines(`d5 12:01 | ${replied}; ${told}`)).toEqual(lines(`d5 12:01 | ${told}`));
    const outgoing = agreementOf({ ...kept, touches: { kinds: ['call', 'logged'], direction: 'outgoing' } });
    expect(lines(`d5 12:00 | incoming call\nd5 12:01 | ${told}`, outgoing)).toHaveLength(1);
  });

  test('a touch at the instant at which the stage ends begins no clock of keeping in touch', () => {
    const kinds = (targets: object) =>
      clocksOf(`${toSales}d5 10:00 | SQL\nd5 12:00 | call; MQL`, {
        agreement: withTargets(targets),
        now: 'd9',
      }).clocks.map(({ kind, state }) => `${kind} ${state}`);
    expect(kinds({ touchEvery: hours(16) })).toEqual(['keep-in-touch met']);
    expect(kinds({ firstTouchWithin: hours(4), touchEvery: hours(16) })).toEqual(['first-touch met']);
  });

  test('the same stage told again by another source changes nothing', () => {
    const once = `${toSales}d5 10:00 | SQL\nd5 12:00 | call`;
    const again = `${once}\nd5 11:00 | SQL | INTEGRATION\nd5 12:30 | SQL | history CRM_UI`;
    expect(clocksOf(again, { agreement: firstTouch, now: 'd9' })).toEqual(
      clocksOf(once, { agreement: firstTouch, now: 'd9' }),
    );
  });

  test('a touch that was marked done on the card counts, unless it was taken back', () => {
    const history = `${toSales}d5 10:00 | SQL`;
    const done = 'd5 11:00 | touchpoint-done |';
    expect(clockLines(history, { agreement: firstTouch, now: 'd9', actions: done })[0]).toContain('d5 11:00 met');
    const withdrawn = [
      ...historyOf(history),
      actionOf('d5 11:00', 'touchpoint-done', { id: 't1' }),
      actionOf('d5 11:30', 'touchpoint-withdrawn', { id: 't1' }),
    ];
    const taken = clockLines(withdrawn, { agreement: firstTouch, now: 'd5 13:00' });
    expect(taken[0]).toContain('running');
  });
});

describe('whose touch it is', () => {
  const by = (who: string) =>
    agreementOf({
      stages: { convert: { lead: 'sales', targets: { firstTouchWithin: hours(4) } } },
      touches: { kinds: ['call', 'email', 'meeting'], direction: 'outgoing', by: who },
      teams: {
        sales: { calendar: { zone: 'UTC', week: daily(['00:00', '24:00']) }, leadPerson: '7', members: ['8'] },
      },
    });
  const history = `${toSales}d5 10:00 | SQL; hubspot_owner_id = 8\n`;
  test.each<[who: string, touch: string, counts: boolean]>([
    ['anyone', 'outgoing call by 9', true],
    ['anyone', 'outgoing call', true],
    ['anyone', 'incoming call by 9', false],
    ['anyone', 'meeting', true],
    ['owner', 'outgoing call by 8', true],
    ['owner', 'outgoing call by 7', false],
    ['owner', 'meeting', false],
    ['lead-team', 'outgoing call by 8', true],
    ['lead-team', 'outgoing call by 7', true],
    ['lead-team', 'outgoing call by 9', false],
  ])('by %s: %s counts: %s', (who, touch, counts) => {
    const [clock] = clocksOf(`${history}d5 11:00 | ${touch}`, { agreement: by(who), now: 'd5 12:00' }).clocks;
    expect(clock?.state).toBe(counts ? 'met' : 'running');
  });

  test('after a reassignment the new owner is the one who counts, and the clock runs on', () => {
    const reassigned = `${history}d5 10:30 | hubspot_owner_id = 9\nd5 11:00 | outgoing call by 8\nd5 12:00 | outgoing call by 9`;
    const { clocks } = clocksOf(reassigned, { agreement: by('owner'), now: 'd5 13:00' });
    expect(clocks.map(({ startedAtMs, stoppedAtMs }) => [timeOf(startedAtMs), timeOf(stoppedAtMs!)])).toEqual([
      ['d5 10:00', 'd5 12:00'],
    ]);
  });
});

test('from touch to touch', () => {
  const history = `${toSales}d5 10:00 | SQL\nd6 10:00 | call\nd8 12:00 | meeting\nd9 09:00 | MQL`;
  expect(clockLines(history, { agreement: keepInTouch, now: 'd12' })).toEqual([
    'keep-in-touch convert sales d5 10:00–d6 10:00 met, due d7 10:00, 480 min',
    'keep-in-touch convert sales d6 10:00–d8 12:00 breached, due d8 10:00, 1080 min, 120 min late',
    'keep-in-touch convert sales d8 12:00–d9 09:00 cancelled, due d12 12:00, 300 min',
  ]);
});

test('where a first touch is asked for, keeping in touch begins with it', () => {
  const both = withTargets({ firstTouchWithin: hours(4), touchEvery: hours(16) });
  expect(clockLines(`${toSales}d5 10:00 | SQL`, { agreement: both, now: 'd5 11:00' })).toHaveLength(1);
  expect(clockLines(`${toSales}d5 10:00 | SQL\nd5 11:00 | call`, { agreement: both, now: 'd5 12:00' })).toEqual([
    'first-touch convert sales d5 10:00–d5 11:00 met, due d5 14:00, 60 min',
    'keep-in-touch convert sales d5 11:00– running, due d7 11:00, 60 min',
  ]);
});

describe('the time in a stage', () => {
  test('is met by leaving in time, breached by leaving late', () => {
    expect(clockLines(`${toSales}d5 10:00 | SQL\nd6 09:30 | customer`, { agreement: stay, now: 'd9' })).toEqual([
      'time-in-stage convert sales d5 10:00–d6 09:30 met, due d6 10:00, 450 min',
    ]);
    expect(clockLines(`${toSales}d5 10:00 | SQL\nd6 11:00 | customer`, { agreement: stay, now: 'd9' })).toEqual([
      'time-in-stage convert sales d5 10:00–d6 11:00 breached, due d6 10:00, 540 min, 60 min late',
    ]);
  });

  test('a stage that is entered again has a clock of its own, and the old result stays', () => {
    const history = `${toSales}d5 10:00 | SQL\nd6 11:00 | MQL\nd7 09:00 | SQL`;
    const { clocks } = clocksOf(history, { agreement: stay, now: 'd7 10:00' });
    expect(clocks.map(({ key, state }) => [key, state])).toEqual([
      ['contact/1/1/convert/1/time-in-stage/1', 'breached'],
      ['contact/1/1/convert/2/time-in-stage/1', 'running'],
    ]);
  });

  test('another lap counts anew', () => {
    const agreement = agreementOf({
      stages: { 'pre-purchase': { lead: 'marketing', targets: { stayWithin: hours(8) } } },
    });
    const history = `d1 | created
      d10 10:00 | deal 9 linked; deal 9: open
      d40 | deal 9: won
      d45 | engagement starts d45; engagement ends d200
      d400 | deal 10 linked; deal 10: open`;
    const { clocks } = clocksOf(history, { agreement, now: 'd401', model: 'client-lifecycle' });
    expect(clocks.map(({ key, lap }) => [key, lap])).toEqual([
      ['contact/1/1/pre-purchase/1/time-in-stage/1', 1],
      ['contact/1/2/pre-purchase/1/time-in-stage/1', 2],
    ]);
  });

  test('the end of a business day as a target', () => {
    const agreement = withTargets({ stayWithin: { within: { endOfBusinessDay: 2 } } });
    expect(clockLines(`${toSales}d9 16:00 | SQL`, { agreement, now: 'd9 17:00' })).toEqual([
      'time-in-stage convert sales d9 16:00– running, due d12 17:00, 60 min',
    ]);
  });
});

describe('pauses', () => {
  const pausing = withTargets(
    { firstTouchWithin: hours(4) },
    { pauseWhen: { property: 'hs_lead_status', is: 'WAITING' } },
  );
  const waits = 'hs_lead_status = WAITING';
  const goesOn = 'hs_lead_status = OPEN';
  test.each<[title: string, history: string, now: string, line: string]>([
    [
      'take off their business time',
      `d5 10:00 | SQL\nd5 11:00 | ${waits}\nd5 12:30 | ${goesOn}\nd5 15:00 | call`,
      'd9',
      'd5 10:00–d5 15:00 met, due d5 15:30, 210 min, 90 min paused',
    ],
    [
      'take off nothing outside of business time',
      `d5 16:00 | SQL\nd5 18:00 | ${waits}\nd6 08:00 | ${goesOn}`,
      'd6 10:00',
      'd5 16:00– running, due d6 12:00, 120 min',
    ],
    [
      'take off only the part within business time',
      `d5 10:00 | SQL\nd5 16:00 | ${waits}\nd6 10:00 | ${goesOn}`,
      'd6 10:30',
      // It was due at 14:00, before the pause.
      'd5 10:00– breached, due d5 14:00, 390 min, 120 min paused, 150 min late',
    ],
    [
      'leave a clock without a due time',
      `d5 10:00 | SQL\nd5 11:00 | ${waits}`,
      'd6',
      'd5 10:00– paused, no due, 60 min, 360 min paused',
    ],
    [
      'a pause and the start at one instant',
      `d5 10:00 | SQL; ${waits}`,
      'd5 12:00',
      'd5 10:00– paused, no due, 0 min, 120 min paused',
    ],
    [
      'a pause that ends at the start',
      `d5 09:00 | ${waits}\nd5 10:00 | SQL; ${goesOn}`,
      'd5 12:00',
      'd5 10:00– running, due d5 14:00, 120 min',
    ],
    [
      'one that held before the stage',
      `d5 09:00 | ${waits}\nd5 10:00 | SQL\nd5 11:00 | ${goesOn}`,
      'd5 12:00',
      'd5 10:00– running, due d5 15:00, 60 min, 60 min paused',
    ],
    [
      'several add up',
      `d5 10:00 | SQL\nd5 11:00 | ${waits}\nd5 11:30 | ${goesOn}\nd5 12:00 | ${waits}\nd5 13:00 | ${goesOn}`,
      'd5 13:30',
      'd5 10:00– running, due d5 15:30, 120 min, 90 min paused',
    ],
    [
      'a touch in a pause stops the clock',
      `d5 10:00 | SQL\nd5 11:00 | ${waits}\nd5 12:00 | call\nd5 13:00 | ${goesOn}`,
      'd9',
      'd5 10:00–d5 12:00 met, due d5 15:00, 60 min, 60 min paused',
    ],
    [
      'a touch at the instant of a pause comes before it',
      `d5 10:00 | SQL\nd5 11:00 | ${waits}; call`,
      'd9',
      'd5 10:00–d5 11:00 met, due d5 14:00, 60 min',
    ],
    [
      'a pause after due undoes no breach',
      `d5 10:00 | SQL\nd5 15:00 | ${waits}`,
      'd5 16:00',
      'd5 10:00– breached, due d5 14:00, 300 min, 60 min paused, 60 min late',
    ],
    [
      'a pause that begins when it is due: in time so far',
      `d5 10:00 | SQL\nd5 14:00 | ${waits}`,
      'd5 14:00',
      'd5 10:00– paused, due d5 14:00, 240 min',
    ],
  ])('%s', (_, history, now, line) => {
    expect(clockLines(toSales + history, { agreement: pausing, now })).toEqual([`first-touch convert sales ${line}`]);
  });

  test('one that ends by itself wakes the record at that instant', () => {
    const agreement = withTargets(
      { firstTouchWithin: hours(4) },
      { pauseWhen: { not: { elapsed: { hours: 3 }, since: 'visit-start' } } },
    );
    const before = clocksOf(`${toSales}d5 10:00 | SQL`, { agreement, now: 'd5 11:00' });
    expect(before.clocks.map(clockLine)).toEqual([
      'first-touch convert sales d5 10:00– paused, no due, 0 min, 60 min paused',
    ]);
    expect(timeOf(before.nextChangeAtMs!)).toBe('d5 13:00');
    expect(clockLines(`${toSales}d5 10:00 | SQL`, { agreement, now: 'd5 14:00' })).toEqual([
      'first-touch convert sales d5 10:00– running, due d5 17:00, 60 min, 180 min paused',
    ]);
  });
});

describe('what begins no clock, and what ends them all', () => {
  test('an import or bulk edit begins none', () => {
    expect(clockLines(`${toSales}d5 10:00 | SQL | IMPORT`, { agreement: firstTouch, now: 'd9' })).toEqual([]);
  });

  test('an imported contact has none, though its first visit is a start, until somebody does something', () => {
    const imported = 'd5 10:00 | created; SQL | IMPORT';
    const all = withTargets({
      acceptWithin: hours(2),
      firstTouchWithin: hours(4),
      touchEvery: hours(4),
      stayWithin: hours(8),
    });
    expect(clocksOf(imported, { agreement: all, now: 'd9' })).toMatchObject({ clocks: [], handoffs: [] });
    expect(clockLines('d5 10:00 | created; SQL', { agreement: all, now: 'd9' })).toHaveLength(3);
    const later = `${imported}\nd6 10:00 | MQL\nd7 10:00 | SQL`;
    expect(clockLines(later, { agreement: firstTouch, now: 'd7 11:00' })).toEqual([
      'first-touch convert sales d7 10:00– running, due d7 14:00, 60 min',
    ]);
  });

  test('a company and a record that the agreement leaves out have none', () => {
    const people = agreementOf({ ...firstTouch, records: ['contact'] });
    const deal = { objectType: 'deal', recordId: '9' } as const;
    const history = 'd5 10:00 | deal 9: created; deal 9: open';
    expect(clockLines(history, { agreement: firstTouch, now: 'd9', record: deal })).toHaveLength(1);
    expect(clocksOf(history, { agreement: people, now: 'd9', record: deal })).toMatchObject({
      clocks: [],
      handoffs: [],
      leads: [],
    });
  });

  test('deletion cancels, restoring begins anew', () => {
    const all = withTargets({ acceptWithin: hours(2), firstTouchWithin: hours(4), stayWithin: hours(8) });
    const history = `${toSales}d5 10:00 | SQL\nd5 11:00 | deleted\nd6 10:00 | restored`;
    const lines = clockLines(history, { agreement: all, now: 'd6 11:00' });
    expect(lines.filter((line) => line.includes('d5 10:00–d5 11:00 cancelled'))).toHaveLength(3);
    expect(lines.filter((line) => line.includes('d6 10:00– running'))).toHaveLength(3);
  });

  test('the clocks of a merged record are those of the record that it lives on in', () => {
    const history = `d1 | created; MQL\nd5 10:00 | contact 2: created; contact 2: SQL\nd5 11:00 | contact 2: call\nd6 | merged 2`;
    const { clocks } = replayMerged(history);
    expect(clocks.map(clockLine)).toEqual(['first-touch convert sales d5 10:00–d5 11:00 met, due d5 14:00, 60 min']);
    expect(clocks.every(({ key }) => key.startsWith('contact/1/'))).toBe(true);
  });
});

function replayMerged(history: string) {
  return clocksOf(history, { agreement: firstTouch, now: 'd9', aliases: { 'contact/2': '1' } });
}

describe('steps', () => {
  const stepping = withTargets({
    firstTouchWithin: hours(4, [
      { atPercent: 75, do: 'warn', who: 'owner' },
      { atPercent: 100, do: 'task', who: 'owner' },
      { atPercent: 150, do: 'task', who: 'team-lead' },
    ]),
  });
  const stepLines = (history: string, now: string) =>
    clocksOf(toSales + history, { agreement: stepping, now }).clocks.flatMap(({ steps }) =>
      steps.map(
        ({ id, atMs, reached }) => `${id} ${atMs === null ? '-' : timeOf(atMs)} ${reached ? 'reached' : 'to come'}`,
      ),
    );
  test('before, at and after due', () => {
    expect(stepLines('d5 14:00 | SQL', 'd6 09:00')).toEqual([
      '75-warn-owner d5 17:00 reached',
      '100-task-owner d6 10:00 to come',
      '150-task-team-lead d6 12:00 to come',
    ]);
  });

  test('those after the stop never come; a stop at the instant of a step comes first', () => {
    expect(stepLines('d5 10:00 | SQL\nd5 14:00 | call', 'd9')).toEqual([
      '75-warn-owner d5 13:00 reached',
      '100-task-owner - to come',
      '150-task-team-lead - to come',
    ]);
  });

  test('the next change is the next step, then the moment after due', () => {
    const next = (now: string) =>
      timeOf(clocksOf(`${toSales}d5 10:00 | SQL`, { agreement: stepping, now }).nextChangeAtMs!);
    expect(next('d5 11:00')).toBe('d5 13:00');
    expect(next('d5 13:00')).toBe('d5 14:00');
    expect(next('d5 14:00')).toBe('d5 14:00:00.001');
    expect(next('d5 14:00:00.001')).toBe('d5 16:00');
    expect(clocksOf(`${toSales}d5 10:00 | SQL`, { agreement: stepping, now: 'd5 16:00' }).nextChangeAtMs).toBeNull();
  });
});

describe('another version of the agreement', () => {
  const inHours = (count: number) =>
    withTargets({ firstTouchWithin: hours(count, [{ atPercent: 100, do: 'task', who: 'owner' }]) });
  const versions = (appliesTo: AgreementVersion['appliesTo'], second = inHours(8), published = 'd5 12:00') => [
    firstVersion(inHours(4)),
    { version: 2, agreement: second, publishedAtMs: instantOf(published), appliesTo },
  ];
  const run = (history: string, now: string, given: AgreementVersion[]) =>
    clocksOf(toSales + history, { versions: given, now }).clocks.map(
      (clock) => `v${clock.policyVersion} ${clockLine(clock)}`,
    );
  const open = 'd5 10:00 | SQL';

  test('for new visits only: those that are open keep theirs', () => {
    expect(run(open, 'd5 13:00', versions('new-visits'))).toEqual([
      'v1 first-touch convert sales d5 10:00– running, due d5 14:00, 180 min',
    ]);
    expect(run('d5 12:00 | SQL', 'd5 13:00', versions('new-visits'))).toEqual([
      'v2 first-touch convert sales d5 12:00– running, due d6 12:00, 60 min',
    ]);
  });

  test('for open ones too: from the start of the clock', () => {
    expect(run(open, 'd5 13:00', versions('open-visits'))).toEqual([
      'v2 first-touch convert sales d5 10:00– running, due d6 10:00, 180 min',
    ]);
  });

  test('a closed result is not rewritten', () => {
    const met = `${open}\nd5 11:00 | call`;
    expect(run(met, 'd9', versions('open-visits', inHours(1)))).toEqual([
      'v1 first-touch convert sales d5 10:00–d5 11:00 met, due d5 14:00, 60 min',
    ]);
  });

  test('nor is a breach, though it is measured on', () => {
    expect(run(open, 'd5 16:00', versions('open-visits', inHours(8), 'd5 15:00'))).toEqual([
      'v1 first-touch convert sales d5 10:00– breached, due d5 14:00, 360 min, 120 min late',
    ]);
  });

  test('a target that is taken away cancels', () => {
    expect(run(open, 'd9', versions('open-visits', withTargets({})))).toEqual([
      'v1 first-touch convert sales d5 10:00–d5 12:00 cancelled, due d5 14:00, 120 min',
    ]);
  });

  test('a target that is new runs from its publication, unless it is done already', () => {
    const given = [
      firstVersion(withTargets({})),
      { version: 2, agreement: inHours(4), publishedAtMs: instantOf('d5 12:00'), appliesTo: 'open-visits' } as const,
    ];
    expect(run(open, 'd5 13:00', given)).toEqual([
      'v2 first-touch convert sales d5 12:00– running, due d5 16:00, 60 min',
    ]);
    expect(run(`${open}\nd5 11:00 | call`, 'd5 13:00', given)).toEqual([]);
  });

  test('deals that are taken in later have no clocks of the past; those that are left out later have no new ones', () => {
    const deal = { objectType: 'deal', recordId: '9' } as const;
    const people = { ...inHours(4), records: ['contact'] } as Agreement;
    const history = 'd5 10:00 | deal 9: created; deal 9: open\nd6 10:00 | deal 9: lost\nd7 10:00 | deal 9: open';
    const second = (agreement: Agreement, appliesTo: AgreementVersion['appliesTo'], published: string) =>
      clocksOf(history, {
        versions: [
          firstVersion(agreement === people ? inHours(4) : people),
          { version: 2, agreement, publishedAtMs: instantOf(published), appliesTo },
        ],
        now: 'd7 13:00',
        record: deal,
      });
    const lines = (told: ReturnType<typeof second>) =>
      told.clocks.map((clock) => `v${clock.policyVersion} ${clockLine(clock)}`);
    const stopped = 'v1 first-touch convert sales d5 10:00–d6 10:00 breached, due d5 14:00, 480 min, 240 min late';
    const later = 'first-touch convert sales d7 10:00– running, due d7 14:00, 180 min';
    const takenIn = second(inHours(4), 'new-visits', 'd6 12:00');
    expect(lines(takenIn)).toEqual([`v2 ${later}`]);
    expect(takenIn.leads.every(({ policyVersion }) => policyVersion === 2)).toBe(true);
    expect(lines(second(inHours(4), 'open-visits', 'd7 12:00'))).toEqual([
      'v2 first-touch convert sales d7 12:00– running, due d7 16:00, 60 min',
    ]);
    const leftOut = second(people, 'new-visits', 'd6 12:00');
    expect(lines(leftOut)).toEqual([stopped]);
    expect(leftOut.handoffs.filter(({ offeredAtMs }) => offeredAtMs > instantOf('d6 12:00'))).toEqual([]);
    expect(lines(second(people, 'open-visits', 'd7 12:00'))).toEqual([
      stopped,
      'v1 first-touch convert sales d7 10:00–d7 12:00 cancelled, due d7 14:00, 120 min',
    ]);
  });

  test('a shorter target may be overdue at once; nobody is told of a step that was to be before', () => {
    const { clocks } = clocksOf(toSales + open, { versions: versions('open-visits', inHours(1)), now: 'd5 13:00' });
    expect(clocks).toMatchObject([{ state: 'breached', policyVersion: 2, steps: [{ reached: true, silent: true }] }]);
  });

  test('the calendar has the version in which it came to be so', () => {
    const later = (version: number, calendar: object): AgreementVersion => ({
      version,
      agreement: agreementOf({ ...inHours(4), teams: { sales: { calendar } } }),
      publishedAtMs: instantOf(`d${version}`),
      appliesTo: 'new-visits',
    });
    const [office, always] = [
      { zone: 'UTC', week: daily(['09:00', '17:00']) },
      { zone: 'UTC', week: daily(['00:00', '24:00']) },
    ];
    const given = [later(1, office), later(2, always), later(3, always), later(4, always)];
    const { clocks } = clocksOf(toSales + open, { versions: given, now: 'd9' });
    expect(clocks).toMatchObject([{ policyVersion: 4, calendarVersion: 2 }]);
  });
});

test('without an agreement there is nothing', () => {
  expect(clocksOf(`${toSales}d5 | SQL`, { versions: [], now: 'd9' })).toEqual({
    record: { objectType: 'contact', recordId: '1' },
    clocks: [],
    handoffs: [],
    leads: [],
    pauses: [],
    nextChangeAtMs: null,
  });
});
