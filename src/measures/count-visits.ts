import type { ActivityKind } from '../journey/vocabulary.ts';
import { type FoldedVisit, foldNoise } from './fold-noise.ts';
import type { MeasuredRecord, MeasuredVisit } from './measured-record.ts';

/** One visit with everything that measures ask of it and that only its neighbours can tell. */
export type CountedVisit = {
  visit: FoldedVisit;
  /** The stage that came next; null where none did. */
  next: string | null;
  /** The stages that came later, before the record was in this one again. */
  reached: ReadonlySet<string>;
  /** Whether the next move went back to an earlier stage of the same lap. */
  fellBack: boolean;
  isFirstInStage: boolean;
  /** From the end of this visit to the next one in the same stage, in ms; null where that is not known or there is none. */
  returnedAfterMs: number | null;
  hasReturned: boolean;
  touches: ReadonlyMap<ActivityKind, number>;
  /** Whether a later stage of the same lap, or a later lap, came before the record was in this stage again. */
  wentOn: boolean;
  /** The ids of the signals that counted when the visit began; null where that was not asked for. */
  signals: ReadonlySet<string> | null;
};

/** The visit that a record is in, and whether an import, a merge or a bulk edit put it there: then it is no counted one. */
export type Presence = { visit: Omit<MeasuredVisit, 'leftAt'>; isByEdit: boolean };

/** A record as it is counted. `now`: where it is, null when it is without a stage. */
export type CountedRecord = { record: MeasuredRecord; visits: readonly CountedVisit[]; now: Presence | null };

/** Prepares a record for counting. `stages`: the model's, from the earliest to the furthest. */
export function countVisits(record: MeasuredRecord, stages: readonly string[]): CountedRecord {
  const folded = foldNoise(record.visits, stages);
  return {
    record,
    visits: folded.map((visit, index) => countVisit(visit, folded, index, { record, stages })),
    now: presenceOf(record.visits.at(-1), folded.at(-1)),
  };
}

function presenceOf(saved: MeasuredVisit | undefined, counted: FoldedVisit | undefined): Presence | null {
  if (saved === undefined || saved.leftAt !== null) return null;
  if (counted?.ending === 'open') return { visit: counted, isByEdit: false };
  return { visit: saved, isByEdit: true };
}

function countVisit(
  visit: FoldedVisit,
  folded: readonly FoldedVisit[],
  index: number,
  { record, stages }: { record: MeasuredRecord; stages: readonly string[] },
): CountedVisit {
  const later = folded.slice(index + 1);
  const again = later.findIndex(({ stage }) => stage === visit.stage);
  const nextVisit = visit.ending === 'next' ? later[0] : undefined;
  const comesBack = again === -1 ? undefined : later[again];
  const before = again === -1 ? later : later.slice(0, again);
  const isFurther = ({ stage, lap }: FoldedVisit) =>
    lap > visit.lap || (lap === visit.lap && stages.indexOf(stage) > stages.indexOf(visit.stage));
  return {
    visit,
    next: nextVisit?.stage ?? null,
    reached: new Set(before.map(({ stage }) => stage)),
    fellBack: nextVisit?.move === 'regress',
    isFirstInStage: folded.findIndex(({ stage }) => stage === visit.stage) === index,
    hasReturned: comesBack !== undefined,
    returnedAfterMs:
      comesBack === undefined || visit.leftAt === null || !visit.isTimed ? null : comesBack.enteredAt - visit.leftAt,
    touches: touchesIn(visit, record),
    wentOn: [...before, ...(comesBack === undefined ? [] : [comesBack])].some(isFurther),
    signals: record.replayed?.signalsAt.get(visit.enteredAt) ?? null,
  };
}

function touchesIn(visit: FoldedVisit, record: MeasuredRecord): Map<ActivityKind, number> {
  const counts = new Map<ActivityKind, number>();
  for (const { kind, at } of record.touches) {
    if (covers(visit, at)) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return counts;
}

/** Whether an instant lies in a visit: from its beginning on, until before its end. */
export function covers(visit: Pick<FoldedVisit, 'enteredAt' | 'leftAt'>, at: number): boolean {
  return visit.enteredAt <= at && (visit.leftAt === null || at < visit.leftAt);
}
