import type { Visit } from './journey.ts';

/** A visit with a key that stays the same when newer visits come: its number, counted from the oldest. */
export type KeyedVisit = { key: string; visit: Visit };

/** One line of the timeline: a visit, or a run of visits that an import, a merge or a bulk edit made. */
export type TimelineEntry =
  | ({ kind: 'visit' } & KeyedVisit)
  | { kind: 'noise'; key: string; visits: [KeyedVisit, ...KeyedVisit[]] };

/**
 * Keeps the order; neighbours that are noise become one entry, which has the key of its oldest visit. `before`: how many visits are
 * older than these.
 */
export function timelineEntries(visits: Visit[], before = 0): TimelineEntry[] {
  const entries: TimelineEntry[] = [];
  for (const [index, visit] of visits.entries()) {
    const keyed = { key: String(before + visits.length - index), visit };
    const last = entries.at(-1);
    if (!visit.isNoise) {
      entries.push({ kind: 'visit', ...keyed });
    } else if (last?.kind === 'noise') {
      last.visits.push(keyed);
      last.key = keyed.key;
    } else {
      entries.push({ kind: 'noise', key: keyed.key, visits: [keyed] });
    }
  }
  return entries;
}
