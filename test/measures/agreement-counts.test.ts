import { expect, test } from 'vitest';
import { parties } from '../../src/agreement/elapsed/elapsed-time.ts';
import { teams } from '../../src/journey/vocabulary.ts';
import {
  addClock,
  addHandoff,
  beginAgreementTally,
  complianceOf,
  returnsOf,
} from '../../src/measures/agreement-counts.ts';
import { addElapsedByTeam, elapsedByTeam } from '../../src/measures/elapsed-by-team.ts';
import { agreementOf, clocksOf, firstVersion } from '../agreement/agreements.ts';
import { instantOf } from '../journey/notation.ts';

const stages = ['nurture', 'convert', 'expand'];
const hours = (businessHours: number) => ({ within: { businessHours } });
const agreement = agreementOf({
  stages: {
    nurture: { lead: 'marketing', targets: { acceptWithin: hours(8) } },
    convert: {
      lead: 'sales',
      targets: { acceptWithin: hours(2), firstTouchWithin: hours(4) },
      pauseWhen: { property: 'hs_lead_status', is: 'BAD_TIMING' },
    },
  },
});
const now = 'd8 17:00';
const history = 'd1 | created; MQL\nd5 10:00 | SQL';
const run = (facts: string, actions = '') => clocksOf(facts, { agreement, now, actions });

/** Met, late by an hour, never answered, and given back (in time, and taken up again by nobody). */
const records = [
  run(history, 'd5 11:00 | handoff-accepted | convert sales'),
  run(history, 'd5 13:00 | handoff-accepted | convert sales'),
  run(history),
  run(history, 'd5 11:00 | handoff-returned | convert sales not-ready'),
];

function tallyOf(since: string | null, until: string | null) {
  const tally = beginAgreementTally({
    since: since === null ? null : instantOf(since),
    until: until === null ? null : instantOf(until),
  });
  for (const { clocks, handoffs } of records) {
    for (const clock of clocks) addClock(tally, clock);
    for (const handoff of handoffs) addHandoff(tally, handoff);
  }
  return tally;
}

test('how many clocks of each team, stage and kind were met, and by how much the others were late', () => {
  const rows = complianceOf(tallyOf(null, null), stages, 1);
  const accepting = rows.find(({ team, kind }) => team === 'sales' && kind === 'accept');
  expect(accepting).toMatchObject({
    stage: 'convert',
    ...{ running: 0, paused: 0, met: 2, breached: 2, openBreaches: 1, cancelled: 0 },
    metOfDecided: { count: 2, n: 4, share: 0.5 },
    late: { n: 2, medianMs: 3_600_000 },
  });
  expect(rows.map(({ team, stage, kind }) => `${team} ${stage} ${kind}`)).toEqual([
    'marketing nurture accept',
    'marketing convert accept',
    'marketing convert first-touch',
    'sales convert accept',
    'sales convert first-touch',
  ]);
  const clocks = records.reduce((sum, record) => sum + record.clocks.length, 0);
  const counted = rows.map((row) => row.running + row.paused + row.met + row.breached + row.cancelled);
  expect(counted.reduce((sum, count) => sum + count, 0)).toBe(clocks);
});

test('too few are no share', () => {
  const [row] = complianceOf(tallyOf(null, null), stages, 10).filter(({ team }) => team === 'sales');
  expect(row).toMatchObject({ metOfDecided: { n: 4, tooFew: true, share: null }, late: { medianMs: null } });
});

test('returns are counted by their reason for the team that gets them back', () => {
  const returned = { stage: 'convert', by: 'sales', to: 'marketing', reason: 'not-ready', count: 1 };
  expect(returnsOf(tallyOf(null, null))).toEqual([returned]);
});

test('clocks count by when they started, returns by when they were given', () => {
  expect(complianceOf(tallyOf('d5 10:00', 'd5 10:01'), stages, 1).map(({ team }) => team)).toEqual(['sales', 'sales']);
  expect(returnsOf(tallyOf('d5 11:00', 'd5 11:01'))).toHaveLength(1);
  expect(complianceOf(tallyOf('d1', 'd1'), stages, 1)).toEqual([]);
  expect(returnsOf(tallyOf(null, 'd5 11:00'))).toEqual([]);
});

test('the time of each team and what was nobody’s add up to the whole', () => {
  const paused = run(`${history}\nd6 10:00 | hs_lead_status = BAD_TIMING\nd7 12:00 | hs_lead_status = OPEN`);
  const period = { fromMs: instantOf('d2'), toMs: instantOf(now) };
  const all = addElapsedByTeam(
    [...records, paused].map((clocks) => elapsedByTeam({ clocks, versions: [firstVersion(agreement)], ...period })),
  );
  expect(all.whole.ms.client).toBeGreaterThan(0);
  expect(all.teams.sales.ms.client).toBe(all.whole.ms.client);
  expect(all.whole.totalMs).toBeGreaterThan(0);
  const led = teams.reduce((sum, team) => sum + all.teams[team].totalMs, 0);
  expect(led + all.whole.ms.nobody).toBe(all.whole.totalMs);
  expect(parties.reduce((sum, party) => sum + all.whole.percent[party], 0)).toBe(100);
});
