import { z } from 'zod';
import type { HubSpot } from './hubspot-client.ts';
import { problemsOf, readAnswer } from './read-answer.ts';
import { readWholeBatch } from './read-whole-batch.ts';

/**
 * A record that HubSpot answered in a form that the app does not know, with the fields and without their values. `recordId` is null
 * where not even that can be read.
 */
export type UnreadableRecord = { recordId: string | null; reason: string };

const idSchema = z.union([z.string().min(1), z.number()]).transform(String);
const ownIdSchema = z.looseObject({ id: idSchema });
const propertyIdSchema = z.looseObject({ properties: z.looseObject({ hs_object_id: idSchema }) });
const namedSchema = z.unknown().transform((given) => ({ id: idIn(given) ?? '', given }));

/** The id of an answered record, which HubSpot tells twice; null where neither can be read. */
export function idIn(given: unknown): string | null {
  return (
    ownIdSchema.safeParse(given).data?.id ?? propertyIdSchema.safeParse(given).data?.properties.hs_object_id ?? null
  );
}

/**
 * Reads records in one batch, each by itself: one in a form that the app does not know keeps the others from nothing. Where not even
 * its id can be read, all that were asked for and neither answered nor told to be absent may be it, and stand as unreadable. Where all
 * of several are unreadable, it is HubSpot that answers otherwise, and `hubspot-answer-unreadable` is thrown.
 */
export async function readEachRecord<Schema extends z.ZodType<{ id: string }>>(
  hubspot: HubSpot,
  accountId: string,
  schema: Schema,
  batch: { path: string; recordIds: readonly string[]; fields: Record<string, unknown> },
): Promise<{ records: z.output<Schema>[]; unreadable: UnreadableRecord[] }> {
  const { found, absentIds } = await readWholeBatch(hubspot, accountId, namedSchema, batch);
  const records: z.output<Schema>[] = [];
  const unreadable: UnreadableRecord[] = [];
  for (const { id, given } of found) {
    const { data, error } = schema.safeParse(id === '' ? given : { ...(given as object), id });
    if (error === undefined) records.push(data);
    else unreadable.push({ recordId: id === '' ? null : id, reason: problemsOf(error) });
  }
  if (unreadable.length > 1 && records.length === 0) {
    const whole = z.looseObject({ results: z.array(schema) });
    readAnswer(whole, { method: 'POST', path: batch.path }, { body: { results: found.map(({ given }) => given) } });
  }
  const answered = new Set([...found.map(({ id }) => id), ...absentIds]);
  const unanswered = batch.recordIds.filter((recordId) => !answered.has(recordId));
  return {
    records,
    unreadable: unreadable.flatMap((one) =>
      one.recordId === null ? unanswered.map((recordId) => ({ ...one, recordId })) : [one],
    ),
  };
}
