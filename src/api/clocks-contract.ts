import { z } from 'zod';
import { clockKinds, clockStates } from '../agreement/clock.ts';
import { parties } from '../agreement/elapsed/elapsed-time.ts';
import { languages, objectTypes, ownerTeams, teams } from '../journey/vocabulary.ts';

/**
 * What is told of the clocks of one record, of one deadline, and of the handoffs that wait for a team. Instants are ISO texts in UTC,
 * lengths are seconds of business time, names come in the language that was asked for.
 */

export const waitingKinds = ['offered', 'returned', 'overdue'] as const;

const objectId = z.string().regex(/^\d{1,20}$/, 'objectId is the id of a record, such as 1246965');
const language = z.enum(languages).catch('en');

/** The query of `GET /api/cards/contact/clocks`, and the same of deals. The statement is of `from` to `to`; of the whole journey without. */
export const clocksQuerySchema = z.object({
  objectId,
  language,
  from: z.iso.datetime({ offset: true, error: 'from is an ISO time with its zone' }).optional(),
  to: z.iso.datetime({ offset: true, error: 'to is an ISO time with its zone' }).optional(),
});
/** The query of `GET /api/cards/contact/clocks/explanation`: `clock` is the id of one of the record's clocks. */
export const deadlineQuerySchema = z.object({ objectId, language, clock: z.string().min(1).max(300) });
/** The query of `GET /api/pages/handoffs`. */
export const handoffsQuerySchema = z.object({
  /** Left out, the team that whoever asks has in the agreement. */
  team: z.enum(teams, 'team is marketing, sales or service').optional(),
  /** Those that another team offered, those that were given back, or those that are overdue; all when left out. */
  show: z.enum(waitingKinds, 'show is offered, returned or overdue').optional(),
  /** Of one stage of the model. */
  stage: z.string().min(1).optional(),
  /** Where to go on, as `next` has it. */
  after: z
    .string()
    .regex(/^\d{1,16}~(contact|deal|company)~\d{1,20}$/, 'after is the next of an answer')
    .optional(),
  language,
});

const instant = z.iso.datetime();
const seconds = z.number().int();
const named = z.strictObject({ id: z.string(), label: z.string() });
const team = z.strictObject({ id: z.enum(ownerTeams), label: z.string() });

const clockSchema = z.strictObject({
  /** The same as long as the clock is; made of characters that need no encoding in a query. */
  id: z.string(),
  kind: z.enum(clockKinds),
  label: z.string(),
  stage: named,
  team,
  lap: z.number().int(),
  state: z.enum(clockStates),
  startedAt: instant,
  stoppedAt: instant.nullable(),
  dueAt: instant.nullable(),
  targetSeconds: seconds,
  businessSeconds: seconds,
  pausedSeconds: seconds,
  breachedBySeconds: seconds,
  policyVersion: z.number().int(),
  calendarVersion: z.number().int(),
  /** What it had come to before something was heard late; null where nothing has revised it. */
  revisedFrom: z
    .strictObject({
      state: z.enum(clockStates),
      stoppedAt: instant.nullable(),
      dueAt: instant.nullable(),
      businessSeconds: seconds,
      policyVersion: z.number().int(),
      calendarVersion: z.number().int(),
    })
    .nullable(),
});

const handoffSchema = z.strictObject({
  state: z.enum(['offered', 'accepted', 'returned', 'ended']),
  stage: named,
  lap: z.number().int(),
  from: team,
  to: team,
  cause: z.enum(['stage', 'return', 'again']),
  offeredAt: instant,
  answeredAt: instant.nullable(),
  acceptedBy: z.enum(['button', 'touch']).nullable(),
  returned: z.strictObject({ reason: named, note: z.string(), by: z.string() }).nullable(),
});

export const clocksDataSchema = z.strictObject({
  recordId: z.string(),
  asOf: instant,
  /** In the order in which they started. */
  clocks: z.array(clockSchema),
  handoffs: z.array(handoffSchema),
  /** To whom the business time of the period belonged; the shares add up to 100, or are 0 where there is none. */
  elapsed: z.strictObject({
    from: instant,
    to: instant,
    totalSeconds: seconds,
    parties: z.array(z.strictObject({ id: z.enum(parties), label: z.string(), seconds, percent: z.number().int() })),
  }),
});

const span = z.strictObject({
  kind: z.enum(['counted', 'paused', 'closed', 'holiday']),
  from: instant,
  to: instant,
  /** The name of a holiday. */
  name: z.string().nullable(),
  /** The keys of the facts that a pause rests on. */
  facts: z.array(z.string()),
});

export const deadlineDataSchema = z.strictObject({
  clock: clockSchema,
  within: z.record(z.string(), z.number()),
  zone: z.string(),
  endAt: instant,
  countedSeconds: seconds,
  pausedSeconds: seconds,
  earlier: z.strictObject({ to: instant, countedSeconds: seconds, pausedSeconds: seconds }).nullable(),
  spans: z.array(span),
  ahead: z.array(span),
  policyPublishedAt: instant,
  /** The whole in words, in the order in which one would tell it; times in the calendar's zone. */
  sentences: z.array(z.string()),
});

export const handoffsDataSchema = z.strictObject({
  team,
  /** The instant for which all of it holds, by the clock of journeys. */
  asOf: instant,
  /** The model's stages, in their order. */
  stages: z.array(named),
  /** How many wait for each team. */
  waiting: z.partialRecord(z.enum(teams), z.number().int()),
  /** Where to go on; null when these were the last. */
  next: z.string().nullable(),
  /** At most two hundred, the longest waiting first. */
  handoffs: z.array(
    z.strictObject({
      objectType: z.enum(objectTypes),
      recordId: z.string(),
      stage: named,
      from: team,
      cause: z.enum(['stage', 'return', 'again']),
      offeredAt: instant,
      dueAt: instant.nullable(),
      because: z.strictObject({ reason: named, note: z.string(), by: z.string() }).nullable(),
    }),
  ),
});

export function clocksAnswerSchema<Data extends z.ZodType>(data: Data) {
  const error = z.strictObject({ code: z.string(), message: z.string() });
  return z.discriminatedUnion('ok', [
    z.strictObject({ ok: z.literal(true), data }),
    z.strictObject({ ok: z.literal(false), error }),
  ]);
}

export type ClocksData = z.infer<typeof clocksDataSchema>;
export type DeadlineData = z.infer<typeof deadlineDataSchema>;
export type HandoffsData = z.infer<typeof handoffsDataSchema>;
export type WaitingKind = (typeof waitingKinds)[number];
