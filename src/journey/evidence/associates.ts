import type { Fact, RecordRef } from '../facts.ts';
import type { Instant } from '../instant.ts';
import type { RecordType } from '../vocabulary.ts';
import { applyLink, type Labels, type Link } from './associations.ts';

/** Since when a record is an associate in some respect, and the facts that say so. */
export type Associate = { since: Instant; facts: readonly Fact[] };

/** Those who are associates in one respect now, by their ids, in the order in which they came to be so. */
export type Circle = Map<string, Associate>;

/**
 * Whom a record is associated with: of each other record the labels that hold and the roles that it has; and the circles of those
 * of one kind, of one kind and label, of one kind and role. A condition asks for a circle, and need not look at everybody.
 */
export type Associates = { others: Map<string, Other>; circles: Map<string, Circle> };

type Other = {
  type: RecordType;
  id: string;
  labels: Labels;
  roles: ReadonlyMap<string, Fact>;
  ended: Map<string, Ended>;
};
type Ended = Associate & { at: Instant };

export function noAssociates(): Associates {
  return { others: new Map(), circles: new Map() };
}

/** The associates of a kind, or of those the ones with a label or a role. */
export function circleOf(associates: Associates, type: RecordType, within: { label?: string; role?: string }): Circle {
  return associates.circles.get(circleName(type, within)) ?? nobody;
}

const nobody: Circle = new Map();

/** Applies an association with another record, told under the id that it lives on in. Returns whether anything changed. */
export function applyAssociation(associates: Associates, other: RecordRef, link: Link, fact: Fact): boolean {
  const known = otherOf(associates, other);
  const before = labelsOf(known);
  if (!applyLink(known.labels, link, fact.value)) return false;
  const after = labelsOf(known);
  for (const label of before) if (!after.has(label)) leave(associates, known, { label }, fact.occurredAt);
  for (const label of after) if (!before.has(label)) enter(associates, known, { label }, [fact]);
  if (before.size > 0 === after.size > 0) return true;
  const change = after.size > 0 ? enter : leaveAt;
  change(associates, known, {}, [fact]);
  for (const [role, told] of known.roles) change(associates, known, { role }, [told, fact]);
  return true;
}

/** Says which roles another record has from a fact on. */
export function applyRoles(associates: Associates, other: RecordRef, roles: readonly string[], fact: Fact): void {
  const known = otherOf(associates, other);
  const before = known.roles;
  known.roles = new Map(roles.map((role) => [role, before.get(role) ?? fact]));
  if (known.labels.size === 0) return;
  for (const role of before.keys()) if (!known.roles.has(role)) leave(associates, known, { role }, fact.occurredAt);
  const linked = circleOf(associates, known.type, {}).get(known.id)?.facts ?? [];
  for (const role of roles) if (!before.has(role)) enter(associates, known, { role }, [fact, ...linked]);
}

function otherOf({ others }: Associates, { objectType: type, recordId: id }: RecordRef): Other {
  const key = `${type}/${id}`;
  const known = others.get(key);
  if (known !== undefined) return known;
  const other: Other = { type, id, labels: new Map(), roles: new Map(), ended: new Map() };
  others.set(key, other);
  return other;
}

function enter({ circles }: Associates, other: Other, within: { label?: string; role?: string }, facts: Fact[]): void {
  const name = circleName(other.type, within);
  const circle = circles.get(name) ?? new Map();
  circles.set(name, circle);
  const since = Math.max(...facts.map(({ occurredAt }) => occurredAt));
  const ended = other.ended.get(name);
  // A merge takes the loser's association away and gives one to the winner in one instant: that is no new association.
  circle.set(other.id, ended?.at === since ? { since: ended.since, facts: ended.facts } : { since, facts });
}

function leave({ circles }: Associates, other: Other, within: { label?: string; role?: string }, at: Instant): void {
  const name = circleName(other.type, within);
  const circle = circles.get(name);
  const held = circle?.get(other.id);
  if (held === undefined) return;
  circle?.delete(other.id);
  other.ended.set(name, { ...held, at });
}

function leaveAt(associates: Associates, other: Other, within: { role?: string }, facts: Fact[]): void {
  leave(associates, other, within, facts.at(-1)?.occurredAt ?? Number.NaN);
}

function circleName(type: RecordType, { label, role }: { label?: string; role?: string }): string {
  if (label !== undefined) return `${type} label ${label}`;
  return role === undefined ? type : `${type} role ${role}`;
}

function labelsOf({ labels }: Other): Set<string> {
  return new Set([...labels.values()].flatMap((held) => [...held]));
}
