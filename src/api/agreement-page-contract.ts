import { z } from 'zod';
import { clockKinds, clockStates } from '../agreement/clock.ts';
import { parties } from '../agreement/elapsed/elapsed-time.ts';
import { languages, objectTypes, ownerTeams, teams } from '../journey/vocabulary.ts';

/**
 * What the app page *Agreement* asks for and is told. Names come in the language that was asked for; instants are ISO texts in UTC, lengths
 * are seconds of business time.
 */

/** The numbers of a group of clocks that lead to the clocks behind them. */
export const clockNumbers = ['met', 'breached', 'open-breaches', 'running', 'paused', 'cancelled'] as const;

const asked = {
  language: z.enum(languages).catch('en'),
  /** Clocks that started, handoffs that were returned and time that passed since then; ISO days or times, or days back as `90d`; all when left out. */
  since: z.string().optional(),
};

/** The query of `GET /api/pages/agreement`. */
export const agreementPageQuerySchema = z.object({
  ...asked,
  /** The clocks of that team, and the handoffs that it returned or got back; of all teams when left out. */
  team: z.enum(teams, 'team is marketing, sales or service').optional(),
  /** What happened in that stage; in all stages when left out. */
  stage: z.string('stage is one id').min(1, 'stage is empty').max(100, 'stage is too long').optional(),
});

/** The query of `GET /api/pages/agreement/records`: which number, and where to go on. */
export const agreementRecordsQuerySchema = z.object({
  ...asked,
  number: z.enum([...clockNumbers, 'returned'], 'number names a number of the page'),
  team: z.enum(teams, 'team is marketing, sales or service'),
  stage: z.string().min(1),
  /** Which clocks; all kinds when left out. Of no meaning for returned handoffs. */
  clock: z.enum(clockKinds).optional(),
  /** For which reason handoffs were returned, and to whom. */
  reason: z.string().optional(),
  to: z.enum(ownerTeams).optional(),
  after: z.string().default(''),
  /** About how many to tell at once: a few for a page, many for a CSV. */
  limit: z.coerce.number().int().min(1).max(500).default(50),
});

const count = z.number().int().nonnegative();
const seconds = z.number().int().nonnegative();
const instant = z.iso.datetime();
const named = z.strictObject({ id: z.string(), label: z.string() });
const team = z.strictObject({ id: z.enum(ownerTeams), label: z.string() });
const clock = z.strictObject({ id: z.enum(clockKinds), label: z.string() });
const record = { objectType: z.enum(objectTypes), recordId: z.string() };

/** A usual business day of the team, of which long times are told; left out where it is not known. */
const daySeconds = z.number().int().positive().optional();

const breachSchema = z.strictObject({
  ...record,
  ...{ team, stage: named, clock },
  dueAt: instant.nullable(),
  /** Null while it is still measured. */
  stoppedAt: instant.nullable(),
  lateSeconds: seconds,
  daySeconds,
});

const groupSchema = z.strictObject({
  ...{ team, stage: named, clock },
  ...{ met: count, breached: count, openBreaches: count, running: count, paused: count, cancelled: count },
  /** Of the clocks that are met or breached; `share` is null where `n` is too small to say. */
  metShare: z.strictObject({ count, n: count, share: z.number().min(0).max(1).nullable() }),
  /** How late the breached ones were; null where they are too few to say. */
  late: z.strictObject({ n: count, medianSeconds: seconds.nullable(), p90Seconds: seconds.nullable() }),
  daySeconds,
});

const readySchema = z.strictObject({
  state: z.literal('ready'),
  /** The instant for which all numbers hold. */
  asOf: instant,
  since: instant.nullable(),
  agreement: z.strictObject({ label: z.string(), version: count }),
  /** With fewer observations nothing is said. */
  minimum: count,
  /** Records that can't be replayed: in no number. */
  failed: count,
  /** All stages of the model, in its order, to choose from. */
  stages: z.array(named),
  /** By team, then in the order of the model's stages. */
  groups: z.array(groupSchema),
  /** At most twenty, the largest first. */
  breaches: z.array(breachSchema),
  /** The most frequent first. */
  returns: z.array(z.strictObject({ stage: named, by: team, to: team, reason: named, count })),
  /**
   * To whom the business time of all records belonged; of the time in which one team led, where one is asked for, it and the client
   * alone. The shares add up to 100, or are 0 where there is none.
   */
  elapsed: z.strictObject({
    totalSeconds: seconds,
    parties: z.array(z.strictObject({ id: z.enum(parties), label: z.string(), seconds, percent: count })),
  }),
});

export const agreementPageDataSchema = z.discriminatedUnion('state', [
  readySchema,
  /** The clocks are still being counted: ask again. */
  z.strictObject({ state: z.literal('counting'), counted: count, total: count }),
  /** Nothing is agreed yet. */
  z.strictObject({ state: z.literal('none') }),
]);

export const agreementRecordsDataSchema = z.strictObject({
  asOf: instant,
  /** What the number is of. */
  ...{ team, stage: named, clock: clock.nullable() },
  rows: z.array(
    z.strictObject({
      ...record,
      /** Of a clock what it measures; null for a handoff that was returned. */
      clock: clock.nullable(),
      state: z.enum([...clockStates, 'returned']),
      stateLabel: z.string(),
      /** When the clock started, or the handoff was offered. */
      startedAt: instant,
      dueAt: instant.nullable(),
      /** When the clock stopped, or the handoff was returned. */
      stoppedAt: instant.nullable(),
      lateSeconds: seconds,
      daySeconds,
      /** Why it was returned, as whoever did so wrote it. */
      because: z.strictObject({ reason: named, note: z.string() }).nullable(),
    }),
  ),
  /** Where to go on; null when these were the last. There may be more even when these are few. */
  next: z.string().nullable(),
});

export type ClockNumber = (typeof clockNumbers)[number];
export type AgreementPageData = z.infer<typeof agreementPageDataSchema>;
export type ReadyAgreementPage = z.infer<typeof readySchema>;
export type AgreementGroup = z.infer<typeof groupSchema>;
export type AgreementRecordsData = z.infer<typeof agreementRecordsDataSchema>;
export type AgreementRecordsAsked = z.output<typeof agreementRecordsQuerySchema>;
