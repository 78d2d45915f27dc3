import { z } from 'zod';
import { JourneyStewardError } from '../errors.ts';
import { asOfTag, type Tags, tagDifference } from '../journey/tags.ts';
import type { TagWrite, TagWriteResult } from '../store/tag-writes.ts';
import { explainRefusal } from './explain-refusal.ts';
import type { ApiAnswer, ApiCall } from './hubspot-client.ts';
import { reasonsIn } from './hubspot-refusal.ts';
import { ignoredValues } from './ignored-values.ts';
import { readAnswer } from './read-answer.ts';
import { refusalText } from './tag-refusal.ts';

/** Where the clock of journeys stands, and the wall clock; both ms. */
export type TagClock = { journeyNow: number; now: number };

const id = z.union([z.string(), z.number()]).transform(String);
const resultSchema = z.looseObject({
  id,
  properties: z.record(z.string(), z.string().nullable().catch(null)).catch({}).default({}),
});
const errorSchema = z.looseObject({
  category: z.string().nullable().catch(null).default(null),
  message: z.string().catch('').default(''),
  context: z.looseObject({ ids: z.array(id).catch([]).default([]) }).optional(),
});
const answerSchema = z.looseObject({
  results: z.array(resultSchema).default([]),
  errors: z.array(errorSchema).default([]),
});
type Result = z.infer<typeof resultSchema>;
type Refused = z.infer<typeof errorSchema>;

/** What will not pass by itself. Other kinds, such as `INTERNAL_ERROR` or `RATE_LIMITS`, are worth another try. */
export const finalCategories: ReadonlySet<string> = new Set([
  'VALIDATION_ERROR',
  'OBJECT_NOT_FOUND',
  'CONFLICT',
  'OBJECT_ALREADY_EXISTS',
]);

/** Nothing is tried for ever: what a batch never takes and never explains is set aside after some four hours. */
export const mostAttempts = 24;

/**
 * Sorts a mixed answer: what HubSpot names as done is compared with what was sent, what it names as refused is set aside or tried
 * again by its kind, and the rest is tried again. An answer that can't be read throws `hubspot-answer-unreadable`: it proves nothing.
 */
export function settleAnswer(
  writes: readonly TagWrite[],
  call: ApiCall,
  answered: ApiAnswer,
  clock: TagClock,
): TagWriteResult[] {
  const answer = readAnswer(answerSchema, call, answered);
  const done = new Map(answer.results.map((result) => [result.id, result]));
  const refused = new Map(answer.errors.flatMap((error) => (error.context?.ids ?? []).map((id) => [id, error])));
  return writes.map((write) => {
    const result = done.get(write.recordId);
    if (result !== undefined) return settleDone(write, result);
    const error = refused.get(write.recordId);
    return error === undefined
      ? tryAgain(write, 'HubSpot did not mention the record.', clock)
      : settleRefused(write, error, clock);
  });
}

/** HubSpot may take a write and leave values out of it without a word, as it does with lifecycle stages. */
function settleDone(write: TagWrite, { properties }: Result): TagWriteResult {
  const { [asOfTag]: _asOf, ...sent } = differenceOf(write);
  const ignored = ignoredValues(sent, properties);
  if (ignored.length === 0) return { ...named(write), written: write.desired };
  const written = { ...write.desired };
  for (const { property, answered } of ignored) written[property] = answered;
  const { objectType } = write;
  const failure = refusalText(
    ignored.map(({ property, sent: value, answered: found }) => ({
      kind: 'value-ignored',
      ...{ objectType, property, value, found },
    })),
  );
  return { ...named(write), setAside: true, failure, written };
}

/** HubSpot says within a refused part what it says of a refused call; what keeps a whole object type from being written rests here too. */
function settleRefused(write: TagWrite, refused: Refused, clock: TagClock): TagWriteResult {
  const { category, message } = refused;
  if (category === 'OBJECT_NOT_FOUND') {
    return { ...named(write), setAside: true, failure: refusalText([{ kind: 'record-gone' }]) };
  }
  const place = { objectType: write.objectType, sent: differenceOf(write) };
  const explained = reasonsIn(refused).map((reason) => explainRefusal(reason, place));
  const standing = explained.find(({ reach }) => reach === 'object-type');
  if (standing !== undefined) {
    const retryAt = clock.now + retryDelayMs(write, null);
    return { ...named(write), retryAt, failure: refusalText([standing.refusal]), obstacle: 'object-type' };
  }
  if (category !== null && finalCategories.has(category)) {
    return { ...named(write), setAside: true, failure: refusalText(explained.map(({ refusal }) => refusal)) };
  }
  return tryAgain(write, message || 'HubSpot gave no reason.', clock);
}

function tryAgain(write: TagWrite, failure: string, { now }: TagClock): TagWriteResult {
  if (write.attempts >= mostAttempts) return { ...named(write), setAside: true, failure };
  return { ...named(write), retryAt: now + retryDelayMs(write, null), failure };
}

export function differenceOf(write: TagWrite): Tags {
  return tagDifference(write.desired, write.written);
}

export function named({
  accountId,
  objectType,
  recordId,
  revision,
}: TagWrite): Pick<TagWriteResult, 'record' | 'revision'> {
  return { record: { accountId, objectType, recordId }, revision };
}

const longestRetryMs = 15 * 60_000;

/** As long as HubSpot says, else longer with each attempt, up to a quarter of an hour. */
export function retryDelayMs(write: Pick<TagWrite, 'attempts'>, error: unknown): number {
  const said = error instanceof JourneyStewardError ? error.retryAfterMs : null;
  return said ?? Math.min(longestRetryMs, 1_000 * 2 ** Math.min(write.attempts, 10));
}
