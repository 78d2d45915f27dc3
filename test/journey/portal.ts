import type { PortalMetadata } from '../../src/journey/portal-metadata.ts';
import { defaultLifecycleStages } from '../../src/journey/portal-metadata.ts';
import { instantOf } from './notation.ts';

/** A portal with HubSpot's own lifecycle stages and one pipeline whose stage ids say what they are. */
export const portal: readonly PortalMetadata[] = [observed('d-100', {})];

/** The same portal as it was seen at a time, with some deal stages or lifecycle stages that differ. */
export function observed(
  time: string,
  change: {
    stages?: Record<string, { probability: number; isClosed: boolean } | null>;
    lifecycleStages?: readonly string[];
  },
): PortalMetadata {
  const stages = {
    open: { probability: 0.2, isClosed: false },
    proposal: { probability: 0.5, isClosed: false },
    contract: { probability: 0.9, isClosed: false },
    won: { probability: 1, isClosed: true },
    lost: { probability: 0, isClosed: true },
    parked: { probability: 0.5, isClosed: true },
    ...change.stages,
  };
  return {
    observedAt: instantOf(time),
    lifecycleStages: (change.lifecycleStages ?? defaultLifecycleStages).map((value) => ({ value, label: value })),
    dealPipelines: [
      {
        id: 'default',
        label: 'Sales',
        stages: Object.entries(stages).flatMap(([id, stage]) => (stage === null ? [] : [{ id, label: id, ...stage }])),
      },
    ],
  };
}
