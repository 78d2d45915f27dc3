import { z } from 'zod';
import { clockKinds } from '../agreement/clock.ts';
import { parties } from '../agreement/elapsed/elapsed-time.ts';
import { ownerTeams, teams } from '../journey/vocabulary.ts';

/** The shape of `journey-steward measures --format json`; docs/measures.md says what each number counts. */

const count = z.number().int().nonnegative();
const fraction = z.number().min(0).max(1).nullable();
const lengthMs = z.number().nonnegative().nullable();

const share = z.strictObject({
  count,
  n: count.describe('what the count is a share of'),
  tooFew: z.boolean().describe('n is below the minimum: no share is given'),
  share: fraction,
  low: fraction.describe('the lower end of the 95 % interval'),
  high: fraction,
});
const durations = z.strictObject({
  n: count,
  tooFew: z.boolean(),
  medianMs: lengthMs,
  p75Ms: lengthMs,
  p90Ms: lengthMs,
});
const led = z.strictObject({ stage: z.string(), ofEntered: share, ofEnded: share });
const amounts = z.strictObject({
  n: count.describe('records that are in the stage now'),
  known: count.describe('those of them that have a number'),
  tooFew: z.boolean().describe('known is below the minimum: no median is given'),
  sum: z.number().describe('as the numbers stand in HubSpot, whatever their currency'),
  median: z.number().nullable(),
});
const meanPoints = z.strictObject({
  n: count.describe('visits'),
  tooFew: z.boolean(),
  meanPoints: z.number().nullable(),
});
const readiness = z.strictObject({
  all: meanPoints.describe('the points that visits began with; those that an edit ended are left out'),
  wentOn: meanPoints.describe('of the visits that led to a later stage or lap'),
  others: meanPoints.describe('of those that did not, so far'),
  signals: z
    .array(z.strictObject({ signal: z.string(), points: z.number().int(), all: share, wentOn: share, others: share }))
    .describe('visits at whose beginning the signal counted; what makes the greatest difference in points first'),
});
const wonDeals = z.strictObject({
  contacts: count.describe('those with a won deal'),
  deals: count.describe('their won deals; one of several contacts is one for each of them'),
  tooFew: z.boolean(),
  mean: z.number().nullable().describe('won deals for each contact with one'),
  atLeast: z.array(z.strictObject({ deals: count, share })).describe('from two on'),
  between: durations.describe('from one won deal of a contact to the next'),
});
const spread = z.array(z.strictObject({ value: z.string(), share }));

const stageMeasures = z.strictObject({
  stage: z.string(),
  entered: count.describe('visits that began'),
  records: count.describe('different records among them'),
  nowHere: count.describe('records in the stage now, also by import or bulk edit'),
  nowByEdit: count.describe('of these, those whom an import or bulk edit put there: the rest are in visits that go on'),
  open: count.describe('visits that go on'),
  ended: count.describe('visits that ended, by a move of their own or without a stage after them'),
  endedByEdit: count.describe('visits that an import, merge or bulk edit ended; in no share'),
  endedWithoutStage: count,
  next: z.array(led).describe('by the stage that came next'),
  reached: z.array(led).describe('by stages that came later, before the record was in this one again'),
  fellBack: z.strictObject({ ofEntered: share, ofEnded: share }),
  outcomes: z
    .array(z.strictObject({ outcome: z.string(), ended: count, marked: count, ofEntered: share, ofEnded: share }))
    .describe('visits that ended with the outcome, and those that go on and carry it as a mark; both are of entered'),
  noOutcome: share.describe('visits that ended, and of which no outcome is known'),
  undecided: share.describe('visits that go on, and carry no mark'),
  time: durations.describe('of the visits whose beginning and end are known'),
  openAge: durations.describe('how long the visits that go on have lasted'),
  returned: z.strictObject({ share, after: durations }).describe('records whose first visit ended: back in the stage'),
  touches: z.array(z.strictObject({ kind: z.string(), count, visits: share })),
  amounts: z.array(amounts.extend({ property: z.string() })),
  values: z.array(z.strictObject({ property: z.string(), n: count, spread, none: share })),
  referrals: z.strictObject({ count, visits: share }),
  readiness: readiness.nullable().describe('null where no question asks for it'),
});

const measureSet = z.strictObject({
  records: count,
  stages: z.array(stageMeasures),
  laps: z.strictObject({ records: count, atLeast: z.array(z.strictObject({ lap: count, share })) }),
  wonDeals: wonDeals.nullable().describe('null where no question asks for it'),
});

const answer = z.discriminatedUnion('measure', [
  z.strictObject({
    measure: z.literal('entered'),
    stage: z.string(),
    visits: count,
    records: count,
    nowHere: count,
    nowByEdit: count,
  }),
  z.strictObject({
    measure: z.literal('conversion'),
    from: z.string(),
    to: z.string(),
    ofEntered: share,
    ofEnded: share,
    open: count,
  }),
  z.strictObject({
    measure: z.literal('outcomes'),
    stage: z.string(),
    n: count,
    tooFew: z.boolean(),
    outcomes: stageMeasures.shape.outcomes,
    noOutcome: share,
    undecided: share,
  }),
  z.strictObject({
    measure: z.literal('time-in-stage'),
    stage: z.string(),
    time: durations,
    open: count,
    openAge: durations,
  }),
  z.strictObject({
    measure: z.literal('time-to-return'),
    stage: z.string(),
    returned: share,
    neverReturned: count,
    after: durations,
  }),
  z.strictObject({ measure: z.literal('laps'), records: count, atLeast: measureSet.shape.laps.shape.atLeast }),
  z.strictObject({ measure: z.literal('regressions'), stage: z.string(), ofEntered: share, ofEnded: share }),
  z.strictObject({ measure: z.literal('referrals'), stage: z.string(), count, visits: share }),
  z.strictObject({
    measure: z.literal('values'),
    stage: z.string(),
    property: z.string(),
    n: count,
    nowByEdit: count,
    tooFew: z.boolean(),
    spread,
    none: share,
  }),
  amounts.extend({ measure: z.literal('amounts'), stage: z.string(), property: z.string(), nowByEdit: count }),
  z.strictObject({
    measure: z.literal('touches'),
    stage: z.string(),
    visits: count,
    tooFew: z.boolean(),
    kinds: stageMeasures.shape.touches,
  }),
  readiness.extend({ measure: z.literal('readiness'), stage: z.string() }),
  wonDeals.extend({ measure: z.literal('won-deals') }),
  z.strictObject({ measure: z.literal('unknown-territory'), stages: z.array(z.string()) }),
  z.strictObject({ measure: z.literal('unanswerable'), reason: z.string() }),
  z.strictObject({ measure: z.literal('asked-of'), objectType: z.enum(['contact', 'deal', 'company']) }),
]);

const answered = z.strictObject({
  id: z.string(),
  question: z.string(),
  stage: z.string().nullable(),
  answer,
  by: z.string().nullable(),
  segments: z
    .array(z.strictObject({ segment: z.string(), answer }))
    .describe('the same answer for each segment of `by`'),
});

const partyTimes = z.record(z.enum(parties), z.number().nonnegative());
const elapsed = z.strictObject({
  ms: partyTimes.describe('business time, by whom it belonged to'),
  totalMs: z.number().nonnegative(),
  percent: partyTimes.describe('add up to 100; 0 throughout where there is no time'),
});

const agreementMeasures = z.strictObject({
  id: z.string(),
  version: count,
  failed: count.describe('records that can not be replayed; in no number'),
  compliance: z
    .array(
      z.strictObject({
        team: z.enum(teams),
        stage: z.string(),
        kind: z.enum(clockKinds),
        running: count,
        paused: count,
        met: count,
        breached: count,
        cancelled: count,
        openBreaches: count.describe('of the breached, those that still go on'),
        metOfDecided: share.describe('the met ones of those that are met or breached'),
        late: durations.describe('by how much business time the breached ones were late'),
      }),
    )
    .describe('clocks that started in the period, by team and stage'),
  returns: z
    .array(
      z.strictObject({
        stage: z.string(),
        by: z.enum(teams),
        to: z.enum(ownerTeams),
        reason: z.string().describe('the id of one of the agreement'),
        count,
      }),
    )
    .describe('handoffs that were returned in the period'),
  elapsed: z
    .array(
      z.strictObject({
        month: z.string().nullable().describe('such as 2026-05, in UTC; null for the whole period'),
        whole: elapsed,
        teams: z.record(z.enum(teams), elapsed).describe('the stretches in which the team had the lead'),
      }),
    )
    .describe('the whole period, and with `--by month` each month of it'),
});

export const measuresReportSchema = z.strictObject({
  accountId: z.string(),
  objectType: z.enum(['contact', 'deal', 'company']),
  model: z.strictObject({ name: z.string(), version: count }),
  language: z.string(),
  asOf: z.iso.datetime(),
  timeZone: z.literal('UTC'),
  since: z.iso.datetime().nullable().describe('visits that began before this do not count'),
  until: z.iso.datetime().nullable().describe('visits that began at this time or later do not count'),
  minimum: count,
  records: z.strictObject({
    measured: count,
    withoutStage: count.describe('never had a stage'),
    timeReversed: count.describe('something is dated before their creation; in no measure'),
    outdated: count.describe('wait to be replayed under the present model; in no measure'),
  }),
  referrals: z.strictObject({
    named: count.describe('contacts that name somebody who referred them'),
    elsewhere: count.describe('the referrer is known, but was in no visit that counts'),
    unmatched: count.describe('no contact has the id or e-mail address'),
  }),
  questions: z.array(answered),
  whole: measureSet,
  agreement: agreementMeasures.nullable().describe('null where nothing is agreed, and for companies'),
  splits: z.array(
    z.strictObject({
      by: z.string(),
      segments: z.array(z.strictObject({ segment: z.string(), measures: measureSet })),
    }),
  ),
});

export type Share = z.infer<typeof share>;
export type Amounts = z.infer<typeof amounts>;
export type Durations = z.infer<typeof durations>;
export type ReadinessMeasures = z.infer<typeof readiness>;
export type WonDealMeasures = z.infer<typeof wonDeals>;
export type StageMeasures = z.infer<typeof stageMeasures>;
export type MeasureSet = z.infer<typeof measureSet>;
export type Answer = z.infer<typeof answer>;
export type AnsweredQuestion = z.infer<typeof answered>;
export type AgreementMeasures = z.infer<typeof agreementMeasures>;
export type MeasuresReport = z.infer<typeof measuresReportSchema>;
