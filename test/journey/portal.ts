import type { PortalMetadata } from '../../src/journey/portal-metadata.ts';
import { defaultLifecycleStages } from '../../src/journey/portal-metadata.ts';
import { instantOf } from './notation.ts';

/** A portal with HubSpot's own lifecycle stages, and a pipeline of deals and one of tickets whose stage ids say what they are. */
export const portal: readonly PortalMetadata[] = [observed('d-100', {})];

/** The same portal as it was seen at a time, with some deal stages or lifecycle stages that differ. */
export function observed(
  time: string,
  change: {
    stages?: Record<string, { probability: number; isClosed: boolean } | null>;
    lifecycleStages?: readonly string[];
    /** By stage; null where the portal did not grant tickets. */
    tickets?: Record<string, { isClosed: boolean }> | null;
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
  const tickets = { asked: { isClosed: false }, 'in-work': { isClosed: false }, solved: { isClosed: true } };
  const ticketStages = change.tickets === undefined ? tickets : change.tickets;
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
    ...(ticketStages !== null && {
      ticketPipelines: [
        {
          id: '0',
          label: 'Support',
          stages: Object.entries(ticketStages).map(([id, { isClosed }]) => ({ id, label: id, isClosed })),
        },
      ],
    }),
  };
}
