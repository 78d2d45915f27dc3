import { z } from 'zod';
import type { DealPhase } from './portal-metadata.ts';
import { activityKinds, languages, ownerTeams, teams } from './vocabulary.ts';

/**
 * The schema of a journey model: stages in order, the predicates that enter and hold them, outcomes, laps.
 * A model is data; nothing in it is code. All conditions look at the evidence of the current lap, except under `ever`.
 */

const word = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'use lower-case words joined by hyphens, like "no-decision"');
const propertyName = z.string().min(1).max(100);
const names = z
  .strictObject(
    Object.fromEntries(languages.map((language) => [language, z.string().min(1)])) as Record<
      (typeof languages)[number],
      z.ZodString
    >,
  )
  .meta({ id: 'names' });

const duration = z
  .strictObject({
    days: z.number().int().positive().optional(),
    hours: z.number().int().positive().optional(),
    minutes: z.number().int().positive().optional(),
  })
  .refine((value) => value.days ?? value.hours ?? value.minutes, 'give days, hours or minutes')
  .meta({ id: 'duration', description: 'a day is 24 hours exactly' });

const activities = z.array(z.enum(activityKinds)).min(1);

const anchor = z
  .union([
    z.enum(['created', 'visit-start', 'lap-start', 'last-activity', 'engagement-end']),
    z.strictObject({ property: propertyName }).describe('when the property took its present value'),
    z.strictObject({ deals: z.enum(['open', 'won', 'lost']) }).describe('when the latest such deal became so'),
  ])
  .meta({ id: 'anchor', description: "a point in a record's past that a condition measures from" });

const dealPhases = ['open', 'won', 'lost', 'any'] as const satisfies readonly (DealPhase | 'any')[];

const propertyTest = z
  .strictObject({
    property: propertyName,
    is: z.string().optional(),
    in: z.array(z.string()).min(1).optional(),
    became: z.string().optional(),
    known: z.boolean().optional(),
    atLeast: z.number().optional(),
    below: z.number().optional(),
    before: z.literal('now').optional(),
    after: z.literal('now').optional(),
  })
  .refine((test) => Object.values(test).filter((value) => value !== undefined).length === 2, {
    message: 'give exactly one test: is, in, became, known, atLeast, below, before or after',
  });

const dealTest = z.strictObject({
  deals: z.enum(dealPhases),
  count: z.number().int().positive().optional().describe('at least so many; 1 when left out'),
  pipelines: z.array(z.string()).min(1).optional(),
  lostReasons: z.array(z.string()).min(1).optional().describe('only deals whose closed_lost_reason is one of these'),
  amountAtLeast: z.number().optional(),
  probabilityAtLeast: z.number().min(0).max(1).optional(),
  probabilityBelow: z.number().min(0).max(1).optional(),
  after: anchor.optional().describe('only deals that became so at this point or later'),
  quietFor: duration.optional().describe('only deals without any activity for so long'),
});

export type Anchor = z.infer<typeof anchor>;
export type PropertyTest = z.infer<typeof propertyTest>;
export type DealTest = z.infer<typeof dealTest>;
export type ActivityTest = { activity: z.infer<typeof activities>; after?: Anchor | undefined };
export type QuietTest = { quietFor: z.infer<typeof duration>; since?: Anchor | undefined };

/** A predicate over the evidence of a record. */
export type Condition =
  | { all: Condition[] }
  | { any: Condition[] }
  | { not: Condition }
  | { ever: Condition }
  | { thisVisit: Condition }
  | { created: true }
  | { lifecycle: string[] }
  | { lifecycleBefore: string }
  | { engagement: 'running' | 'ended' | 'started-again' }
  | { elapsed: z.infer<typeof duration>; since: Anchor }
  | ActivityTest
  | QuietTest
  | PropertyTest
  | DealTest;

export const conditionSchema: z.ZodType<Condition> = z
  .lazy(() =>
    z.union([
      z.strictObject({ all: z.array(conditionSchema).min(1) }),
      z.strictObject({ any: z.array(conditionSchema).min(1) }),
      z.strictObject({ not: conditionSchema }),
      z.strictObject({ ever: conditionSchema }).describe('also counts evidence of earlier laps'),
      z.strictObject({ thisVisit: conditionSchema }).describe('counts only evidence since the present visit began'),
      z.strictObject({ created: z.literal(true) }),
      z.strictObject({ lifecycle: z.array(z.string()).min(1) }),
      z.strictObject({ lifecycleBefore: z.string() }),
      z.strictObject({ engagement: z.enum(['running', 'ended', 'started-again']) }),
      z.strictObject({ elapsed: duration, since: anchor }),
      z.strictObject({ activity: activities, after: anchor.optional() }),
      z.strictObject({ quietFor: duration, since: anchor.optional() }),
      propertyTest,
      dealTest,
    ]),
  )
  .meta({ id: 'condition', description: 'a predicate over the evidence of a record' });

const rule = z.strictObject({
  id: word,
  when: conditionSchema,
  because: names
    .optional()
    .describe('the cause in words; {value} stands for the value of the property that it rests on'),
});
const outcomeRule = z.strictObject({ outcome: word, when: conditionSchema });
const playChoice = z.strictObject({ play: word, when: conditionSchema.optional() });
const play = z.strictObject({
  id: word,
  team: z.enum(teams).describe('the team that it is for'),
  names: names.describe('what to do'),
  reasons: names.describe('why, when it is recommended'),
});
const lead = z.strictObject({ team: z.enum(ownerTeams), when: conditionSchema.optional() });

export const stageSchema = z
  .strictObject({
    id: word,
    names,
    lead: z.array(lead).min(1).describe('the first entry whose condition holds leads; the last one has no condition'),
    contributors: z.array(z.enum(teams)).default([]).describe('teams that help without leading'),
    enter: z.array(rule).min(1).describe('any of these rules enters the stage; the first that holds is the cause'),
    while: conditionSchema
      .optional()
      .describe('keeps a record in the stage when no enter of any stage holds; holds when left out'),
    outcomes: z.array(outcomeRule).default([]).describe('how a visit can end: judged in this order when it is left'),
    marks: z.array(outcomeRule).default([]).describe('outcomes that can be known while the visit goes on'),
    plays: z
      .array(playChoice)
      .default([])
      .describe('touchpoints to recommend, the most urgent first; one without a condition always fits'),
  })
  .meta({ id: 'stage' });

export const modelSchema = z
  .strictObject({
    name: word,
    version: z.number().int().positive(),
    names,
    stages: z.array(stageSchema).min(1).describe('from the earliest to the furthest'),
    outcomes: z.array(z.strictObject({ id: word, names })).describe('every outcome that a stage names'),
    plays: z.array(play).default([]).describe('the catalogue of touchpoints'),
    newLap: conditionSchema.optional().describe('circular models only: when it comes to hold, a new lap begins'),
  })
  .superRefine((model, context) => {
    const refuse = (path: (string | number)[], message: string) => context.addIssue({ code: 'custom', path, message });
    const refuseTwice = (path: (string | number)[], word: string, entries: readonly { id: string }[]) =>
      entries.forEach(({ id }, index) => {
        const isSecond = entries.findIndex((entry) => entry.id === id) < index;
        if (isSecond) refuse([...path, index, 'id'], `${word} "${id}" stands twice; rename one`);
      });
    const known = new Set(model.outcomes.map((outcome) => outcome.id));
    refuseTwice(['stages'], 'stage', model.stages);
    refuseTwice(['outcomes'], 'outcome', model.outcomes);
    refuseTwice(['plays'], 'play', model.plays);
    const plays = new Set(model.plays.map((candidate) => candidate.id));
    model.stages.forEach((candidate, index) => {
      refuseTwice(['stages', index, 'enter'], 'rule', candidate.enter);
      if (candidate.lead.at(-1)?.when !== undefined) {
        refuse(
          ['stages', index, 'lead'],
          'end the list with a team that has no condition, so that somebody always leads',
        );
      }
      candidate.plays.forEach((choice, position) => {
        if (plays.has(choice.play)) return;
        refuse(['stages', index, 'plays', position], `play "${choice.play}" is not in the model's list of plays`);
      });
      for (const part of ['outcomes', 'marks'] as const) {
        candidate[part].forEach((entry, position) => {
          if (known.has(entry.outcome)) return;
          refuse(
            ['stages', index, part, position],
            `outcome "${entry.outcome}" is not in the model's list of outcomes`,
          );
        });
      }
    });
  });

export type Model = z.infer<typeof modelSchema>;
export type Stage = Model['stages'][number];
export type Rule = Stage['enter'][number];

/** Reads a model from parsed JSON. Throws an error that names each wrong place. */
export function parseModel(json: unknown): Model {
  const result = modelSchema.safeParse(json);
  if (result.success) return result.data;
  throw new Error(`This is not a journey model:\n${z.prettifyError(result.error)}`);
}
