import type { Fact } from '../facts.ts';
import type { ActivityKind, Actor, Direction } from '../vocabulary.ts';
import type { Activity } from './activities.ts';
import type { Evidence } from './evidence.ts';

/** Which activities are looked at: all of a kind, or only those of one direction, or by one side of the firm. */
export type ActivitySide = { direction?: Direction | undefined; by?: Actor | undefined };

/** The latest activities of a record: of each kind, and of each kind by direction and by whom they were. */
export type LatestActivities = {
  byKind: Map<ActivityKind, Activity>;
  bySide: Map<ActivityKind, Map<string, SidedActivity>>;
};

type SidedActivity = { activity: Activity; by: Actor | '' };

export function noActivities(): LatestActivities {
  return { byKind: new Map(), bySide: new Map() };
}

/** Adds an activity that is none earlier than those before it. `recordOwner`: who owns the record then; empty where nobody does. */
export function addActivityOf(latest: LatestActivities, activity: Activity, recordOwner: string): void {
  const { kind, direction, ownerId } = activity;
  latest.byKind.set(kind, activity);
  const by = ownerId === '' ? '' : ownerId === recordOwner ? 'owner' : 'others';
  const sides = latest.bySide.get(kind) ?? new Map<string, SidedActivity>();
  latest.bySide.set(kind, sides.set(`${direction} ${by}`, { activity, by }));
}

/** The latest activity of some kinds, and of a side where one is asked for, that the evidence knows of. */
export function latestActivity(
  { activities }: Evidence,
  kinds: readonly ActivityKind[],
  side: ActivitySide = {},
): Fact | null {
  const isAnySide = side.direction === undefined && side.by === undefined;
  let latest: Fact | null = null;
  for (const kind of kinds) {
    const found = isAnySide ? activities.byKind.get(kind)?.fact : latestOfSide(activities.bySide.get(kind), side);
    latest = laterOf(latest, found ?? null);
  }
  return latest;
}

function latestOfSide(sides: ReadonlyMap<string, SidedActivity> | undefined, side: ActivitySide): Fact | null {
  let latest: Fact | null = null;
  for (const { activity, by } of sides?.values() ?? []) {
    if (side.direction !== undefined && activity.direction !== side.direction) continue;
    if (side.by === undefined || by === side.by) latest = laterOf(latest, activity.fact);
  }
  return latest;
}

export function laterOf(first: Fact | null, second: Fact | null): Fact | null {
  if (first === null || second === null) return first ?? second;
  return second.occurredAt > first.occurredAt ? second : first;
}
