import { dealPhase, findDealStage } from '../portal-metadata.ts';
import type { PipelineTerms } from './pipeline-entry.ts';

/** The properties of a deal that conditions look at, through `deals`. */
export const dealProperties: ReadonlySet<string> = new Set(['amount', 'closed_lost_reason', 'dealstage', 'pipeline']);

export const dealTerms: PipelineTerms = {
  stageProperty: 'dealstage',
  pipelineProperty: 'pipeline',
  properties: dealProperties,
  read: (metadata, pipelineId, stageId) => {
    const stage = findDealStage(metadata, pipelineId, stageId);
    return stage === null ? null : { phase: dealPhase(metadata, pipelineId, stageId), probability: stage.probability };
  },
  decided: ['won', 'lost'],
};
