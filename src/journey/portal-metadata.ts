import type { Instant } from './instant.ts';

/** One stage of a deal pipeline as the portal defines it. `probability` is 0 to 1. */
export type DealStage = { id: string; label: string; probability: number; isClosed: boolean };
export type DealPipeline = { id: string; label: string; stages: DealStage[] };

/** One stage of a ticket pipeline: `isClosed` where its `ticketState` is CLOSED. */
export type TicketStage = { id: string; label: string; isClosed: boolean };
export type TicketPipeline = { id: string; label: string; stages: TicketStage[] };

/** What replay needs to know of a portal's own settings, as read at one time. Pipelines and options change, so it is dated. */
export type PortalMetadata = {
  observedAt: Instant;
  /** Lifecycle stages in the portal's own order. */
  lifecycleStages: { value: string; label: string }[];
  dealPipelines: DealPipeline[];
  /** Absent where the portal did not grant tickets. */
  ticketPipelines?: TicketPipeline[];
  /** The account's own IANA zone, such as `Europe/Rome`; absent where it was not told. */
  timeZone?: string;
};

/** HubSpot's default lifecycle stages in their order; a portal may rename, reorder, remove and add stages. */
export const defaultLifecycleStages = [
  'subscriber',
  'lead',
  'marketingqualifiedlead',
  'salesqualifiedlead',
  'opportunity',
  'customer',
  'evangelist',
  'other',
] as const;

/** How a deal stands by its pipeline's metadata. `closed` is closed with a probability that is neither 0 nor 1. */
export type DealPhase = 'open' | 'won' | 'lost' | 'closed' | 'unknown';

/** How a ticket stands by its pipeline's metadata. */
export type TicketPhase = Extract<DealPhase, 'open' | 'closed' | 'unknown'>;

/** The metadata in force at an instant; before the first observation, the first one. Null when nothing was ever read. */
export function metadataAt(observations: readonly PortalMetadata[], at: Instant): PortalMetadata | null {
  let [first, last] = [0, observations.length];
  while (first < last) {
    const middle = (first + last) >> 1;
    if ((observations[middle]?.observedAt ?? at) <= at) first = middle + 1;
    else last = middle;
  }
  return observations[Math.max(first - 1, 0)] ?? null;
}

/**
 * The phase of a deal stage. Stage ids are unique per portal in practice, but a pipeline is looked at first where it is known.
 * A stage that no pipeline has is `unknown`: the metadata is older than the deal, and reading it again will tell.
 */
export function dealPhase(metadata: PortalMetadata | null, pipelineId: string, stageId: string): DealPhase {
  const stage = findDealStage(metadata, pipelineId, stageId);
  if (stage === null) return 'unknown';
  if (!stage.isClosed) return 'open';
  if (stage.probability === 1) return 'won';
  return stage.probability === 0 ? 'lost' : 'closed';
}

export function findDealStage(metadata: PortalMetadata | null, pipelineId: string, stageId: string): DealStage | null {
  return findStage(metadata?.dealPipelines ?? [], pipelineId, stageId);
}

/** The phase of a ticket stage; `unknown` for one that no pipeline has, as with deals. */
export function ticketPhase(metadata: PortalMetadata | null, pipelineId: string, stageId: string): TicketPhase {
  const stage = findStage(metadata?.ticketPipelines ?? [], pipelineId, stageId);
  if (stage === null) return 'unknown';
  return stage.isClosed ? 'closed' : 'open';
}

function findStage<Stage extends { id: string }>(
  pipelines: readonly { id: string; stages: Stage[] }[],
  pipelineId: string,
  stageId: string,
): Stage | null {
  const own = pipelines.find((pipeline) => pipeline.id === pipelineId);
  for (const pipeline of own === undefined ? pipelines : [own, ...pipelines]) {
    const stage = pipeline.stages.find((candidate) => candidate.id === stageId);
    if (stage !== undefined) return stage;
  }
  return null;
}

/**
 * The default lifecycle stage that a value counts as. A stage that the portal added counts as the default stage before it,
 * so a model written in HubSpot's words also works in a portal with stages of its own.
 */
export function lifecycleWord(metadata: PortalMetadata | null, value: string): string {
  if (isDefaultLifecycleStage(value)) return value;
  const options = metadata?.lifecycleStages ?? [];
  for (let index = options.findIndex((option) => option.value === value) - 1; index >= 0; index -= 1) {
    const before = options[index]?.value ?? '';
    if (isDefaultLifecycleStage(before) && before !== 'other') return before;
  }
  return value;
}

/** Whether a lifecycle value stands before another in the portal's own order. A value that the portal lacks stands nowhere. */
export function lifecycleIsBefore(metadata: PortalMetadata | null, value: string, limit: string): boolean {
  const order = metadata?.lifecycleStages.map((stage) => stage.value) ?? [...defaultLifecycleStages];
  const position = order.indexOf(value);
  const limitPosition = order.indexOf(limit);
  return position >= 0 && limitPosition >= 0 && position < limitPosition;
}

function isDefaultLifecycleStage(value: string): boolean {
  return (defaultLifecycleStages as readonly string[]).includes(value);
}
