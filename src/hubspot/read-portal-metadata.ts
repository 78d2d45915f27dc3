import { z } from 'zod';
import type { PortalMetadata } from '../journey/portal-metadata.ts';
import { apiPaths } from './api-paths.ts';
import type { HubSpot } from './hubspot-client.ts';

const lifecycleSchema = z.looseObject({
  options: z.array(z.looseObject({ value: z.string(), label: z.string(), displayOrder: z.number().default(0) })),
});
const pipelinesSchema = z.looseObject({
  results: z.array(
    z.looseObject({
      id: z.string(),
      label: z.string(),
      stages: z.array(
        z.looseObject({
          id: z.string(),
          label: z.string(),
          displayOrder: z.number().default(0),
          metadata: z.looseObject({
            probability: z.union([z.string(), z.number()]).default('0').transform(Number),
            isClosed: z
              .union([z.string(), z.boolean()])
              .default('false')
              .transform((value) => String(value) === 'true'),
          }),
        }),
      ),
    }),
  ),
});

/** Reads what replay needs of an account's own settings: its lifecycle stages in their order, and its deal pipelines. */
export async function readPortalMetadataFrom(
  hubspot: HubSpot,
  accountId: string,
  observedAt: number,
): Promise<PortalMetadata> {
  const lifecycle = await hubspot.call(accountId, {
    method: 'GET',
    path: apiPaths.property('contact', 'lifecyclestage'),
  });
  const pipelines = await hubspot.call(accountId, { method: 'GET', path: apiPaths.dealPipelines() });
  return {
    observedAt,
    lifecycleStages: lifecycleSchema
      .parse(lifecycle.body)
      .options.sort((left, right) => left.displayOrder - right.displayOrder)
      .map(({ value, label }) => ({ value, label })),
    dealPipelines: pipelinesSchema.parse(pipelines.body).results.map(({ id, label, stages }) => ({
      id,
      label,
      stages: stages
        .sort((left, right) => left.displayOrder - right.displayOrder)
        .map((stage) => ({ id: stage.id, label: stage.label, ...stage.metadata }))
        .map(({ id: stageId, label: stageLabel, probability, isClosed }) => ({
          id: stageId,
          label: stageLabel,
          probability,
          isClosed,
        })),
    })),
  };
}
