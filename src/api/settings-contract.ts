import { z } from 'zod';
import { modelSchema } from '../journey/models/model-schema.ts';
import { languages, objectTypes, ownerTeams } from '../journey/vocabulary.ts';

/**
 * What the settings page asks for and is told of an account's model. Pages import the types of this file and nothing else
 * from the backend. Instants are ISO texts in UTC. Who asks, and of which account, stands in the signed query; HubSpot
 * appends it.
 */

/** The query of `GET /api/settings/model`. */
export const settingsQuerySchema = z.object({ language: z.enum(languages).catch('en') });

const version = z.number().int().positive();
const modelToPublish =
  'model is the name of a preset, a whole model, or {"version": n} for one that was published before';
const givenModel = z.union([z.string(), z.record(z.string(), z.unknown())]);

/** The body of `POST /api/settings/model/preview`. */
export const previewBodySchema = z.strictObject({
  model: z.union([z.string(), z.record(z.string(), z.unknown())], 'model is the name of a preset or a whole model'),
  /** From when on entries into stages are counted: an ISO date (00:00 UTC), an ISO time with zone, or days back by the clock of journeys, as `90d`. */
  since: z.string().optional(),
  /** Of what is said of a model that breaks the schema. */
  language: z.enum(languages).catch('en').default('en'),
});

/** The body of `POST /api/settings/model/publish`. */
export const publishBodySchema = z.strictObject({
  model: z.union([z.strictObject({ version }), givenModel], modelToPublish),
  /** The version that the publisher has seen: when another is in force, nothing is published. */
  expectedVersion: z.number('expectedVersion is the version that was in force when you read it').int().positive(),
  /** Of what is said of a model that breaks the schema. */
  language: z.enum(languages).catch('en').default('en'),
});

const instant = z.iso.datetime();
const count = z.number().int().nonnegative();

/**
 * What a check has found in a model: the place, such as `stages[2].lead`, and what to do there. A model with an error is not
 * published; a warning may be meant. `code`: `form` where the model breaks the schema, else one of docs/models.md.
 */
const problemSchema = z.strictObject({
  severity: z.enum(['error', 'warning']),
  code: z.string(),
  path: z.string(),
  message: z.string(),
});

const publishedVersionSchema = z.strictObject({
  version,
  /** The model's name; versions of one name may differ. */
  name: z.string(),
  publishedAt: instant,
  /** `user:ID` of HubSpot, `cli` (the command line) or `start` (what new accounts start with). */
  publishedBy: z.string(),
  /** What HubSpot's owners call that user; null where they don't, and for what no user published. */
  publisher: z.string().nullable(),
});

export const settingsModelDataSchema = z.strictObject({
  /** The version in force, and its definition. */
  version,
  model: modelSchema,
  /** At most a hundred, the newest first: that one is in force. */
  versions: z.array(publishedVersionSchema),
  presets: z.array(z.strictObject({ name: z.string(), label: z.string() })),
  /** What the portal itself offers to choose from in a model: its lifecycle stages, in their order. */
  lifecycleStages: z.array(z.strictObject({ value: z.string(), label: z.string() })),
  /** Whether the user who asks may publish. */
  mayPublish: z.boolean(),
});

export const modelVersionDataSchema = publishedVersionSchema.extend({ model: modelSchema });

export const presetDataSchema = z.strictObject({ name: z.string(), label: z.string(), model: modelSchema });

export const publishDataSchema = z.strictObject({
  /** The version in force now. */
  version,
  /** False when the model was in force already: nothing has changed. */
  isNew: z.boolean(),
});

const names = z.record(z.enum(languages), z.string());
const stageCounts = z.array(
  z.strictObject({
    /** Null: without a stage. */
    stage: z.string().nullable(),
    count,
    teams: z.partialRecord(z.enum(ownerTeams), count),
  }),
);
const beforeAndAfter = z.strictObject({ before: stageCounts, after: stageCounts });
const counts = {
  records: count,
  changed: count,
  stages: beforeAndAfter,
  entries: beforeAndAfter.nullable(),
};
const comparedModel = z.strictObject({
  name: z.string(),
  names,
  stages: z.array(z.strictObject({ id: z.string(), names })),
});

export const previewDataSchema = z.strictObject({
  /** The version in force that the draft was compared with: the one to expect when it is published. */
  version,
  /** What the check says of the draft. */
  problems: z.array(problemSchema),
  /** Records of the account, and whether some of them were not looked at for want of time. */
  total: count,
  /** Records that can't be replayed under one of the models, and so are in none of the counts. */
  failed: count,
  isPartial: z.boolean(),
  ...counts,
  now: instant,
  since: instant.nullable(),
  models: z.strictObject({ before: comparedModel, after: comparedModel }),
  objectTypes: z.array(z.strictObject({ objectType: z.enum(objectTypes), ...counts })),
  /** The most frequent first. */
  moves: z.array(
    z.strictObject({
      objectType: z.enum(objectTypes),
      fromStage: z.string().nullable(),
      fromTeam: z.enum(ownerTeams),
      toStage: z.string().nullable(),
      toTeam: z.enum(ownerTeams),
      count: z.number().int().positive(),
      examples: z.array(z.string()).max(5),
    }),
  ),
});

const refusalSchema = z.strictObject({
  ok: z.literal(false),
  error: z.strictObject({ code: z.string(), message: z.string(), problems: z.array(problemSchema).optional() }),
});

/** HubSpot hides the status of what a page fetches, so every expected answer is 200 with this envelope. */
export function settingsAnswerSchema<Data extends z.ZodType>(data: Data) {
  return z.discriminatedUnion('ok', [z.strictObject({ ok: z.literal(true), data }), refusalSchema]);
}

export type SettingsModelData = z.infer<typeof settingsModelDataSchema>;
export type ModelVersionData = z.infer<typeof modelVersionDataSchema>;
export type PresetData = z.infer<typeof presetDataSchema>;
export type PublishData = z.infer<typeof publishDataSchema>;
export type PreviewData = z.infer<typeof previewDataSchema>;
export type SettingsProblem = z.infer<typeof problemSchema>;
export type SettingsRefusal = z.infer<typeof refusalSchema>;
export type SettingsAnswer<Data> = { ok: true; data: Data } | SettingsRefusal;
