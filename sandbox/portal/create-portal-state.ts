import { createAssociationStore } from './associations/association-store.ts';
import { defaultDealPipelines } from './metadata/deal-pipelines.ts';
import { defaultOwners } from './metadata/owners.ts';
import { defaultTicketPipelines } from './metadata/ticket-pipelines.ts';
import { defaultUsers } from './metadata/users.ts';
import type { PortalOptions } from './portal.ts';
import { createPortalClock } from './portal-clock.ts';
import type { PortalState } from './portal-state.ts';
import { createPropertyStore } from './properties/property-store.ts';
import { createValidationRules } from './properties/validation-rules.ts';
import { createRecordStore } from './records/record-store.ts';
import { createSearchIndex } from './records/search-index.ts';
import { createSeededRandom } from './seeded-random.ts';

/** A portal without records: HubSpot's own properties, the pipelines and the owners. */
export function createPortalState(options: PortalOptions): PortalState {
  const wallClock = options.wallClock ?? Date.now;
  return {
    portalId: options.portalId ?? 20_260_101,
    appId: options.appId ?? 7,
    timeZone: options.timeZone ?? 'UTC',
    clock: createPortalClock(wallClock),
    wallClock,
    random: createSeededRandom(options.seed ?? 1),
    records: createRecordStore(),
    searchIndex: createSearchIndex(wallClock, options.searchLagMs ?? 0),
    properties: createPropertyStore(),
    validationRules: createValidationRules(),
    requiredProperties: { atCreation: [], conditional: [] },
    associations: createAssociationStore(),
    pipelines: [...(options.pipelines ?? defaultDealPipelines)],
    ticketPipelines: [...defaultTicketPipelines],
    owners: [...(options.owners ?? defaultOwners)],
    users: (options.users ?? defaultUsers).map((user) => ({ ...user })),
    withheldScopes: [...(options.withheldScopes ?? [])],
    openAnswers: {
      backwardLifecycle: 'ignore',
      mergedRecordId: 'primary',
      mergedIdInBatchRead: 'missing',
      associatedRecordId: 'text',
      journalEnd: 'no-content',
      expiredOffset: 'refused',
      journalMerge: 'ids',
      conditionalRule: 'its-properties',
      invalidInBatch: 'refuses-all',
      subscriptionScopes: 'of-object',
      ...options.openAnswers,
    },
  };
}
