import { z } from 'zod';
import { JourneyStewardError } from '../errors.ts';
import type { PastType } from '../journey/vocabulary.ts';
import { apiPaths } from './api-paths.ts';
import { labelOfAssociation } from './association-label.ts';
import type { HubSpot } from './hubspot-client.ts';
import { problemsOf, readAnswer } from './read-answer.ts';
import type { UnreadableRecord } from './read-each-record.ts';

/** HubSpot's own limit of a batch of associations. */
export const recordsPerAssociationCall = 1_000;

/** Two associated records and the labels that hold between them now. */
export type ReadLink = { fromId: string; toId: string; labels: string[] };

const id = z.union([z.string(), z.number()]).transform(String);
const named = { from: z.looseObject({ id }) };
const linksSchema = z.looseObject({
  ...named,
  to: z.array(
    z.looseObject({
      toObjectId: id,
      associationTypes: z
        .array(z.looseObject({ category: z.string().optional(), typeId: z.number().optional() }))
        .default([]),
    }),
  ),
  paging: z.looseObject({ next: z.looseObject({ after: z.string() }).optional() }).optional(),
});
const answerSchema = z.looseObject({
  results: z.array(z.looseObject(named)).default([]),
  errors: z
    .array(z.looseObject({ category: z.string().default(''), message: z.string().default('HubSpot gave no reason.') }))
    .default([]),
});

/**
 * Reads with which records of one type up to a thousand records of another are associated now, page by page. A record whose
 * associations stand in a form that the app does not know is told beside the others; where those of several all do,
 * `hubspot-answer-unreadable` is thrown.
 */
export async function readAssociations(
  hubspot: HubSpot,
  input: { accountId: string; fromType: PastType; toType: PastType | 'task'; recordIds: readonly string[] },
): Promise<{ links: ReadLink[]; unreadable: UnreadableRecord[] }> {
  const path = apiPaths.associationsBatchRead(input.fromType, input.toType);
  const links: ReadLink[] = [];
  const unreadable: UnreadableRecord[] = [];
  let inputs: { id: string; after?: string }[] = input.recordIds.map((recordId) => ({ id: recordId }));
  while (inputs.length > 0) {
    const call = { method: 'POST', path, body: { inputs } } as const;
    const { results, errors } = readAnswer(answerSchema, call, await hubspot.call(input.accountId, call));
    // A record that has none, or is gone, is told of as an error.
    const struck = errors.find(({ category }) => category !== 'OBJECT_NOT_FOUND');
    if (struck !== undefined) throw new JourneyStewardError('hubspot-unavailable', struck.message);
    const read = readEach(results);
    if (read.unreadable.length > 1 && read.records.length === 0) {
      readAnswer(z.looseObject({ results: z.array(linksSchema) }), call, { body: { results } });
    }
    unreadable.push(...read.unreadable);
    for (const { from, to } of read.records) {
      for (const { toObjectId, associationTypes } of to) {
        const labels = new Set(['default', ...associationTypes.map(labelOfAssociation)]);
        links.push({ fromId: from.id, toId: toObjectId, labels: [...labels] });
      }
    }
    inputs = read.records.flatMap(({ from, paging }) =>
      paging?.next === undefined ? [] : [{ id: from.id, after: paging.next.after }],
    );
  }
  return { links, unreadable };
}

function readEach(results: readonly { from: { id: string } }[]) {
  const records: z.infer<typeof linksSchema>[] = [];
  const unreadable: UnreadableRecord[] = [];
  for (const result of results) {
    const { data, error } = linksSchema.safeParse(result);
    if (error === undefined) records.push(data);
    else unreadable.push({ recordId: result.from.id, reason: problemsOf(error) });
  }
  return { records, unreadable };
}
