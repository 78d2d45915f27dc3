import type { AssociationStore } from './associations/association-store.ts';
import type { Pipeline } from './metadata/deal-pipelines.ts';
import type { Owner } from './metadata/owners.ts';
import type { TicketPipeline } from './metadata/ticket-pipelines.ts';
import type { PortalUser } from './metadata/users.ts';
import type { ObjectType } from './object-types.ts';
import type { PortalClock } from './portal-clock.ts';
import type { PropertyStore } from './properties/property-store.ts';
import type { RequiredProperties } from './properties/required-properties.ts';
import type { ValidationRules } from './properties/validation-rules.ts';
import type { RecordStore } from './records/record-store.ts';
import type { SearchIndex } from './records/search-index.ts';
import type { SeededRandom } from './seeded-random.ts';

/** Where PLATFORM.md leaves HubSpot's answer open, the portal can give either. */
export type OpenAnswers = {
  /** A write of an earlier lifecycle stage: answered 200 without effect, or 400. */
  backwardLifecycle: 'ignore' | 'refuse';
  /** A merge keeps the id of the primary record, or makes a third id. */
  mergedRecordId: 'primary' | 'new';
  /** A batch read by the old id of a merged record: counted as missing, or answered with the record that exists. */
  mergedIdInBatchRead: 'missing' | 'answered';
  /** Ids of associated records: text as HubSpot's published description says, or numbers as its samples show. */
  associatedRecordId: 'text' | 'number';
  /** The journal after its last file: 204 as was seen, or 404. */
  journalEnd: 'no-content' | 'not-found';
  /** The journal after an offset that is older than it keeps: refused, or its earliest file. */
  expiredOffset: 'refused' | 'earliest';
  /** A merge in the journal: with the ids of the merged records, or bare. */
  journalMerge: 'ids' | 'bare';
  /** A conditional rule about required properties: judged when a write has one of its properties, or at every write. */
  conditionalRule: 'its-properties' | 'every-write';
  /** A batch update with a value that is refused: refused as a whole, or 207 with that record as the refused part. */
  invalidInBatch: 'refuses-all' | 'fails-alone';
  /** The scopes that a subscription of the journal needs: that of its object, those of associated objects too, or none. */
  subscriptionScopes: 'of-object' | 'of-every-object' | 'none';
};

/** The pipelines that records of a type go through. */
export function pipelinesOf(state: PortalState, type: ObjectType): readonly (Pipeline | TicketPipeline)[] {
  return type === 'ticket' ? state.ticketPipelines : state.pipelines;
}

/** Everything that one portal is made of. A process that serves several portals keeps one of these each. */
export type PortalState = {
  portalId: number;
  readonly appId: number;
  /** IANA name. */
  readonly timeZone: string;
  readonly clock: PortalClock;
  /** Real time in epoch milliseconds; a test may give its own. */
  readonly wallClock: () => number;
  readonly random: SeededRandom;
  readonly records: RecordStore;
  readonly searchIndex: SearchIndex;
  readonly properties: PropertyStore;
  readonly validationRules: ValidationRules;
  /** What admins want filled in. */
  requiredProperties: RequiredProperties;
  readonly associations: AssociationStore;
  /** Of deals. */
  readonly pipelines: Pipeline[];
  readonly ticketPipelines: TicketPipeline[];
  readonly owners: Owner[];
  readonly users: PortalUser[];
  /** What governance keeps from the app, now: a token loses such a scope at once, and has it back when it is let go. */
  withheldScopes: readonly string[];
  readonly openAnswers: OpenAnswers;
};
