import { z } from 'zod';
import { JourneyStewardError } from '../errors.ts';
import type { PastType } from '../journey/vocabulary.ts';
import { apiPaths } from './api-paths.ts';
import { labelOfAssociation } from './association-label.ts';
import type { HubSpot } from './hubspot-client.ts';
import { readAnswer } from './read-answer.ts';

/** HubSpot's own limit of a batch of associations. */
export const recordsPerAssociationCall = 1_000;

/** Two associated records and the labels that hold between them now. */
export type ReadLink = { fromId: string; toId: string; labels: string[] };

const id = z.union([z.string(), z.number()]).transform(String);
const answerSchema = z.looseObject({
  results: z
    .array(
      z.looseObject({
        from: z.looseObject({ id }),
        to: z.array(
          z.looseObject({
            toObjectId: id,
            associationTypes: z
              .array(z.looseObject({ category: z.string().optional(), typeId: z.number().optional() }))
              .default([]),
          }),
        ),
        paging: z.looseObject({ next: z.looseObject({ after: z.string() }).optional() }).optional(),
      }),
    )
    .default([]),
  errors: z
    .array(z.looseObject({ category: z.string().default(''), message: z.string().default('HubSpot gave no reason.') }))
    .default([]),
});

/** Reads with which records of one type up to a thousand records of another are associated now, page by page. */
export async function readAssociations(
  hubspot: HubSpot,
  input: { accountId: string; fromType: PastType; toType: PastType | 'task'; recordIds: readonly string[] },
): Promise<ReadLink[]> {
  const path = apiPaths.associationsBatchRead(input.fromType, input.toType);
  const links: ReadLink[] = [];
  let inputs: { id: string; after?: string }[] = input.recordIds.map((recordId) => ({ id: recordId }));
  while (inputs.length > 0) {
    const call = { method: 'POST', path, body: { inputs } } as const;
    const { results, errors } = readAnswer(answerSchema, call, await hubspot.call(input.accountId, call));
    // A record that has none, or is gone, is told of as an error.
    const struck = errors.find(({ category }) => category !== 'OBJECT_NOT_FOUND');
    if (struck !== undefined) throw new JourneyStewardError('hubspot-unavailable', struck.message);
    for (const { from, to } of results) {
      for (const { toObjectId, associationTypes } of to) {
        const labels = new Set(['default', ...associationTypes.map(labelOfAssociation)]);
        links.push({ fromId: from.id, toId: toObjectId, labels: [...labels] });
      }
    }
    inputs = results.flatMap(({ from, paging }) =>
      paging?.next === undefined ? [] : [{ id: from.id, after: paging.next.after }],
    );
  }
  return links;
}
