import { z } from 'zod';
import { conditionSchema } from '../journey/conditions/condition-schema.ts';
import type { Need } from '../journey/explain/need.ts';
import { longestSentence } from '../journey/explain/stage-sentence.ts';
import { channels, factKinds, languages, moveKinds, recordTypes } from '../journey/vocabulary.ts';

/**
 * What `GET /api/cards/contact/explanation` (and the same of deals and companies) is asked and tells: for each visit why it
 * began and what each other stage would have needed, as data and as sentences. Instants are ISO texts in UTC; the days in
 * sentences are those of the time zone that was asked for.
 */

/** HubSpot takes answers of up to 1 MB; this many visits are told at a time, and long values of facts are cut. */
export const visitsAtOnce = 20;
export const longestValue = 300;
export const mostMembers = 20;

/** Fewer visits are told where they have more UTF-8 bytes than this. */
export const mostBytes = 800_000;

export const explanationQuerySchema = z.object({
  objectId: z.string().regex(/^\d{1,20}$/, 'objectId is the id of a record, such as 1246965'),
  language: z.enum(languages).catch('en'),
  timeZone: z.string().refine(isTimeZone, 'timeZone is an IANA name, such as Europe/Rome').default('UTC'),
  /** Tells the visits before this position: where an earlier answer began. */
  before: z.coerce.number('before is the position of a visit').int().nonnegative().optional(),
});

const instant = z.iso.datetime();
const sentence = z.string().min(1).max(longestSentence);
const named = z.strictObject({ id: z.string(), label: z.string() });
const relation = z.enum(['present', 'earlier', 'further']);
/** Keys of facts, as causes name them. */
const factKeys = z.array(z.string());

const leafNeed = z.strictObject({
  kind: z.literal('leaf'),
  condition: conditionSchema,
  must: z.enum(['hold', 'cease']),
  /** Which evidence counts: that of the lap, of all laps, or since the visit began. */
  within: z.enum(['lap', 'ever', 'visit']),
  /** When time alone brings it, if nothing happens before; null when only a fact can. */
  at: instant.nullable(),
  points: z.number().optional(),
  isAgain: z.literal(true).optional(),
});

type ToldLeaf = z.infer<typeof leafNeed>;

/** A need as it is told: its instants are texts. */
export type ToldNeed = ToldLeaf | { kind: 'all' | 'any'; needs: ToldNeed[] } | Extract<Need, { kind: 'never' }>;

const need: z.ZodType<ToldNeed> = z.lazy(() =>
  z.union([
    leafNeed,
    z.strictObject({ kind: z.enum(['all', 'any']), needs: z.array(need).min(2) }),
    z.strictObject({ kind: z.literal('never') }),
  ]),
);

const fact = z.strictObject({
  key: z.string(),
  objectType: z.enum(recordTypes),
  recordId: z.string(),
  kind: z.enum(factKinds),
  subject: z.string(),
  value: z.string(),
  occurredAt: instant,
  changeSource: z.string(),
  channel: z.enum(channels),
});

const stageSchema = z.strictObject({
  stage: named,
  relation,
  /** What brings the record there; null for the stage that it is in. */
  sentence: sentence.nullable(),
  comesAt: instant.nullable(),
  rules: z.array(z.strictObject({ rule: z.string(), holds: z.boolean(), facts: factKeys, need: need.nullable() })),
  blockedBy: z.array(
    z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('rule'), stage: z.string(), rule: z.string(), need }),
      z.strictObject({ kind: z.literal('correction'), id: z.string() }),
    ]),
  ),
});

const stateSchema = z.strictObject({
  /** The instant at which things stood so: the last one of the visit, or now. */
  at: instant,
  staysBy: z.enum(['rule', 'while', 'no-other-rule', 'correction']).nullable(),
  /** What holds the record there, where it is not the rule of the cause. */
  staysBecause: sentence.nullable(),
  stages: z.array(stageSchema),
  newLap: z.strictObject({ holds: z.boolean(), sentence: sentence.nullable(), need: need.nullable() }).nullable(),
  readiness: z
    .strictObject({
      points: z.number(),
      sentence,
      signals: z.array(
        z.strictObject({ signal: named, points: z.number(), expiresAt: instant.nullable(), facts: factKeys }),
      ),
    })
    .nullable(),
});

const visitHead = z.strictObject({
  visitIndex: z.number().int().nonnegative(),
  lap: z.number().int().positive(),
  stage: named,
  enteredAt: instant,
  leftAt: instant.nullable(),
  move: z.enum(moveKinds),
  rule: z.string(),
  cause: z.string(),
});

const recordVisit = visitHead.extend({
  facts: z.array(fact),
  correction: z.strictObject({ id: z.string(), reason: z.string(), by: z.string().nullable() }).nullable(),
  /** Who set the outcome by hand, why, and how long it holds; null where it follows from the evidence. */
  outcomeSaid: z
    .strictObject({ id: z.string(), outcome: named, reason: z.string(), by: z.string().nullable(), sentence })
    .nullable(),
  ...stateSchema.shape,
});

const companyVisit = visitHead.extend({
  at: instant,
  /** The contacts and deals whose moves brought the company there, as `contact/5`; some of them where there are many. */
  causes: z.array(z.string()).max(mostMembers),
  stages: z.array(
    z.strictObject({
      stage: named,
      relation,
      sentence: sentence.nullable(),
      members: z.strictObject({ count: z.number().int(), some: z.array(z.string()).max(mostMembers) }),
      membersFurther: z.number().int(),
    }),
  ),
});

const head = z.strictObject({
  recordId: z.string(),
  asOf: instant,
  isCatchingUp: z.boolean(),
  model: z.strictObject({ id: z.string(), label: z.string(), isCircular: z.boolean(), version: z.number().int() }),
  /** How many visits are before those told; ask for them with `before`. */
  earlierVisits: z.number().int().nonnegative(),
});

/** All visits told, the newest first. `withoutStage`: how things stand for a record without a stage. */
export const explanationDataSchema = z.discriminatedUnion('objectType', [
  head.extend({
    objectType: z.enum(['contact', 'deal']),
    visits: z.array(recordVisit).max(visitsAtOnce),
    withoutStage: stateSchema.nullable(),
  }),
  head.extend({ objectType: z.literal('company'), visits: z.array(companyVisit).max(visitsAtOnce) }),
]);

/** The envelope is that of the card. */
export const explanationAnswerSchema = z.discriminatedUnion('ok', [
  z.strictObject({ ok: z.literal(true), data: explanationDataSchema }),
  z.strictObject({ ok: z.literal(false), error: z.strictObject({ code: z.string(), message: z.string() }) }),
]);

export type ExplanationQuery = z.infer<typeof explanationQuerySchema>;
export type ExplanationData = z.infer<typeof explanationDataSchema>;
export type ExplanationAnswer = z.infer<typeof explanationAnswerSchema>;
export type ToldState = z.infer<typeof stateSchema>;
export type ToldVisit = z.infer<typeof recordVisit>;
export type ToldVisitHead = z.infer<typeof visitHead>;

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
