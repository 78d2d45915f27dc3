import type { Fact } from '../facts.ts';
import type { FactKind } from '../vocabulary.ts';
import { rollUpPropertyNames } from './activities.ts';
import { dealProperties } from './deal-evidence.ts';
import { buyingRoleProperty } from './evidence.ts';
import { ticketProperties } from './ticket-evidence.ts';

/**
 * What can be evidence for the records that a record is associated with: all that a journey reads of somebody else's ledger. Who is
 * associated with whom stands in the record's own, because an association is a fact of both.
 */
export const relatedKinds: readonly FactKind[] = ['property', 'activity', 'deleted', 'restored'];
export const relatedProperties: ReadonlySet<string> = new Set([
  ...dealProperties,
  ...ticketProperties,
  buyingRoleProperty,
  ...rollUpPropertyNames,
]);

/** Whether a fact can be evidence for another record than its own. */
export function isRelatedEvidence({ kind, subject }: Pick<Fact, 'kind' | 'subject'>): boolean {
  return relatedKinds.includes(kind) && (kind !== 'property' || relatedProperties.has(subject));
}
