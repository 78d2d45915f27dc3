import { type Fact, parseAssociationSubject, type RecordRef } from '../facts.ts';
import type { Instant } from '../instant.ts';
import type { IdsAt } from './united-ids.ts';

/**
 * An association as one of its two records sees it: the other record, and the pair of ids that it was told of. `ends` are the
 * pairs that a removal speaks of: that one, and those of the records that had been merged into the two by then.
 */
export type Link = { other: RecordRef; pair: string; ends: readonly string[]; label: string };

/** The labels that hold between two records, by the pair of ids that they were told of; a pair without labels is left out. */
export type Labels = Map<string, Set<string>>;

/** The label of an association that has no label of its own. */
export const plainLabel = 'default';

/**
 * Reads an association fact from the side of one record. HubSpot tells of an association from both sides, each on its own
 * record; either one is enough. Null when the fact speaks of two other records.
 */
export function linkOf(fact: Fact, isOwn: boolean, isSelf: (record: RecordRef) => boolean, idsAt: IdsAt): Link | null {
  const { other: named, label } = parseAssociationSubject(fact.subject);
  if (!isOwn && !isSelf(named)) return null;
  const teller = { objectType: fact.objectType, recordId: fact.recordId };
  const [self, other] = isOwn ? [teller, named] : [named, teller];
  const pair = pairOf(self.recordId, other.recordId);
  return { other, pair, ends: fact.value === 'added' ? [] : pairsAt(self, other, fact.occurredAt, idsAt), label };
}

function pairsAt(self: RecordRef, other: RecordRef, at: Instant, idsAt: IdsAt): string[] {
  const otherIds = idsAt(other, at);
  return idsAt(self, at).flatMap((own) => otherIds.map((id) => pairOf(own, id)));
}

function pairOf(own: string, other: string): string {
  return `${own} ${other}`;
}

/**
 * Applies an association to the labels that hold between two records. A removal without a label of its own ends all labels
 * between the two that it names, also those that records merged into them before had brought, and none of those that a record
 * merged later has kept. Returns whether anything changed.
 */
export function applyLink(labels: Labels, { pair, ends, label }: Link, value: string): boolean {
  if (value !== 'added') return ends.map((one) => endLabel(labels, one, label)).includes(true);
  const held = labels.get(pair);
  if (held?.has(label)) return false;
  labels.set(pair, (held ?? new Set()).add(label));
  return true;
}

function endLabel(labels: Labels, pair: string, label: string): boolean {
  const held = labels.get(pair);
  if (held === undefined || (label !== plainLabel && !held.delete(label))) return false;
  if (label === plainLabel || held.size === 0) labels.delete(pair);
  return true;
}
