import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { z } from 'zod';
import type { HistoryEvent } from '../../scenario/history-event.ts';

/** A history that cannot be played; the message names the line and what to do. */
export class HistoryError extends Error {}

const id = z.number().int().nonnegative();
const eventSchema = z
  .looseObject({
    eventId: id.optional(),
    subscriptionId: id.optional(),
    portalId: id,
    appId: id.optional(),
    occurredAt: z.number().int(),
    subscriptionType: z
      .string()
      .regex(/^(contact|company|deal|object)\.[a-zA-Z]+$/)
      .optional(),
    eventType: z
      .string()
      .regex(/^(contact|company|deal|object)\.[a-zA-Z]+$/)
      .optional(),
    attemptNumber: id.default(0),
    changeSource: z.string().default('CRM'),
    objectId: id.optional(),
    propertyName: z.string().optional(),
    propertyValue: z.string().optional(),
    fromObjectId: id.optional(),
    toObjectId: id.optional(),
    primaryObjectId: id.optional(),
    mergedObjectIds: z.array(id).optional(),
    newObjectId: id.optional(),
  })
  .superRefine((event, context) => {
    for (const field of missingFields(event)) {
      context.addIssue({ code: 'custom', path: [field], message: 'is missing' });
    }
  });

/** Yields the events of a history, one line at a time. Empty lines are skipped. `.gz` files are unpacked on the way. */
export async function* readHistory(source: { path?: string; lines?: Iterable<string> }): AsyncGenerator<HistoryEvent> {
  let lineNumber = 0;
  for await (const line of linesOf(source)) {
    lineNumber += 1;
    const text = lineNumber === 1 ? line.replace(/^\uFEFF/, '') : line;
    if (text.trim() === '') continue;
    yield readLine(text, lineNumber);
  }
}

async function* linesOf(source: { path?: string; lines?: Iterable<string> }): AsyncGenerator<string> {
  if (source.lines !== undefined) {
    yield* source.lines;
    return;
  }
  if (source.path === undefined) throw new HistoryError('A history needs a path or lines: give one of them.');
  const file = createReadStream(source.path);
  const input = source.path.endsWith('.gz') ? file.pipe(createGunzip()) : file;
  // pipe() does not pass errors on, and a missing file must not end in silence.
  file.on('error', (error) => input.destroy(error));
  try {
    yield* createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
  } catch (error) {
    throw new HistoryError(`Cannot read the history ${source.path}: ${messageOf(error)}. Check the path.`, {
      cause: error,
    });
  }
}

function readLine(text: string, lineNumber: number): HistoryEvent {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    throw new HistoryError(
      `Line ${lineNumber} of the history is not JSON (${messageOf(error)}). Each line must be one webhook event as a JSON object; correct or delete the line.`,
      { cause: error },
    );
  }
  const result = eventSchema.safeParse(parsed);
  if (!result.success) {
    const problems = result.error.issues.map((issue) => `${issue.path.join('.') || 'the line'}: ${issue.message}`);
    throw new HistoryError(
      `Line ${lineNumber} of the history is no webhook event (${problems.join('; ')}). Correct or delete the line.`,
    );
  }
  const { eventType, ...event } = result.data;
  return { ...event, subscriptionType: event.subscriptionType ?? eventType } as HistoryEvent;
}

function missingFields(event: Record<string, unknown>): string[] {
  const type = String(event.subscriptionType ?? event.eventType ?? '');
  const needed = type === '' ? ['subscriptionType'] : neededFields(type.split('.')[1] ?? '');
  return needed.filter((field) => event[field] === undefined);
}

function neededFields(eventName: string): string[] {
  switch (eventName) {
    case 'propertyChange':
      return ['objectId', 'propertyName', 'propertyValue'];
    case 'associationChange':
      return ['fromObjectId', 'toObjectId'];
    case 'merge':
      return ['primaryObjectId', 'mergedObjectIds'];
    default:
      return ['objectId'];
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
