import { type Fact, parseAssociationSubject, type RecordRef } from '../facts.ts';

/** An association as one of its two records sees it: the other record, and what tells apart who was told to be linked how. */
export type Link = { other: RecordRef; pair: string; label: string };

/** The labels that hold between two records, by the pair of ids that they were told of; a pair without labels is left out. */
export type Labels = Map<string, Set<string>>;

/** The label of an association that has no label of its own. */
export const plainLabel = 'default';

/**
 * Reads an association fact from the side of one record. HubSpot tells of an association from both sides, each on its own
 * record; either one is enough. Null when the fact speaks of two other records.
 */
export function linkOf(fact: Fact, isOwn: boolean, isSelf: (record: RecordRef) => boolean): Link | null {
  const { other, label } = parseAssociationSubject(fact.subject);
  if (isOwn) return { other, pair: `${fact.recordId} ${other.recordId}`, label };
  if (!isSelf(other)) return null;
  const { objectType, recordId } = fact;
  return { other: { objectType, recordId }, pair: `${other.recordId} ${recordId}`, label };
}

/**
 * Applies an association to the labels that hold between two records. A removal without a label of its own ends all labels
 * between the two ids that it names, and none of those that a merged record has kept. Returns whether anything changed.
 */
export function applyLink(labels: Labels, { pair, label }: Link, value: string): boolean {
  const held = labels.get(pair);
  if (value === 'added') {
    if (held?.has(label)) return false;
    labels.set(pair, (held ?? new Set()).add(label));
    return true;
  }
  if (held === undefined || (label !== plainLabel && !held.delete(label))) return false;
  if (label === plainLabel || held.size === 0) labels.delete(pair);
  return true;
}
