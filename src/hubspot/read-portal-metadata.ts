import { z } from 'zod';
import type { PortalMetadata, TicketPipeline } from '../journey/portal-metadata.ts';
import { apiPaths } from './api-paths.ts';
import type { ApiCall, HubSpot } from './hubspot-client.ts';
import { readAnswer } from './read-answer.ts';

const lifecycleSchema = z.looseObject({
  options: z.array(z.looseObject({ value: z.string(), label: z.string(), displayOrder: z.number().default(0) })),
});
const stage = { id: z.string(), label: z.string(), displayOrder: z.number().default(0) };
const isTrue = z
  .union([z.string(), z.boolean()])
  .default('false')
  .transform((value) => String(value) === 'true');
const dealMetadata = z.looseObject({
  probability: z.union([z.string(), z.number()]).default('0').transform(Number),
  isClosed: isTrue,
});
const ticketMetadata = z
  .looseObject({ ticketState: z.string().default('OPEN') })
  .transform(({ ticketState }) => ({ isClosed: ticketState.toUpperCase() === 'CLOSED' }));

/** Pipelines of one kind of record, with what the stages of that kind say of themselves. */
function pipelinesSchema<Metadata extends z.ZodType>(metadata: Metadata) {
  const stages = z.array(z.looseObject({ ...stage, metadata }));
  return z.looseObject({ results: z.array(z.looseObject({ id: z.string(), label: z.string(), stages })) });
}
const dealPipelinesSchema = pipelinesSchema(dealMetadata);
const ticketPipelinesSchema = pipelinesSchema(ticketMetadata);

const accountSchema = z.looseObject({ timeZone: z.string().min(1).optional().catch(undefined) });

/**
 * Reads what replay needs of an account's own settings: its lifecycle stages in their order, its pipelines and its time zone. Throws
 * `hubspot-answer-unreadable`.
 */
export async function readPortalMetadataFrom(
  hubspot: HubSpot,
  accountId: string,
  observedAt: number,
): Promise<PortalMetadata> {
  const read = async <Schema extends z.ZodType>(schema: Schema, path: string) => {
    const call = { method: 'GET', path } as const;
    return readAnswer(schema, call, await hubspot.call(accountId, call));
  };
  const lifecycle = await read(lifecycleSchema, apiPaths.property('contact', 'lifecyclestage'));
  const pipelines = await read(dealPipelinesSchema, apiPaths.dealPipelines());
  const ticketPipelines = await readTicketPipelines(hubspot, accountId);
  const { timeZone } = await read(accountSchema, apiPaths.accountDetails());
  return {
    observedAt,
    ...(timeZone !== undefined && { timeZone }),
    lifecycleStages: lifecycle.options.sort(byDisplayOrder).map(({ value, label }) => ({ value, label })),
    dealPipelines: pipelines.results.map(({ id, label, stages }) => ({
      id,
      label,
      stages: stages.sort(byDisplayOrder).map(({ id: stageId, label: stageLabel, metadata }) => ({
        id: stageId,
        label: stageLabel,
        probability: metadata.probability,
        isClosed: metadata.isClosed,
      })),
    })),
    ...(ticketPipelines !== null && { ticketPipelines }),
  };
}

/** The portal's ticket pipelines; null where the scope was not granted. */
async function readTicketPipelines(hubspot: HubSpot, accountId: string): Promise<TicketPipeline[] | null> {
  const call: ApiCall = { method: 'GET', path: apiPaths.ticketPipelines(), acceptStatuses: [403] };
  const answer = await hubspot.call(accountId, call);
  if (answer.status === 403) return null;
  return readAnswer(ticketPipelinesSchema, call, answer).results.map(({ id, label, stages }) => ({
    id,
    label,
    stages: stages.sort(byDisplayOrder).map(({ id: stageId, label: stageLabel, metadata }) => ({
      id: stageId,
      label: stageLabel,
      isClosed: metadata.isClosed,
    })),
  }));
}

/** HubSpot shows what has the order -1 after all others. */
function byDisplayOrder(left: { displayOrder: number }, right: { displayOrder: number }): number {
  const place = (order: number) => (order < 0 ? Number.MAX_SAFE_INTEGER : order);
  return place(left.displayOrder) - place(right.displayOrder);
}
