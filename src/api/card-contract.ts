import { z } from 'zod';
import { clockKinds } from '../agreement/clock.ts';
import { openStatuses } from '../agreement/tightest-clock.ts';
import { activityKinds, factKinds, languages, moveKinds, ownerTeams, pastTypes } from '../journey/vocabulary.ts';

/**
 * What the card of a contact, a deal or a company asks for and is told. Cards import the types of this file and nothing else from the backend.
 * All names and sentences come in the language that was asked for; instants are ISO texts in UTC, dates are the card's to
 * format in the portal's zone.
 */

/** The types of records that have a card, each with `GET /api/cards/…`. */
export const cardTypes = ['contact', 'deal', 'company'] as const;

/** Of those who touched a record in a visit, and of the members that brought a company there, so many are told. */
export const mostTouching = 5;
export const mostCauses = 20;

/** The query of `GET /api/cards/contact`, and of the others. HubSpot appends the signed identity (userId, portalId, userEmail, appId). */
export const cardQuerySchema = z.object({
  objectId: z.string().regex(/^\d{1,20}$/, 'objectId is the id of a record, such as 1246965'),
  language: z.enum(languages).catch('en'),
});

const instant = z.iso.datetime();
const named = z.strictObject({ id: z.string(), label: z.string() });
const team = z.strictObject({ id: z.enum(ownerTeams), label: z.string() });
const person = z.strictObject({ id: z.string(), name: z.string() });

/** A user of HubSpot; the name is null where the portal's owners do not tell it. */
const user = z.strictObject({ id: z.string(), name: z.string().nullable() });

/** So many activities of one kind, told as “3 e-mails”; never what is in them. */
const touchesSchema = z.strictObject({
  kind: z.enum(activityKinds),
  label: z.string(),
  count: z.number().int().positive(),
  /** How many of them came from the buyer; of the others some may not say. */
  fromBuyer: z.number().int().nonnegative(),
  /** Who of the firm, where that is told. */
  by: z.array(person).max(mostTouching),
  lastAt: instant,
});

const cardVisitSchema = z.strictObject({
  lap: z.number().int().positive(),
  stage: named,
  team,
  /** Who owned the record when the visit ended, or owns it now; null when nobody did. */
  owner: person.nullable(),
  enteredAt: instant,
  leftAt: instant.nullable(),
  move: z.strictObject({ kind: z.enum(moveKinds), label: z.string() }),
  outcome: named.nullable(),
  /** Who set the outcome by hand, when and why; left out where it follows from the evidence. */
  outcomeSaid: z.strictObject({ id: z.string(), reason: z.string(), by: user.nullable(), saidAt: instant }).optional(),
  /** Why the visit began, as one sentence. */
  cause: z.string(),
  /** Of a company: the contacts and deals whose moves brought it there, as `contact/5`; some of them where there are many. */
  causedBy: z.array(z.string()).max(mostCauses).optional(),
  /** The touches within the visit, each kind once. */
  touches: z.array(touchesSchema),
  /** An import, a merge or a bulk edit: the timeline folds it. */
  isNoise: z.boolean(),
  /**
   * What the person said who corrected the stage, and who it was where that is known; null for any other move. `isHolding`: it
   * is this correction that keeps the record here now.
   */
  correction: z
    .strictObject({ id: z.string(), reason: z.string(), by: user.nullable(), isHolding: z.boolean() })
    .nullable(),
});

/** How long the team has left, in seconds of its business time; less than nothing once it is late. */
const cardClockSchema = z.strictObject({
  kind: z.enum(clockKinds),
  label: z.string(),
  team,
  status: z.enum(openStatuses),
  startedAt: instant,
  /** Null while the clock is paused. */
  dueAt: instant.nullable(),
  targetSeconds: z.number().int(),
  secondsLeft: z.number().int(),
  /** How long a usual business day of that team is, in seconds. */
  daySeconds: z.number().int().positive().optional(),
});

/**
 * How the lead came to the team that has it. `cause`: the stage changed, a team gave the lead back, or offered it again. `because`: why
 * it was given back. `reasons`: those for which it can be given back now.
 */
const cardHandoffSchema = z.strictObject({
  state: z.enum(['offered', 'accepted', 'returned', 'ended']),
  stage: z.string(),
  from: team,
  to: team,
  cause: z.enum(['stage', 'return', 'again']),
  offeredAt: instant,
  answeredAt: instant.nullable(),
  because: z.strictObject({ reason: named, note: z.string(), by: user.nullable() }).nullable(),
  reasons: z.array(named),
});

export const cardDataSchema = z.strictObject({
  recordId: z.string(),
  /** The instant for which this answer holds. */
  asOf: instant,
  /** As of when the ledger was last compared with HubSpot itself; null before that was ever done. */
  checkedAt: instant.nullable(),
  /** What that recovered in all of the account, told as “new records: 3”; left out where it was nothing. */
  recovered: z
    .array(z.strictObject({ kind: z.enum(factKinds), label: z.string(), count: z.number().int().positive() }))
    .min(1)
    .optional(),
  /** As of when those properties are known that only the account's own model looks at; left out where it has none. */
  ownPropertiesAsOf: instant.nullable().optional(),
  /** Which those are, so that the card asks again when one is edited; left out where there are none. */
  ownProperties: z.array(z.string()).optional(),
  /** Something was heard that this answer may not contain yet. */
  isCatchingUp: z.boolean(),
  /**
   * The past of the portal is still being read: how much of it has been, and which records are still to come; null once all of it
   * is. `percent` is null before HubSpot has counted all of them.
   */
  past: z
    .strictObject({
      percent: z.number().int().min(0).max(99).nullable(),
      waiting: z.array(z.strictObject({ id: z.enum(pastTypes), label: z.string() })).min(1),
    })
    .nullable(),
  /** `in-journey`: has a stage. `no-stage`: is known, and no rule holds. `unknown`: nothing was heard. `deleted`. */
  state: z.enum(['in-journey', 'no-stage', 'unknown', 'deleted']),
  /** Under what the record was replayed; `version` counts what was published for the account, from 1. */
  model: z.strictObject({
    id: z.string(),
    label: z.string(),
    isCircular: z.boolean(),
    version: z.number().int().positive(),
  }),
  /** All stages of the model, from the earliest to the furthest. */
  stages: z.array(z.strictObject({ id: z.string(), label: z.string(), team })),
  /** The open visit; null without a stage. `stageIndex` counts from 0. */
  current: cardVisitSchema.extend({ stageIndex: z.number().int().nonnegative() }).nullable(),
  /** The correction that is in force and may be withdrawn, also one to the stage that the record was in; null when none is. */
  correction: z
    .strictObject({ id: z.string(), stage: named, reason: z.string(), by: user.nullable(), saidAt: instant })
    .nullable(),
  /**
   * The outcomes that a person can set now: of the latest visit, and of the one before it while that goes on; only stages that have
   * any. Left out of a company, whose outcomes are those of its people and deals.
   */
  settable: z
    .array(z.strictObject({ stage: named, isOpen: z.boolean(), outcomes: z.array(named).min(1) }))
    .max(2)
    .optional(),
  /** What to do next, with at most three reasons; null when nothing is recommended, left out of a company, for which nothing ever is. */
  touchpoint: z
    .strictObject({ id: z.string(), label: z.string(), team, reasons: z.array(z.string()).max(3) })
    .nullable()
    .optional(),
  /** The last touchpoint that was marked done in the open visit within a day, so that it can be withdrawn; left out where none was. */
  touchpointDone: z.strictObject({ id: z.string(), play: z.string(), by: user.nullable(), doneAt: instant }).optional(),
  /** The team that has the lead now, which is not the stage's own after a handoff was returned; null where no agreement says. */
  lead: team.nullable(),
  /** The tightest of the open clocks; null when none is open. */
  clock: cardClockSchema.nullable(),
  /** The last passage of the lead within the open visit; null where it did not pass. */
  handoff: cardHandoffSchema.nullable(),
  /** The visits, the newest first: all of them where HubSpot carries so many in an answer. */
  visits: z.array(cardVisitSchema),
  /** How many visits are before those; left out where none is. */
  earlierVisits: z.number().int().positive().optional(),
  /** Oddities to tell: what was heard more than once at one instant, a win before the first contact, an unknown deal stage. */
  notices: z.array(z.string()),
});

const errorSchema = z.strictObject({ code: z.string(), message: z.string() });

/** HubSpot hides the status of what a card fetches, so every expected answer is 200 with this envelope. */
export const cardAnswerSchema = z.discriminatedUnion('ok', [
  z.strictObject({ ok: z.literal(true), data: cardDataSchema }),
  z.strictObject({ ok: z.literal(false), error: errorSchema }),
]);

export type CardQuery = z.infer<typeof cardQuerySchema>;
export type CardVisit = z.infer<typeof cardVisitSchema>;
export type CardData = z.infer<typeof cardDataSchema>;
export type CardAnswer = z.infer<typeof cardAnswerSchema>;
