import { z } from 'zod';
import { touchpointPlaces } from '../journey/models/touchpoint-map-schema.ts';
import { activityKinds, languages, objectTypes, ownerTeams } from '../journey/vocabulary.ts';
import { countedRecordKinds } from '../measures/records-behind.ts';

/**
 * What the app page *Journey* asks for and is told. Pages import the types of this file and nothing else from the backend.
 * Names come in the language that was asked for; instants are ISO texts in UTC, lengths of time are milliseconds.
 */

export const journeySplits = ['source', 'owner', 'team', 'month'] as const;

const period = {
  /** Visits that began then or later, and before; ISO days or times, or days back as `90d`; the whole past when left out. */
  since: z.string().optional(),
  until: z.string().optional(),
};
const asked = {
  language: z.enum(languages).catch('en'),
  object: z.enum(objectTypes).catch('contact'),
  by: z.enum(journeySplits).optional(),
  ...period,
};

/** Where to go on, and about how many to tell at once: a few for a page, many for a CSV. */
const part = { after: z.string().default(''), limit: z.coerce.number().int().min(1).max(500).default(50) };

/** The query of `GET /api/pages/journey`. HubSpot appends the signed identity. */
export const journeyPageQuerySchema = z.object(asked);

/** The query of `GET /api/pages/journey/records`: which number, and where to go on. */
export const journeyRecordsQuerySchema = z.object({
  ...asked,
  stage: z.string().min(1),
  kind: z
    .string()
    .regex(
      /^(entered|now|now-edit|open|ended|forward|back|out|edit|(to|touch|outcome)-.+)$/,
      'kind names a number of the page',
    ),
  /** The segment of `by`; all of them when left out. Empty for those of whom nothing is known. */
  segment: z.string().optional(),
  ...part,
});

/** The query of `GET /api/pages/journey/standings`: which number of records over all stages, and where to go on. */
export const journeyStandingsQuerySchema = z.object({
  ...asked,
  kind: z.enum(countedRecordKinds, 'kind names a number of the page'),
  ...part,
});

const count = z.number().int().nonnegative();
const instant = z.iso.datetime();
const named = z.strictObject({ id: z.string(), label: z.string() });
const team = z.strictObject({ id: z.enum(ownerTeams), label: z.string() });
/** `share` is null where `n` is too small to say. */
const share = z.strictObject({ count, n: count, share: z.number().min(0).max(1).nullable() });
const lengths = z.strictObject({ n: count, medianMs: z.number().nullable(), p90Ms: z.number().nullable() });

const numbers = {
  /** Visits that began, and different records among them. */
  entered: count,
  records: count,
  /** Records in the stage now, and those of them whom an import, a merge or a bulk edit put there: these are not among `entered`. */
  now: count,
  nowByEdit: count,
  /** Of those that began: went on to a later stage; back to an earlier one; without a stage after it. */
  forward: share,
  back: share,
  out: share,
  /** Of those that began, ended by an import, a merge or a bulk edit: they are in no `n`. */
  edit: count,
  /** How long the visits lasted that ended, and how long those last that go on. */
  time: lengths,
  openAge: lengths,
};

/** How and when firm and buyer meet in a stage, and what the buyer decides there, as the model's file says. */
const touchpointMapSchema = z.strictObject({
  touchpoints: z.array(
    z.strictObject({
      id: z.string(),
      place: z.enum(touchpointPlaces),
      label: z.string(),
      occasion: z.string(),
      /** Activities of these kinds took place in the stage so often, and in so many of the visits that began. */
      kinds: z.array(z.strictObject({ kind: z.enum(activityKinds), label: z.string(), touches: count, visits: share })),
    }),
  ),
  decisions: z.array(
    z.strictObject({
      id: z.string(),
      label: z.string(),
      leadsTo: z.array(named.extend({ kind: z.enum(['stage', 'outcome']) })),
    }),
  ),
});

const journeyStageSchema = z.strictObject({
  id: z.string(),
  label: z.string(),
  team,
  contributors: z.array(team),
  nurtureTrack: z.string().nullable(),
  /** What the firm does here to meet the buyer, the most urgent first. */
  plays: z.array(z.strictObject({ id: z.string(), label: z.string(), team, reason: z.string() })),
  /** How the firm and the buyer met here, the most frequent first: in how many visits, of all that began. */
  touches: z.array(z.strictObject({ kind: z.string(), label: z.string(), visits: share })),
  /** Null where the model says none. */
  touchpointMap: touchpointMapSchema.nullable(),
  /** Visits that ended with an outcome, or carry it while they go on. */
  outcomes: z.array(z.strictObject({ id: z.string(), label: z.string(), count })),
  ...numbers,
  /** The stages that came next. */
  next: z.array(z.strictObject({ stage: named, share })),
});

const segmentSchema = z.strictObject({
  value: z.string(),
  /** Null where nothing is known of it; a month is `2026-01`. */
  label: z.string().nullable(),
  stages: z.array(z.strictObject({ id: z.string(), ...numbers })),
});

const readySchema = z.strictObject({
  state: z.literal('ready'),
  /** The instant for which all numbers hold. */
  asOf: instant,
  object: z.enum(objectTypes),
  model: z.strictObject({ id: z.string(), label: z.string(), version: count, isCircular: z.boolean() }),
  since: instant.nullable(),
  until: instant.nullable(),
  /** With fewer observations nothing is said. */
  minimum: count,
  records: z.strictObject({
    measured: count,
    withoutStage: count,
    /** Something is dated before their creation, or they wait to be replayed: in no number. */
    timeReversed: count,
    outdated: count,
  }),
  stages: z.array(journeyStageSchema),
  by: z.enum(journeySplits).nullable(),
  segments: z.array(segmentSchema),
  /** Records that began so many laps. */
  laps: z.array(z.strictObject({ lap: count, share })),
});

/** The journeys are still being counted: ask again. */
const countingSchema = z.strictObject({ state: z.literal('counting'), counted: count, total: count });

export const journeyPageDataSchema = z.discriminatedUnion('state', [readySchema, countingSchema]);

export const journeyRecordsDataSchema = z.strictObject({
  asOf: instant,
  /** What the model's stages are called, by id. */
  stages: z.record(z.string(), z.string()),
  /** What the touch or the outcome is called that the number is of; null for other numbers. */
  called: z.string().nullable(),
  visits: z.array(
    z.strictObject({
      recordId: z.string(),
      lap: count,
      enteredAt: instant,
      leftAt: instant.nullable(),
      team,
      owner: z.string().nullable(),
    }),
  ),
  /** Where to go on; null when these were the last. There may be more even when these are few. */
  next: z.string().nullable(),
});

export const journeyStandingsDataSchema = z.strictObject({
  asOf: instant,
  records: z.array(
    z.strictObject({
      recordId: z.string(),
      /** Null where nobody told it. */
      createdAt: instant.nullable(),
      /** The visit that it is in, or was in last, with its lap; null where it never was in a stage. */
      visit: z
        .strictObject({
          stage: named,
          lap: count,
          enteredAt: instant,
          leftAt: instant.nullable(),
          team,
          owner: z.string().nullable(),
        })
        .nullable(),
    }),
  ),
  /** Where to go on; null when these were the last. There may be more even when these are few. */
  next: z.string().nullable(),
});

const refusal = z.strictObject({
  ok: z.literal(false),
  error: z.strictObject({ code: z.string(), message: z.string() }),
});

/** HubSpot hides the status of what a page fetches, so every expected answer is 200 with this envelope. */
export function pageAnswerSchema<Data extends z.ZodType>(data: Data) {
  return z.discriminatedUnion('ok', [z.strictObject({ ok: z.literal(true), data }), refusal]);
}

export type JourneySplit = (typeof journeySplits)[number];
export type JourneyPageData = z.infer<typeof journeyPageDataSchema>;
export type ReadyJourneyPage = z.infer<typeof readySchema>;
export type JourneyStage = z.infer<typeof journeyStageSchema>;
export type JourneyTouchpointMap = z.infer<typeof touchpointMapSchema>;
export type JourneySegment = z.infer<typeof segmentSchema>;
export type JourneyShare = z.infer<typeof share>;
export type JourneyRecordsData = z.infer<typeof journeyRecordsDataSchema>;
export type JourneyStandingsData = z.infer<typeof journeyStandingsDataSchema>;
export type PageRefusal = z.infer<typeof refusal>;
export type PageAnswer<Data> = { ok: true; data: Data } | PageRefusal;
