import type { Instant } from '../journey/instant.ts';
import type { Visit } from '../journey/visits.ts';
import type { MeasuredVisit } from './measured-record.ts';

/** A saved visit; one that may go on at the instant also has what its marks and teams were, and when. */
export type SavedVisit = MeasuredVisit & { course: Pick<Visit, 'marks' | 'teams'> | null };

/**
 * The visits as they stood at an instant: those that began later are left out, and the one that ended later goes on, with the
 * team and the mark of then. `owner`: who owned the record then; empty when nobody did.
 */
export function cutAt(visits: readonly SavedVisit[], asOf: Instant, owner: string): MeasuredVisit[] {
  return visits
    .filter(({ enteredAt }) => enteredAt <= asOf)
    .map(({ course, ...visit }) => {
      const isOver = visit.leftAt !== null && visit.leftAt <= asOf;
      if (isOver || course === null) return visit;
      const marks = course.marks.filter(({ from, to }) => from <= asOf && (to === null || to > asOf));
      const holding = marks.find(({ isSaid }) => isSaid) ?? marks[0];
      const led = course.teams.findLast(({ from }) => from <= asOf);
      return { ...visit, leftAt: null, outcome: holding?.outcome ?? '', team: led?.team ?? visit.team, owner };
    });
}
