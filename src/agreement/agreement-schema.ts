import { z } from 'zod';
import { conditionSchema, word } from '../journey/conditions/condition-schema.ts';
import { saidIssue } from '../journey/models/tell-schema-problem.ts';
import { activityKinds, directions, languages, teams } from '../journey/vocabulary.ts';
import { calendarSchema } from './calendar-schema.ts';

/**
 * The schema of a three-way agreement: who leads which stage, how fast a team takes over and how often it is in touch, what
 * happens when a clock comes near its end, and when each team is at work. An agreement is data; nothing in it is code.
 */

/** How large an agreement may be. */
export const agreementLimits = { stages: 50, steps: 20, returnReasons: 50, members: 500 } as const;

const names = z
  .strictObject(
    Object.fromEntries(languages.map((language) => [language, z.string().min(1)])) as Record<
      (typeof languages)[number],
      z.ZodString
    >,
  )
  .describe('what people see, in each language');

const ownerId = z
  .string()
  .regex(/^\d{1,20}$/, 'write the id of an owner as HubSpot has it, such as "41629779"')
  .describe('the id of an owner in HubSpot');

const count = (most: number) => z.number().int().positive().max(most).optional();

/** How long a target gives, in business time of the team that leads. A year of business hours is the most. */
const within = z
  .strictObject({
    businessMinutes: count(600_000),
    businessHours: count(10_000),
    endOfBusinessDay: count(1_000).describe(
      'the end of the n-th day with business hours: 1 is the day on which the clock starts, if any of its hours are left then',
    ),
  })
  .refine(
    (given) => Object.values(given).filter((value) => value !== undefined).length === 1,
    'give exactly one: businessMinutes, businessHours or endOfBusinessDay',
  );

/** What a step does: the record shows it as at risk, or a task is made in HubSpot. */
export const stepActions = ['warn', 'task'] as const;
/** Whom a step speaks to: the owner of the record, or the person who leads the team. */
export const stepPersons = ['owner', 'team-lead'] as const;

const step = z.strictObject({
  atPercent: z.number().int().positive().max(1_000).describe('of the business time that the target gives; 100 is due'),
  do: z.enum(stepActions),
  who: z.enum(stepPersons),
});

const target = z
  .strictObject({
    within,
    steps: z.array(step).max(agreementLimits.steps).default([]).describe('what happens before, at and after due'),
  })
  .meta({ id: 'target' });

const stage = z
  .strictObject({
    lead: z
      .enum(teams)
      .optional()
      .describe('the team that answers for this stage; left out, the team that the model says'),
    contributors: z.array(z.enum(teams)).default([]).describe('teams that help without leading'),
    targets: z
      .strictObject({
        acceptWithin: target.optional().describe('a team that is offered the lead accepts or returns it'),
        firstTouchWithin: target.optional().describe('the first touch after the lead passed to a team'),
        touchEvery: target.optional().describe('no longer than this from one touch to the next'),
        stayWithin: target.optional().describe('no longer than this in the stage'),
      })
      .default({}),
    pauseWhen: conditionSchema.optional().describe('while it holds, the clocks of the stage stand still'),
  })
  .meta({ id: 'agreed-stage' });

const team = z.strictObject({
  calendar: calendarSchema,
  leadPerson: ownerId.optional().describe('who is told by steps for the team lead'),
  members: z
    .array(ownerId)
    .max(agreementLimits.members)
    .default([])
    .describe('the people of the team, for touches by the lead team; the lead person need not stand here again'),
});

const touches = z.strictObject({
  kinds: z.array(z.enum(activityKinds)).min(1).describe('the activities that count as a touch'),
  direction: z
    .enum(directions)
    .optional()
    .describe('only what came from the buyer, or went out from the firm; what has no direction counts as well'),
  by: z.enum(['anyone', 'owner', 'lead-team']).default('anyone').describe('whose activities of the firm count'),
});

const returnReason = z.strictObject({ id: word, name: names });

/** The records whose clocks an agreement runs. A company's journey follows from its people and deals, and needs none. */
export const clockedTypes = ['contact', 'deal'] as const;

export const agreementSchema = z
  .strictObject({
    id: word,
    names,
    records: z
      .array(z.enum(clockedTypes))
      .min(1)
      .default([...clockedTypes])
      .describe('whose clocks run; contacts and deals when left out'),
    stages: z.record(word, stage).describe('what is agreed for each stage of the model, by its id'),
    teams: z
      .strictObject({ marketing: team.optional(), sales: team.optional(), service: team.optional() })
      .describe('when each team is at work, and who leads it'),
    accept: z
      .enum(['button', 'first-touch', 'either'])
      .default('either')
      .describe('how a handoff is accepted: by the button, by the first touch of the team, or by either'),
    touches: touches.default({ kinds: ['call', 'email', 'meeting', 'message', 'logged'], by: 'anyone' }),
    returnReasons: z
      .array(returnReason)
      .max(agreementLimits.returnReasons)
      .default([])
      .describe('the reasons for which a handoff can be returned'),
  })
  .superRefine((agreement, context) => {
    const refuse = (path: (string | number)[], message: string) => context.addIssue({ code: 'custom', path, message });
    if (Object.keys(agreement.stages).length > agreementLimits.stages) {
      refuse(['stages'], `an agreement may have ${agreementLimits.stages} stages`);
    }
    const reasons = agreement.returnReasons.map(({ id }) => id);
    reasons.forEach((id, index) => {
      if (reasons.indexOf(id) < index)
        context.addIssue(
          saidIssue(['returnReasons', index, 'id'], { code: 'id-twice', kind: 'reason', values: { id } }),
        );
    });
    for (const [id, { targets }] of Object.entries(agreement.stages)) {
      for (const [kind, given] of Object.entries(targets)) {
        const steps = given?.steps ?? [];
        steps.forEach((one, index) => {
          const first = steps.findIndex(
            (other) => other.atPercent === one.atPercent && other.do === one.do && other.who === one.who,
          );
          if (first < index) {
            refuse(['stages', id, 'targets', kind, 'steps', index], 'this step stands twice; take one out');
          }
        });
      }
    }
  });

export type Agreement = z.infer<typeof agreementSchema>;
export type AgreedStage = Agreement['stages'][string];
export type Target = NonNullable<AgreedStage['targets']['acceptWithin']>;
export type Within = Target['within'];
export type Step = Target['steps'][number];
export type StepAction = Step['do'];
export type StepPerson = Step['who'];
export type Touches = Agreement['touches'];
