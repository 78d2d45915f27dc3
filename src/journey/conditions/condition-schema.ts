import { z } from 'zod';
import { modelLimits } from '../models/model-limits.ts';
import type { SaidProblem } from '../models/tell-schema-problem.ts';
import type { DealPhase, TicketPhase } from '../portal-metadata.ts';
import { activityKinds, actors, directions } from '../vocabulary.ts';

/**
 * The conditions of a journey model: predicates over the evidence of a record. A condition is data; nothing in it is code.
 * All of them look at the evidence of the current lap, except under `ever` and `thisVisit`.
 */

/** Ids within a model. */
export const word = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'use lower-case words joined by hyphens, like "no-decision"');
const mostValues = modelLimits.values;
const propertyName = z.string().min(1).max(100);

export const duration = z
  .strictObject({
    days: z.number().int().positive().optional(),
    hours: z.number().int().positive().optional(),
    minutes: z.number().int().positive().optional(),
  })
  .refine((value) => value.days ?? value.hours ?? value.minutes, {
    error: 'give days, hours or minutes',
    params: { said: { code: 'length-empty', values: { units: 'days, hours', last: 'minutes' } } satisfies SaidProblem },
  })
  .meta({ id: 'duration', description: 'a day is 24 hours exactly' });

const anchor = z
  .union([
    z.enum(['created', 'visit-start', 'lap-start', 'last-activity', 'engagement-end']),
    z.strictObject({ property: propertyName }).describe('when the property took its present value'),
    z.strictObject({ deals: z.enum(['open', 'won', 'lost']) }).describe('when the latest such deal became so'),
    z.strictObject({ tickets: z.enum(['open', 'closed']) }).describe('when the latest such ticket became so'),
  ])
  .meta({ id: 'anchor', description: "a point in a record's past that a condition measures from" });

const dealPhases = ['open', 'won', 'lost', 'any'] as const satisfies readonly (DealPhase | 'any')[];

/** A day begins at midnight UTC, because a model is the same wherever it is read. */
export const pointInTime = z.union([z.literal('now'), z.iso.date(), z.iso.datetime({ offset: true })], {
  error: 'give "now", a day such as 2026-12-31 or a time with zone such as 2026-12-31T09:00:00Z',
});

const tests = 'is, in, includes, valuesAtMost, became, known, atLeast, above, atMost, below, before, after, olderThan';

const propertyTest = z
  .strictObject({
    property: propertyName,
    is: z.string().optional(),
    in: z.array(z.string()).min(1).max(mostValues).optional(),
    includes: z.string().optional().describe('one of the values of a property that holds several'),
    valuesAtMost: z
      .number()
      .int()
      .positive()
      .optional()
      .describe('a property that holds several: it has values, and no more than so many'),
    became: z.string().optional(),
    known: z.boolean().optional(),
    atLeast: z.number().optional(),
    above: z.number().optional(),
    atMost: z.number().optional(),
    below: z.number().optional(),
    before: pointInTime.optional().describe('the value is a date before this'),
    after: pointInTime.optional().describe('the value is a date after this'),
    olderThan: duration.optional().describe('the value is a date that lies so far back, or further'),
    dueWithin: duration.optional().describe('the value is a date to come, so near or nearer'),
  })
  .refine((test) => Object.values(test).filter((value) => value !== undefined).length === 2, {
    error: `give exactly one test: ${tests} or dueWithin`,
    params: { said: { code: 'one-test', values: { tests, last: 'dueWithin' } } satisfies SaidProblem },
  });

const dealTest = z.strictObject({
  deals: z.enum(dealPhases),
  count: z.number().int().positive().optional().describe('at least so many; 1 when left out'),
  pipelines: z.array(z.string()).min(1).max(mostValues).optional(),
  lostReasons: z
    .array(z.string())
    .min(1)
    .max(mostValues)
    .optional()
    .describe('only deals whose closed_lost_reason is one of these'),
  amountAtLeast: z.number().optional(),
  amountBelow: z.number().optional(),
  probabilityAtLeast: z.number().min(0).max(1).optional(),
  probabilityBelow: z.number().min(0).max(1).optional(),
  after: anchor.optional().describe('only deals that became so at this point or later'),
  quietFor: duration.optional().describe('only deals without any activity for so long'),
});

const ticketPhases = ['open', 'closed', 'any'] as const satisfies readonly (TicketPhase | 'any')[];

const ticketTest = z.strictObject({
  tickets: z.enum(ticketPhases).describe('of a contact; no other record has tickets'),
  count: z.number().int().positive().optional().describe('at least so many; 1 when left out'),
  pipelines: z.array(z.string()).min(1).max(mostValues).optional(),
  priorities: z
    .array(z.string())
    .min(1)
    .max(mostValues)
    .optional()
    .describe('only tickets whose hs_ticket_priority is one of these'),
  after: anchor.optional().describe('only tickets that became so at this point or later'),
  quietFor: duration.optional().describe('only tickets without any activity for so long'),
});

/** The objects that a record can be associated with and a condition can ask for. */
export const associateTypes = ['contact', 'company', 'deal'] as const;

const associationTest = z.strictObject({
  associated: z.enum(associateTypes).describe('associated with a record of this kind now'),
  labels: z.array(z.string()).min(1).max(mostValues).optional().describe('only under one of these association labels'),
  roles: z
    .array(z.string())
    .min(1)
    .max(mostValues)
    .optional()
    .describe('of a deal: only contacts whose hs_buying_role has one of these'),
  count: z.number().int().positive().optional().describe('at least so many; 1 when left out'),
});

const activityTest = z.strictObject({
  activity: z.array(z.enum(activityKinds)).min(1).max(mostValues),
  direction: z.enum(directions).optional().describe('only what came from the buyer, or went out from the firm'),
  by: z.enum(actors).optional().describe("only activities of the record's owner of that time, or of somebody else"),
  after: anchor.optional(),
});

export type Anchor = z.infer<typeof anchor>;
export type PropertyTest = z.infer<typeof propertyTest>;
export type DealTest = z.infer<typeof dealTest>;
export type TicketTest = z.infer<typeof ticketTest>;
export type AssociationTest = z.infer<typeof associationTest>;
export type ActivityTest = z.infer<typeof activityTest>;
export type QuietTest = { quietFor: z.infer<typeof duration>; since?: Anchor | undefined };
export type ElapsedTest = { elapsed: z.infer<typeof duration>; since: Anchor };
export type ReadinessTest = { readiness: { atLeast: number } };

/** A condition that has no other conditions in it. */
export type LeafCondition =
  | { created: true }
  | { lifecycle: string[] }
  | { lifecycleBefore: string }
  | { engagement: 'running' | 'ended' | 'started-again' }
  | ElapsedTest
  | { mark: string }
  | ReadinessTest
  | ActivityTest
  | QuietTest
  | PropertyTest
  | AssociationTest
  | DealTest
  | TicketTest;

/** A predicate over the evidence of a record. */
export type Condition =
  | { all: Condition[] }
  | { any: Condition[] }
  | { not: Condition }
  | { ever: Condition }
  | { thisVisit: Condition }
  | LeafCondition;

export const conditionSchema: z.ZodType<Condition> = z
  .lazy(() =>
    z.union([
      z.strictObject({ all: z.array(conditionSchema).min(1) }),
      z.strictObject({ any: z.array(conditionSchema).min(1) }),
      z.strictObject({ not: conditionSchema }),
      z.strictObject({ ever: conditionSchema }).describe('also counts evidence of earlier laps'),
      z.strictObject({ thisVisit: conditionSchema }).describe('counts only evidence since the present visit began'),
      z.strictObject({ created: z.literal(true) }),
      z.strictObject({ lifecycle: z.array(z.string()).min(1).max(mostValues) }),
      z.strictObject({ lifecycleBefore: z.string() }),
      z.strictObject({ engagement: z.enum(['running', 'ended', 'started-again']) }),
      z.strictObject({ elapsed: duration, since: anchor }),
      activityTest,
      z.strictObject({ quietFor: duration, since: anchor.optional() }),
      z.strictObject({ mark: word }).describe('the present visit carries this outcome mark'),
      z.strictObject({ readiness: z.strictObject({ atLeast: z.number().int() }) }).describe("the model's points"),
      propertyTest,
      dealTest,
      ticketTest,
      associationTest,
    ]),
  )
  .meta({ id: 'condition', description: 'a predicate over the evidence of a record' });

/** The conditions directly within one; none in a leaf. */
export function innerConditions(condition: Condition): readonly Condition[] {
  if ('all' in condition) return condition.all;
  if ('any' in condition) return condition.any;
  if ('not' in condition) return [condition.not];
  if ('ever' in condition) return [condition.ever];
  return 'thisVisit' in condition ? [condition.thisVisit] : [];
}

/** A condition and all those within it. */
export function* allConditions(condition: Condition): Generator<Condition> {
  yield condition;
  for (const inner of innerConditions(condition)) yield* allConditions(inner);
}
