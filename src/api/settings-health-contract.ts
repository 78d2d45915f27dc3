import { z } from 'zod';
import { factKinds, languages, objectTypes, pastTypes, recordTypes } from '../journey/vocabulary.ts';
import type { RecordQueue } from '../store/read-waiting-records.ts';

/**
 * What the settings page is told of how an account is doing: how far its past is read and compared, what waits, and what went wrong
 * with what to do about it, in the reader's language. Instants are ISO texts in UTC. Envelope and query are those of
 * settings-contract.ts.
 */

/** The tables of an account's health; each can be asked for alone, and as CSV. */
export const healthTables = [
  'backfill',
  'repairs',
  'queues',
  'waiting-records',
  'tagged-records',
  'recovered-records',
  'set-aside-events',
  'single-set-aside-events',
  'tag-problems',
  'failed-replays',
] as const;
export type HealthTable = (typeof healthTables)[number];

/** What waits by records, so that its number leads to them. */
export const recordQueues = ['replays', 'tag-writes', 'bulk-tag-writes'] as const satisfies readonly RecordQueue[];

const record = '[a-z]{1,20}~\\d{1,20}';
const afterRecord = new RegExp(`^${record}$`);

/**
 * What a table goes on after: a record, an event, or a record's problem, of which a record may have several with tasks; the others, which
 * are short, after so many rows. HubSpot signs queries with some characters decoded: none of those is in it.
 */
const places = new Map<string, RegExp>([
  ['waiting-records', afterRecord],
  ['tagged-records', afterRecord],
  ['recovered-records', afterRecord],
  ['failed-replays', afterRecord],
  ['single-set-aside-events', /^\d{1,16}~\d{1,16}~\d{1,9}$/],
  ['tag-problems', new RegExp(`^((refused|retried)~${record}|task~${record}(~[\\w-]{1,900}){2})$`)],
] satisfies [HealthTable, RegExp][]);
const afterRows = /^\d{1,9}$/;

/** The query of `GET /api/settings/health/:table`. */
export function healthTableQuerySchema(table: string) {
  return healthQuerySchema.extend({
    after: z
      .string()
      .regex(places.get(table) ?? afterRows, 'after is the next of an answer')
      .optional(),
  });
}

/** The query of `GET /api/settings/health`, which knows none of it but the language, and of its tables without where they go on. */
const healthQuerySchema = z.object({
  language: z.enum(languages).catch('en'),
  format: z.enum(['json', 'csv'], 'format is json or csv').default('json'),
  /** Of `single-set-aside-events`: those for one reason, as it stands in `set-aside-events`. */
  reason: z.string('reason is one text').max(1_000, 'reason is too long').optional(),
  /** Of `tag-problems`: the records of one problem, by its key. */
  problem: z.string('problem is one text').max(100, 'problem is too long').optional(),
  /** Of `tag-problems`: what waits for a person, or what is tried again. */
  state: z.enum(['refused', 'retried'], 'state is refused or retried').optional(),
  /** Of `waiting-records`: what they wait for. */
  queue: z.enum(recordQueues, `queue is ${recordQueues.join(', ')}`).default('replays'),
  /** Of `recovered-records`: which type of record. */
  type: z.enum(pastTypes, `type is ${pastTypes.join(', ')}`).default('contact'),
  /** So many rows at once; ten thousand when left out. HubSpot lets no answer of more than 1 MB through. */
  limit: z.coerce.number('limit is a number').int().min(1).max(500, 'limit is at most 500').optional(),
});

const instant = z.iso.datetime();
const count = z.number().int().nonnegative();
const objectType = z.string();

const backfillRow = z.strictObject({
  objectType,
  phase: z.string(),
  recordsDone: count,
  /** As HubSpot counted them last; 0 before it was asked. */
  recordsTotal: count,
  startedAt: instant,
  changedAt: instant,
  finishedAt: instant.nullable(),
  isRunning: z.boolean(),
  /** What went wrong when it was last tried, in technical words, and what happens now. Empty where nothing did. */
  failure: z.string(),
  whatToDo: z.string(),
});

const repairRow = z.strictObject({
  objectType,
  phase: z.string(),
  /** As of when the last whole comparison was; null before the first has ended. */
  checkedAt: instant.nullable(),
  recordsDone: count,
  recordsTotal: count,
  /** What the comparison under way has found again, or the last one did; and what all have. */
  recovered: z.partialRecord(z.enum(factKinds), count),
  recoveredEver: z.partialRecord(z.enum(factKinds), count),
  finishedAt: instant.nullable(),
  isRunning: z.boolean(),
  failure: z.string(),
  whatToDo: z.string(),
});

/** `since`: how long the oldest has waited; null where nothing waits or it is not known. */
const queueRow = z.strictObject({
  queue: z.enum([...recordQueues, 'erasures']),
  waiting: count,
  since: instant.nullable(),
});

const waitingRow = z.strictObject({
  objectType: z.enum(objectTypes),
  recordId: z.string(),
  /** When it became due, or its tags were queued. */
  since: instant,
  /** When tags that failed before are tried again; null where they have not failed. */
  retryAt: instant.nullable(),
});

const taggedRow = z.strictObject({
  objectType: z.enum(objectTypes),
  recordId: z.string(),
  /** By the names of HubSpot's properties; empty ones are left out. */
  tags: z.record(z.string(), z.string()),
});

const recoveredRow = z.strictObject({
  objectType: z.enum(pastTypes),
  recordId: z.string(),
  /** What comparisons have found again of it, in words: “property values: 3, associations: 1”. */
  found: z.string(),
  /** When one last did. */
  foundAt: instant,
});

const setAsideRow = z.strictObject({
  /** Technical words, for a report. */
  reason: z.string(),
  events: count,
  firstAt: instant,
  lastAt: instant,
  whatToDo: z.string(),
});

const singleSetAsideRow = z.strictObject({
  /** What HubSpot calls the event, such as `contact.propertyChange`; empty where it has no name. */
  event: z.string(),
  /** Null where the event does not tell. */
  objectType: z.enum(recordTypes).nullable(),
  recordId: z.string().nullable(),
  property: z.string().nullable(),
  reason: z.string(),
  setAsideAt: instant,
  whatToDo: z.string(),
});

/** A record whose tags HubSpot does not have as they should be, or whose task it refused. */
const tagProblemRow = z.strictObject({
  objectType: z.enum(objectTypes),
  recordId: z.string(),
  /** The properties that are not written, separated by commas; empty for a task. */
  properties: z.string(),
  /** HubSpot's own words, or those of a call that failed; empty where it gave none. */
  said: z.string(),
  since: instant,
  /** It waits for a person, and is not tried again by itself. */
  isSetAside: z.boolean(),
  /** When it is tried again; null where it is not. */
  retryAt: instant.nullable(),
  whatToDo: z.string(),
});

const failedReplayRow = z.strictObject({
  objectType: z.enum(objectTypes),
  recordId: z.string(),
  failures: count,
  message: z.string(),
  retryAt: instant,
  whatToDo: z.string(),
});

/** The rows of each table. */
export const healthRowSchemas = {
  backfill: backfillRow,
  repairs: repairRow,
  queues: queueRow,
  'waiting-records': waitingRow,
  'tagged-records': taggedRow,
  'recovered-records': recoveredRow,
  'set-aside-events': setAsideRow,
  'single-set-aside-events': singleSetAsideRow,
  'tag-problems': tagProblemRow,
  'failed-replays': failedReplayRow,
} as const satisfies Record<HealthTable, z.ZodType>;

/** The data of `GET /api/settings/health/:table`; `next`: where to go on, null when these were the last. */
export function healthTableSchema<Table extends HealthTable>(table: Table) {
  return z.strictObject({ rows: z.array(healthRowSchemas[table]), next: z.string().nullable() });
}

export const healthDataSchema = z.strictObject({
  /**
   * Why the portal could not be prepared, or its settings not be read, when that was last tried, in technical words; null where it
   * went well.
   */
  connection: z.strictObject({ failure: z.string(), whatToDo: z.string() }).nullable(),
  /** As of when the account was last compared with its portal as a whole; null before the first time. */
  checkedAt: instant.nullable(),
  /** As of when HubSpot's journal was read to its end; null where it is not read. One for all accounts. */
  journalReadAsOf: instant.nullable(),
  backfill: z.array(backfillRow),
  repairs: z.array(repairRow),
  queues: z.array(queueRow),
  /** Records that have their tags, and those that were set aside. */
  tags: z.strictObject({ written: count, setAside: count }),
  /** What stands in the way of tags and of tasks, tasks before the others, the most frequent first: with `isSetAside` it is not tried again by itself. */
  tagProblems: z.array(
    z.strictObject({
      /** By which `tag-problems` is asked for the records behind it. */
      key: z.string(),
      objectType,
      records: count,
      isSetAside: z.boolean(),
      message: z.string(),
    }),
  ),
  setAsideEvents: z.strictObject({ total: count, reasons: z.array(setAsideRow) }),
  failedReplays: z.strictObject({ total: count, examples: z.array(failedReplayRow) }),
});

export type HealthData = z.infer<typeof healthDataSchema>;
export type HealthRow<Table extends HealthTable> = z.infer<(typeof healthRowSchemas)[Table]>;
