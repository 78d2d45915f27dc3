import { ticketPhase } from '../portal-metadata.ts';
import type { PipelineTerms } from './pipeline-entry.ts';

/** The properties of a ticket that conditions look at, through `tickets`. */
export const ticketProperties: ReadonlySet<string> = new Set([
  'hs_pipeline',
  'hs_pipeline_stage',
  'hs_ticket_priority',
]);

/** A ticket goes through its pipeline as a deal does; what was closed has happened, and counts for good. */
export const ticketTerms: PipelineTerms = {
  stageProperty: 'hs_pipeline_stage',
  pipelineProperty: 'hs_pipeline',
  properties: ticketProperties,
  read: (metadata, pipelineId, stageId) => {
    const phase = ticketPhase(metadata, pipelineId, stageId);
    return phase === 'unknown' ? null : { phase, probability: 0 };
  },
  decided: ['closed'],
};
