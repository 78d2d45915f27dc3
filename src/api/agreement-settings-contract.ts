import { z } from 'zod';
import { agreementSchema } from '../agreement/agreement-schema.ts';
import { holidaySchema } from '../agreement/calendar-schema.ts';
import { clockKinds } from '../agreement/clock.ts';
import { skippedReasons } from '../agreement/holidays/holidays-of-ical.ts';
import { languages, ownerTeams, teams } from '../journey/vocabulary.ts';

/**
 * What the settings page asks for and is told of an account's agreement. Pages import the types of this file and nothing else from the
 * backend. Instants are ISO texts in UTC. The envelope is that of the settings of the model.
 */

/** The query of `GET /api/settings/agreement`, and of its preview: the language of what the check says. */
export const agreementQuerySchema = z.object({ language: z.enum(languages).catch('en') });

const version = z.number().int().positive();
const givenAgreement = z.union(
  [z.string(), z.record(z.string(), z.unknown())],
  'agreement is the name of the model that a preset is for, or a whole agreement',
);

/** The body of `POST /api/settings/agreement/preview`. */
export const agreementPreviewBodySchema = z.strictObject({
  agreement: givenAgreement,
  /** From when on clocks are counted: an ISO date (00:00 UTC), an ISO time with zone, or days back by the clock of journeys, as `90d`. */
  since: z.string().optional(),
  language: z.enum(languages).catch('en').default('en'),
});

/** The body of `POST /api/settings/agreement/publish`. */
export const agreementPublishBodySchema = z.strictObject({
  agreement: z.union([z.strictObject({ version }), givenAgreement]),
  /** For visits that begin from now on, or also for those that are open. */
  appliesTo: z.enum(['new-visits', 'open-visits'], 'appliesTo is new-visits or open-visits'),
  /** The version that the publisher has seen, 0 for none: when another is in force, nothing is published. */
  expectedVersion: z
    .number('expectedVersion is the version that was in force when you read it, 0 for none')
    .int()
    .nonnegative(),
  /** Of what a check says when it keeps the agreement from being published. */
  language: z.enum(languages).catch('en').default('en'),
});

/** The body of `POST /api/settings/agreement/holidays`: what an iCalendar file says. */
export const holidaysBodySchema = z.strictObject({ calendar: z.string('calendar is the text of an iCalendar file') });

const instant = z.iso.datetime();
const count = z.number().int().nonnegative();

const problemSchema = z.strictObject({
  severity: z.enum(['error', 'warning']),
  code: z.string(),
  path: z.string(),
  message: z.string(),
});

const publishedSchema = z.strictObject({
  version,
  name: z.string(),
  appliesTo: z.enum(['new-visits', 'open-visits']),
  publishedAt: instant,
  /** `user:ID` of HubSpot, `cli` (the command line) or `start` (what new accounts start with). */
  publishedBy: z.string(),
  /** What HubSpot's owners call that user; null where they don't, and for what no user published. */
  publisher: z.string().nullable(),
});

export const settingsAgreementDataSchema = z.strictObject({
  /** The version in force, 0 while there is none. */
  version: count,
  agreement: agreementSchema.nullable(),
  /** What a check with the model in force says of it. */
  problems: z.array(problemSchema),
  /** The newest first. */
  versions: z.array(publishedSchema),
  presets: z.array(z.strictObject({ name: z.string(), label: z.string() })),
  /** The stages of the model in force, in their order, each with the teams that the model lets lead. */
  stages: z.array(
    z.strictObject({
      id: z.string(),
      names: z.record(z.enum(languages), z.string()),
      leads: z.array(z.enum(ownerTeams)),
    }),
  ),
  /** Who can own records, by name; those who have left stand at the end. */
  owners: z.array(z.strictObject({ id: z.string(), name: z.string(), isActive: z.boolean() })),
  /** What the portal itself offers to choose from in a condition: its lifecycle stages, in their order. */
  lifecycleStages: z.array(z.strictObject({ value: z.string(), label: z.string() })),
  /** The portal's own time zone. */
  timeZone: z.string(),
  mayPublish: z.boolean(),
});

export const agreementPresetDataSchema = z.strictObject({
  name: z.string(),
  label: z.string(),
  /** With all calendars in the portal's own time zone. */
  agreement: agreementSchema,
});

export const holidaysDataSchema = z.strictObject({
  /** From this year on, for three years: each day once, the earliest first. */
  holidays: z.array(holidaySchema),
  /** The events that are no holidays, with why. */
  skipped: z.array(z.strictObject({ name: z.string(), reason: z.enum(skippedReasons) })),
});

export const agreementVersionDataSchema = publishedSchema.extend({ agreement: agreementSchema });

export const agreementPublishDataSchema = z.strictObject({
  version,
  /** False when the agreement was in force already: nothing has changed. */
  isNew: z.boolean(),
});

const breaches = z.strictObject({ clocks: count, breached: count });

export const agreementPreviewDataSchema = z.strictObject({
  /** The version in force that the draft was compared with, 0 for none: the one to expect when it is published. */
  version: count,
  problems: z.array(problemSchema),
  total: count,
  failed: count,
  isPartial: z.boolean(),
  records: count,
  changed: count,
  now: instant,
  since: instant.nullable(),
  /** Those with the most changes first. */
  groups: z.array(
    z.strictObject({
      team: z.enum(teams),
      stage: z.string(),
      kind: z.enum(clockKinds),
      before: breaches,
      after: breaches,
      appear: count,
      vanish: count,
      examples: z.array(z.string()).max(5),
    }),
  ),
});

export type SettingsAgreementData = z.infer<typeof settingsAgreementDataSchema>;
export type AgreementPresetData = z.infer<typeof agreementPresetDataSchema>;
export type HolidaysData = z.infer<typeof holidaysDataSchema>;
export type AgreementVersionData = z.infer<typeof agreementVersionDataSchema>;
export type AgreementPublishData = z.infer<typeof agreementPublishDataSchema>;
export type AgreementPreviewData = z.infer<typeof agreementPreviewDataSchema>;
export type AgreementPublishBody = z.output<typeof agreementPublishBodySchema>;
export type AgreementPreviewBody = z.output<typeof agreementPreviewBodySchema>;
