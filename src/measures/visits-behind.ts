import type { ActivityKind, OwnerTeam } from '../journey/vocabulary.ts';
import { type CountedVisit, countVisits } from './count-visits.ts';
import { isInRange } from './is-in-range.ts';
import type { MeasureOptions } from './measure-options.ts';
import type { MeasuredRecord } from './measured-record.ts';
import { type Split, segmentOf } from './segment-of.ts';

/**
 * The numbers of a stage of which one may ask whom they count. `now-edit`: those there now whom an edit put there. `to-STAGE`: visits that this stage followed; `touch-KIND`: visits with
 * such a touch; `outcome-ID`: visits that ended so, or are marked so while they go on.
 */
export const countedKinds = ['entered', 'now', 'now-edit', 'open', 'ended', 'forward', 'back', 'out', 'edit'] as const;
export type CountedKind = (typeof countedKinds)[number] | `to-${string}` | `touch-${string}` | `outcome-${string}`;

/** Which number is asked for, and of which segment; null for all. */
export type Behind = { stage: string; kind: CountedKind; segment: { by: Split; value: string } | null };

export type VisitBehind = {
  recordId: string;
  lap: number;
  enteredAt: number;
  leftAt: number | null;
  team: OwnerTeam;
  /** Empty where nobody owns it. */
  owner: string;
};

/**
 * The visits of one record that are in a number of `measureJourneys`: as many of all records as that number says. A record may
 * have several. One that was never replayed under the present model, or whose times are reversed, has none.
 */
export function visitsBehind(
  record: MeasuredRecord,
  options: Pick<MeasureOptions, 'stages' | 'modelVersion' | 'since' | 'until'>,
  behind: Behind,
): VisitBehind[] {
  if (record.modelVersion !== options.modelVersion || record.flags.includes('time-reversed')) return [];
  const { visits, now } = countVisits(record, options.stages);
  const { stage, kind, segment } = behind;
  const counts = (visit: CountedVisit['visit']): boolean =>
    visit.stage === stage &&
    isInRange(options, visit) &&
    (segment === null || segmentOf(segment.by, record, visit) === segment.value);
  const told = ({ lap, enteredAt, team, owner }: CountedVisit['visit'], leftAt: number | null): VisitBehind => ({
    ...{ recordId: record.recordId, lap, enteredAt, leftAt, team, owner },
  });
  if (kind === 'now' || kind === 'now-edit') {
    const isAsked = now !== null && (kind === 'now' || now.isByEdit);
    const present = !isAsked ? null : { ...now.visit, leftAt: null, ending: 'open' as const, isTimed: false };
    return present !== null && counts(present) ? [told(present, null)] : [];
  }
  return visits
    .filter((counted) => counts(counted.visit) && isOf(kind, counted, options.stages))
    .map(({ visit }) => told(visit, visit.leftAt));
}

function isOf(
  kind: Exclude<CountedKind, 'now' | 'now-edit'>,
  counted: CountedVisit,
  stages: readonly string[],
): boolean {
  const { visit, next } = counted;
  switch (kind) {
    case 'entered':
      return true;
    case 'open':
      return visit.ending === 'open';
    case 'ended':
      return visit.ending === 'next' || visit.ending === 'no-stage';
    case 'forward':
      return next !== null && stages.indexOf(next) > stages.indexOf(visit.stage);
    case 'back':
      return counted.fellBack;
    case 'out':
      return visit.ending === 'no-stage';
    case 'edit':
      return visit.ending === 'edit';
    default:
      return isNamed(kind, counted);
  }
}

function isNamed(kind: string, { visit, next, touches }: CountedVisit): boolean {
  const dash = kind.indexOf('-');
  const name = kind.slice(dash + 1);
  switch (kind.slice(0, dash)) {
    case 'touch':
      return (touches.get(name as ActivityKind) ?? 0) > 0;
    case 'outcome':
      return visit.ending !== 'edit' && visit.outcome === name;
    default:
      return next === name;
  }
}
