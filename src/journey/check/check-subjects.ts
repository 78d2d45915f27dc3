import type { Condition, LeafCondition } from '../conditions/condition-schema.ts';
import { anchorOf } from './check-normal-form.ts';
import { placedLeaves } from './check-places.ts';

/** What a condition looks at, such as `property email` or `deals`; null where a mark may look at anything. */
export type Subjects = ReadonlySet<string> | null;

export function subjectsOf(when: Condition): Subjects {
  const subjects = new Set<string>();
  for (const { leaf } of placedLeaves(when, [])) {
    if ('mark' in leaf) return null;
    for (const subject of leafSubjects(leaf)) subjects.add(subject);
  }
  return subjects;
}

/** Whether two conditions look at something in common. Where they don't, neither can hold because of the other. */
export function shareSubject(some: Subjects, others: Subjects): boolean {
  return some === null || others === null || [...some].some((subject) => others.has(subject));
}

/**
 * Numbers of the groups that conditions fall into: those of one group have something in common, or with others of the group.
 * Null for a condition that belongs to every group.
 */
export function groupsOf(all: readonly Subjects[]): (number | null)[] {
  const groupOfSubject = new Map<string, number>();
  for (const [number, subjects] of all.entries()) {
    const met = new Set([...(subjects ?? [])].map((subject) => groupOfSubject.get(subject) ?? number));
    if (met.size > 1) {
      for (const [subject, group] of groupOfSubject) if (met.has(group)) groupOfSubject.set(subject, number);
    }
    const group = met.size === 1 ? ([...met][0] ?? number) : number;
    for (const subject of subjects ?? []) groupOfSubject.set(subject, group);
  }
  return all.map((subjects) => (subjects === null ? null : (groupOfSubject.get([...subjects][0] ?? '') ?? null)));
}

export function isSameGroup(one: number | null, other: number | null): boolean {
  return one === null || other === null || one === other;
}

function leafSubjects(leaf: LeafCondition): string[] {
  const anchor = anchorOf(leaf);
  const point = anchor === null ? [] : pointSubjects(anchor);
  if ('lifecycle' in leaf || 'lifecycleBefore' in leaf) return ['property lifecyclestage'];
  if ('property' in leaf) return [`property ${leaf.property}`];
  // Silence and time are compared by the point that they are measured from.
  return [...Object.keys(leaf).filter((key) => forms.has(key)), ...point];
}

const forms: ReadonlySet<string> = new Set([
  'created',
  'deals',
  'tickets',
  'associated',
  'activity',
  'engagement',
  'readiness',
]);

function pointSubjects(anchor: NonNullable<ReturnType<typeof anchorOf>>): string[] {
  if (typeof anchor === 'string') {
    // What is measured from the last activity needs one, and what is measured from an end of work needs that.
    const needed = { 'last-activity': 'activity', 'engagement-end': 'engagement' }[anchor as string];
    return needed === undefined ? [anchor] : [anchor, needed];
  }
  return 'property' in anchor ? [`property ${anchor.property}`] : Object.keys(anchor);
}
