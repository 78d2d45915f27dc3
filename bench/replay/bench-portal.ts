import { defaultLifecycleStages, type PortalMetadata } from '../../src/journey/portal-metadata.ts';

/** The one pipeline of the portals that are measured: the ids of its stages, and their probability if they are open. */
export const openStages = ['appointment', 'qualified', 'proposal', 'contract'] as const;

/** A portal with HubSpot's own lifecycle stages and one pipeline, as it was seen at one time. */
export function portalSeenAt(observedAt: number, label = 'Sales'): PortalMetadata {
  return {
    observedAt,
    lifecycleStages: defaultLifecycleStages.map((value) => ({ value, label: value })),
    dealPipelines: [
      {
        id: 'default',
        label,
        stages: [
          ...openStages.map((id, index) => ({ id, label: id, probability: 0.2 + index * 0.2, isClosed: false })),
          { id: 'won', label: 'won', probability: 1, isClosed: true },
          { id: 'lost', label: 'lost', probability: 0, isClosed: true },
        ],
      },
    ],
  };
}
