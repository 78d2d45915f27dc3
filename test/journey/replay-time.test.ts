import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test } from 'vitest';
import type { Condition } from '../../src/journey/conditions/condition-schema.ts';
import { modelSchema, parseModel } from '../../src/journey/models/model-schema.ts';
import { preset } from '../../src/journey/models/presets.ts';
import { type ReplayOptions, replayHistory, visitLines } from './journey-text.ts';
import { instantOf, timeOf } from './notation.ts';

const clientLifecycle = { model: preset('client-lifecycle') };

function marksOf(facts: string, options?: ReplayOptions): string[] {
  const { visits } = replayHistory(facts, options);
  return visits.flatMap(({ marks }) =>
    marks.map(({ outcome, from, to }) => `${outcome} ${timeOf(from)}–${to === null ? '' : timeOf(to)}`),
  );
}

describe('no decision', () => {
  const open = 'd5 | SQL; deal 9 linked; deal 9: open';

  test('is withdrawn when activity resumes, and may come again', () => {
    expect(marksOf(`${open}\nd100 | call`)).toEqual(['no-decision d95–d100', 'no-decision d190–']);
  });

  test('is not said while there is activity every so often', () => {
    const facts = `${open}\nd60 | email\nd149 23:59:59.999 | note`;
    expect(marksOf(facts, { now: 'd239 23:59:59.998' })).toEqual([]);
    expect(marksOf(facts, { now: 'd239 23:59:59.999' })).toEqual(['no-decision d239 23:59:59.999–']);
  });

  test('an activity of the deal itself counts', () => {
    expect(marksOf(`${open}\nd60 | deal 9: call`)).toEqual(['no-decision d150–']);
    expect(marksOf(`${open}\nd60 | deal 9: notes_last_contacted = 1`)).toEqual(['no-decision d150–']);
  });

  test.each([
    ['of the record', 'notes_last_contacted'],
    ['of the deal', 'deal 9: hs_email_last_reply_date'],
  ])('an activity time %s that is told again with the same value is no activity', (_whose, property) => {
    expect(marksOf(`${open}\nd60 | ${property} = 1\nd80 | ${property} = 1`)).toEqual(['no-decision d150–']);
  });

  test('an activity time that is emptied is no activity', () => {
    const facts = `${open}\nd60 | notes_last_contacted = 1\nd80 | notes_last_contacted =`;
    expect(marksOf(facts)).toEqual(['no-decision d150–']);
  });

  test('ends the visit with it when the visit ends without an outcome of its own', () => {
    const facts = `d1 | MQL\nd5 | deal 9 linked; deal 9: open\nd100 | deal 9 unlinked`;
    expect(visitLines(replayHistory(facts))[1]).toBe('convert d5–d100 advance no-decision');
  });

  test('gives way to the outcome of the visit', () => {
    const facts = `d1 | MQL\nd5 | deal 9 linked; deal 9: open\nd100 | deal 9: lost`;
    expect(visitLines(replayHistory(facts))[1]).toBe('convert d5–d100 advance lost');
  });
});

describe('the next flip', () => {
  const cases: { name: string; facts: string; flips: string[]; withoutEffect?: string[]; options?: ReplayOptions }[] = [
    { name: 'quiet time', facts: 'd5 | SQL; deal 9 linked; deal 9: open', flips: ['d5', 'd95'] },
    {
      name: 'time since a win',
      facts: 'd1 | deal 9 linked; deal 9: won',
      flips: ['d91'],
      options: { model: preset('buying-cycle') },
    },
    {
      name: 'start and end of an engagement',
      facts: 'd1 | created; engagement starts d45; engagement ends d200',
      flips: ['d45', 'd200', 'd1296'],
      options: { ...clientLifecycle, now: 'd2000' },
    },
    {
      name: 'an emptied lifecycle stage and a fact of the future',
      facts: `d1 | created; SQL
              d5 | emptied
              d6 | lead`,
      flips: ['d5', 'd5 00:01:00.001', 'd6'],
      withoutEffect: ['d5'],
    },
  ];

  test.each(cases)(
    '$name: nothing changes before it, and something does at it',
    ({ facts, flips, withoutEffect = [], options }) => {
      const seen: string[] = [];
      const end = instantOf(String(options?.now ?? 'd1000'));
      let now = instantOf('d1');
      for (;;) {
        const journey = replayHistory(facts, { ...options, now });
        const { nextFlipAt } = journey;
        if (nextFlipAt === null || nextFlipAt > end) break;
        expect(nextFlipAt).toBeGreaterThan(now);
        expect(replayHistory(facts, { ...options, now: nextFlipAt - 1 }).visits).toEqual(journey.visits);
        seen.push(timeOf(nextFlipAt));
        now = nextFlipAt;
      }
      expect(seen).toEqual(flips);
      for (const flip of flips) {
        const at = instantOf(flip);
        const before = replayHistory(facts, { ...options, now: at - 1 }).visits;
        const isSame = isDeepStrictEqual(replayHistory(facts, { ...options, now: at }).visits, before);
        expect(isSame, flip).toBe(withoutEffect.includes(flip));
      }
    },
  );

  test('what happens at the very instant of a flip is judged with it, once', () => {
    const facts = `d1 | deal 9 linked; deal 9: won
                   d91 | deal 10 linked; deal 10: open`;
    const journey = replayHistory(facts, { model: preset('buying-cycle') });
    expect(visitLines(journey)).toEqual(['experience d1–d91 start', 'active-evaluation d91– new-lap (lap 2)']);
  });

  test('there is none when nothing waits for time', () => {
    expect(replayHistory('d1 | MQL').nextFlipAt).toBeNull();
  });

  test('a fact of no matter at the instant of a flip neither hides nor colours it', () => {
    const facts = `d1 | deal 9 linked; deal 9: won
                   d91 | favourite_colour = green; deal 9: dealname = x | IMPORT`;
    const journey = replayHistory(facts, { model: preset('buying-cycle') });
    expect(visitLines(journey)).toEqual(['experience d1–d91 start', 'loyalty d91– advance']);
  });
});

describe('team and owner', () => {
  test('the team changes within a visit as the deal opens and closes', () => {
    const facts = `d1 | created
                   d9 | deal 9 linked; deal 9: open
                   d20 | deal 9: lost`;
    const { visits } = replayHistory(facts, clientLifecycle);
    expect(visits).toHaveLength(1);
    expect(visits[0]!.teams.map(({ team, from }) => `${team} ${timeOf(from)}`)).toEqual([
      'marketing d1',
      'sales d9',
      'marketing d20',
    ]);
    expect(visits[0]!.team).toBe('marketing');
  });

  test('nobody leads a former client who was treated badly', () => {
    const facts = `d1 | customer
                   d5 | journey_steward_leaving_reason = moved away
                   d9 | journey_steward_experience = bad`;
    const { visits } = replayHistory(facts, { ...clientLifecycle, now: 'd20' });
    expect(visits.at(-1)).toMatchObject({ stage: 'former-client', team: 'nobody', outcome: 'gone' });
    expect(visits.at(-1)!.teams.map(({ team }) => team)).toEqual(['marketing', 'nobody']);
  });

  test('the owner is the one when the visit ended, or now', () => {
    const facts = `d1 | MQL; hubspot_owner_id = 7
                   d5 | hubspot_owner_id = 8
                   d9 | SQL
                   d12 | hubspot_owner_id =`;
    expect(replayHistory(facts, { now: 'd10' }).visits.map(({ owner }) => owner)).toEqual(['8', '8']);
    expect(replayHistory(facts, { now: 'd12' }).visits.map(({ owner }) => owner)).toEqual(['8', '']);
  });

  test('an owner of the very instant at which the visit ends is its owner', () => {
    const facts = `d1 | MQL; hubspot_owner_id = 7
                   d9 | SQL; hubspot_owner_id = 8`;
    expect(replayHistory(facts).visits[0]!.owner).toBe('8');
  });
});

describe('a model of an account', () => {
  const names = { en: 'x', it: 'x', de: 'x', ko: 'x', ru: 'x' };
  const stage = (id: string, change: object) => ({ id, names, lead: [{ team: 'sales' }], ...change });
  const modelOf = (stages: object[], newLap?: object) =>
    modelSchema.parse({ name: 'own', version: 1, names, stages, outcomes: [], ...(newLap && { newLap }) });

  test('a record has no stage where no enter and no while holds', () => {
    const model = modelOf([
      stage('asked', {
        enter: [{ id: 'yes', when: { property: 'status', is: 'asked' } }],
        while: { property: 'status', known: true },
      }),
    ]);
    const facts = `d1 | status = asked
                   d2 | status = waiting
                   d3 | status =
                   d4 | status = asked`;
    expect(visitLines(replayHistory(facts, { model }))).toEqual(['asked d1–d3 start', 'asked d4– start']);
  });

  test('while can end by time alone', () => {
    const model = modelOf([
      stage('fresh', {
        enter: [{ id: 'asked', when: { property: 'status', is: 'asked' } }],
        while: { not: { elapsed: { hours: 2 }, since: 'visit-start' } },
      }),
    ]);
    const facts = `d1 | status = asked
                   d1 00:30 | status = waiting`;
    const journey = replayHistory(facts, { model, now: 'd1 01:00' });
    expect(timeOf(journey.nextFlipAt!)).toBe('d1 02:00');
    expect(visitLines(replayHistory(facts, { model }))).toEqual(['fresh d1–d1 02:00 start']);
    expect(replayHistory(facts, { model }).nextFlipAt).toBeNull();
  });

  test('a lap begins when newLap comes to hold, not at every change point while it holds', () => {
    const model = modelOf([stage('in', { enter: [{ id: 'any', when: { property: 'status', known: true } }] })], {
      property: 'again',
      is: 'yes',
    });
    const facts = `d1 | status = a
                   d2 | again = yes
                   d3 | status = b
                   d4 | again = no
                   d5 | again = yes`;
    expect(visitLines(replayHistory(facts, { model }))).toEqual(['in d1–d2 start', 'in d3–d5 start (lap 2)']);
  });

  test('a lap ends a correction, also where the rules give the same stage in both laps', () => {
    const model = modelOf(
      [
        stage('in', { enter: [{ id: 'any', when: { property: 'status', known: true } }] }),
        stage('out', { enter: [{ id: 'gone', when: { property: 'status', is: 'gone' } }] }),
      ],
      { property: 'again', known: true },
    );
    const facts = `d1 | status = a
                   d2 | c1 corrects to out in own
                   d3 | again = yes; status = b`;
    expect(visitLines(replayHistory(facts, { model }))).toEqual([
      'in d1–d2 start',
      'out d2–d3 correction',
      'in d3– new-lap (lap 2)',
    ]);
  });

  test('two won deals are more than one', () => {
    const model = modelOf([
      stage('once', { enter: [{ id: 'won', when: { deals: 'won' } }] }),
      stage('again', { enter: [{ id: 'won-twice', when: { deals: 'won', count: 2 } }] }),
    ]);
    const facts = `d1 | deal 7 linked; deal 7: won
                   d5 | deal 8 linked; deal 8: won
                   d9 | deal 7: open`;
    expect(visitLines(replayHistory(facts, { model }))).toEqual([
      'once d1–d5 start',
      'again d5–d9 advance',
      'once d9– regress',
    ]);
  });

  test('points of a property count from a value on', () => {
    const model = modelOf([
      stage('cold', { enter: [{ id: 'created', when: { created: true } }] }),
      stage('warm', { enter: [{ id: 'score', when: { property: 'score', atLeast: 50 } }] }),
    ]);
    const facts = `d1 | created; score = 49
                   d2 | score = 50
                   d3 | score = many
                   d4 | score = 1e2`;
    expect(visitLines(replayHistory(facts, { model }))).toEqual([
      'cold d1–d2 start',
      'warm d2–d3 advance',
      'cold d3–d4 regress',
      'warm d4– advance',
    ]);
  });
});

describe('time that is counted from the visit', () => {
  const names = { en: 'x', it: 'x', de: 'x', ko: 'x', ru: 'x' };
  const stages = (...when: Condition[]) =>
    parseModel({
      name: 'from-the-visit',
      version: 1,
      names,
      stages: when.map((condition, index) => ({
        id: `s${index + 1}`,
        names,
        lead: [{ team: 'marketing' }],
        enter: [{ id: 'rule', when: condition }],
      })),
      outcomes: [],
    });
  const opened: Condition = { deals: 'any' };

  test.each([
    [
      'begins with the first visit, which nothing else follows',
      stages({ created: true }, { all: [{ created: true }, { elapsed: { days: 30 }, since: 'visit-start' }] }),
      'd1 | created',
      ['s1 d1–d31 start', 's2 d31– advance'],
    ],
    [
      'begins anew with a visit that began at the last change point',
      stages({ created: true }, opened, { all: [opened, { elapsed: { days: 30 }, since: 'visit-start' }] }),
      `d1 | created
       d5 | deal 9 linked; deal 9: open`,
      ['s1 d1–d5 start', 's2 d5–d35 advance', 's3 d35– advance'],
    ],
    [
      'is quiet from the visit on',
      stages({ created: true }, { all: [{ created: true }, { quietFor: { days: 10 }, since: 'visit-start' }] }),
      'd1 | created; call',
      ['s1 d1–d11 start', 's2 d11– advance'],
    ],
  ])('%s', (_name, model, history, visits) => {
    // What falls back at the next change, because it asks about the visit before, is another matter.
    expect(visitLines(replayHistory(history, { model, now: 'd40' }))).toEqual(visits);
  });

  test('a rule that holds at once for the visit that begins takes the record there by the same move', () => {
    const model = stages({ created: true }, opened, { all: [opened, { not: { thisVisit: { activity: ['call'] } } }] });
    const history = `d1 | created; call
                     d5 | deal 9 linked; deal 9: open
                     d9 | MQL`;
    expect(visitLines(replayHistory(history, { model, now: 'd40' }))).toEqual(['s1 d1–d5 start', 's3 d5– skip']);
  });
});
