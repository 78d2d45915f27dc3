import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { JourneyStewardError } from '../errors.ts';
import type { HubSpot } from './hubspot-client.ts';
import { readAnswer } from './read-answer.ts';

const partsSchema = z.looseObject({
  errors: z
    .array(
      z.looseObject({
        category: z.string().default(''),
        message: z.string().default('HubSpot gave no reason.'),
        context: z
          .looseObject({ ids: z.array(z.string()) })
          .optional()
          .catch(undefined),
      }),
    )
    .default([]),
});

const attempts = 4;
const absent = 'OBJECT_NOT_FOUND';

/**
 * Reads records in one batch. HubSpot answers for some and names the others in errors: those that are not found are left
 * out, `absentIds` as far as it names them, and whatever else was in the way is asked for again. Throws `hubspot-unavailable` when it stays in the way, and
 * `hubspot-answer-unreadable`.
 */
export async function readWholeBatch<Schema extends z.ZodType<{ id: string }>>(
  hubspot: HubSpot,
  accountId: string,
  schema: Schema,
  batch: { path: string; recordIds: readonly string[]; fields: Record<string, unknown> },
): Promise<{ found: z.output<Schema>[]; absentIds: string[] }> {
  const found: z.output<Schema>[] = [];
  const absentIds: string[] = [];
  let missing = [...batch.recordIds];
  for (let attempt = 1; missing.length > 0; attempt += 1) {
    const body = { ...batch.fields, inputs: missing.map((id) => ({ id })) };
    const call = { method: 'POST', path: batch.path, body } as const;
    const answer = await hubspot.call(accountId, call);
    found.push(...readAnswer(z.looseObject({ results: z.array(schema).default([]) }), call, answer).results);
    const { errors } = readAnswer(partsSchema, call, answer);
    for (const { category, context } of errors) if (category === absent) absentIds.push(...(context?.ids ?? []));
    const struck = errors.find(({ category }) => category !== absent);
    if (struck === undefined) return { found, absentIds };
    if (attempt === attempts) throw new JourneyStewardError('hubspot-unavailable', struck.message);
    const known = new Set(found.map(({ id }) => id));
    missing = missing.filter((id) => !known.has(id));
    await sleep(100 * 2 ** attempt);
  }
  return { found, absentIds };
}
