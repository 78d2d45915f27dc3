import { compareBytes } from '../journey/byte-order.ts';
import { addAmount, amountsOf } from './amounts.ts';
import type { CountedVisit, Presence } from './count-visits.ts';
import { addDuration, type DurationList, durationsOf, noDurations } from './durations.ts';
import type { MeasureOptions } from './measure-options.ts';
import type { StageMeasures } from './measures-report.ts';
import { addReadiness, beginReadiness, type ReadinessCounts, readinessOf } from './readiness-counts.ts';
import { shareOf } from './share.ts';

type Counts = Map<string, number>;

/** What is counted of one stage. Grows with the number of visits by their lengths of time alone. */
export type StageCounts = {
  entered: number;
  records: number;
  nowHere: number;
  nowByEdit: number;
  open: number;
  ended: number;
  endedByEdit: number;
  endedWithoutStage: number;
  fellBack: number;
  next: Counts;
  reached: Counts;
  /** Of the visits that ended and of those that go on; empty where nothing is known. */
  outcomes: Counts;
  marked: Counts;
  time: DurationList;
  openAge: DurationList;
  firstEnded: number;
  returned: number;
  returnAfter: DurationList;
  touches: Counts;
  touchedVisits: Counts;
  /** The numbers that records now in the stage have in a property. */
  amounts: Map<string, DurationList>;
  /** Records now in the stage by each value of a property, and those without one. */
  values: Map<string, { byValue: Counts; none: number }>;
  referrals: number;
  referringVisits: number;
  readiness: ReadinessCounts;
};

export function beginStageCounts(): StageCounts {
  return {
    entered: 0,
    records: 0,
    nowHere: 0,
    nowByEdit: 0,
    open: 0,
    ended: 0,
    endedByEdit: 0,
    endedWithoutStage: 0,
    fellBack: 0,
    next: new Map(),
    reached: new Map(),
    outcomes: new Map(),
    marked: new Map(),
    time: noDurations(),
    openAge: noDurations(),
    firstEnded: 0,
    returned: 0,
    returnAfter: noDurations(),
    touches: new Map(),
    touchedVisits: new Map(),
    amounts: new Map(),
    values: new Map(),
    referrals: 0,
    referringVisits: 0,
    readiness: beginReadiness(),
  };
}

export function addVisit(
  counts: StageCounts,
  counted: CountedVisit,
  { asOf, signals }: Pick<MeasureOptions, 'asOf' | 'signals'>,
): void {
  const { visit } = counted;
  counts.entered += 1;
  addReadiness(counts.readiness, counted, signals);
  for (const [kind, touches] of counted.touches) {
    increase(counts.touches, kind, touches);
    increase(counts.touchedVisits, kind);
  }
  if (visit.ending === 'edit') {
    counts.endedByEdit += 1;
    return;
  }
  if (visit.ending === 'open') {
    counts.open += 1;
    increase(counts.marked, visit.outcome);
    addDuration(counts.openAge, asOf - visit.enteredAt);
    return;
  }
  addEnding(counts, counted);
}

function addEnding(counts: StageCounts, counted: CountedVisit): void {
  const { visit, next } = counted;
  counts.ended += 1;
  increase(counts.outcomes, visit.outcome);
  if (next === null) counts.endedWithoutStage += 1;
  else increase(counts.next, next);
  if (counted.fellBack) counts.fellBack += 1;
  for (const stage of counted.reached) increase(counts.reached, stage);
  if (visit.leftAt !== null && visit.isTimed) addDuration(counts.time, visit.leftAt - visit.enteredAt);
  if (!counted.isFirstInStage) return;
  counts.firstEnded += 1;
  if (counted.hasReturned) counts.returned += 1;
  if (counted.returnedAfterMs !== null) addDuration(counts.returnAfter, counted.returnedAfterMs);
}

/** Adds a record that is in the stage now, with its values of the properties that were asked for. Several are split by `;`. */
export function addPresence(
  counts: StageCounts,
  { isByEdit }: Pick<Presence, 'isByEdit'>,
  values: ReadonlyMap<string, string>,
  { valueProperties, amountProperties }: Pick<MeasureOptions, 'valueProperties' | 'amountProperties'>,
): void {
  counts.nowHere += 1;
  if (isByEdit) counts.nowByEdit += 1;
  for (const property of amountProperties) {
    const numbers = counts.amounts.get(property) ?? noDurations();
    counts.amounts.set(property, numbers);
    addAmount(numbers, values.get(property) ?? '');
  }
  for (const property of valueProperties) {
    const known = counts.values.get(property) ?? { byValue: new Map(), none: 0 };
    counts.values.set(property, known);
    const parts = new Set((values.get(property) ?? '').split(';').map((part) => part.trim()));
    parts.delete('');
    if (parts.size === 0) known.none += 1;
    for (const part of parts) increase(known.byValue, part);
  }
}

export function finishStageCounts(
  stage: string,
  counts: StageCounts,
  { minimum, signals }: Pick<MeasureOptions, 'minimum' | 'signals'>,
): StageMeasures {
  const { entered, ended, endedByEdit, nowHere, nowByEdit } = counts;
  // Whom an edit took out of the stage might have gone either way.
  const settled = entered - endedByEdit;
  const led = (of: Counts) =>
    ranked(of).map(([name, count]) => ({
      stage: name,
      ofEntered: shareOf(count, settled, minimum),
      ofEnded: shareOf(count, ended, minimum),
    }));
  const { fellBack, firstEnded, returned, endedWithoutStage, records, open } = counts;
  return {
    stage,
    ...{ entered, records, nowHere, nowByEdit, open, ended, endedByEdit, endedWithoutStage },
    next: led(counts.next),
    reached: led(counts.reached),
    fellBack: { ofEntered: shareOf(fellBack, settled, minimum), ofEnded: shareOf(fellBack, ended, minimum) },
    outcomes: outcomesOf(counts, settled, minimum),
    noOutcome: shareOf(counts.outcomes.get('') ?? 0, settled, minimum),
    undecided: shareOf(counts.marked.get('') ?? 0, settled, minimum),
    time: durationsOf(counts.time, minimum),
    openAge: durationsOf(counts.openAge, minimum),
    returned: { share: shareOf(returned, firstEnded, minimum), after: durationsOf(counts.returnAfter, minimum) },
    touches: ranked(counts.touches).map(([kind, count]) => ({
      kind,
      count,
      visits: shareOf(counts.touchedVisits.get(kind) ?? 0, entered, minimum),
    })),
    amounts: [...counts.amounts]
      .sort(([left], [right]) => compareBytes(left, right))
      .map(([property, numbers]) => ({ property, ...amountsOf(numbers, nowHere, minimum) })),
    values: [...counts.values]
      .sort(([left], [right]) => compareBytes(left, right))
      .map(([property, { byValue, none }]) => ({
        property,
        n: nowHere,
        spread: ranked(byValue).map(([value, count]) => ({ value, share: shareOf(count, nowHere, minimum) })),
        none: shareOf(none, nowHere, minimum),
      })),
    referrals: { count: counts.referrals, visits: shareOf(counts.referringVisits, entered, minimum) },
    readiness: signals.length === 0 ? null : readinessOf(counts.readiness, signals, minimum),
  };
}

function outcomesOf(
  { outcomes, marked, ended }: StageCounts,
  settled: number,
  minimum: number,
): StageMeasures['outcomes'] {
  const all: Counts = new Map();
  for (const [outcome, count] of [...outcomes, ...marked]) if (outcome !== '') increase(all, outcome, count);
  return ranked(all).map(([outcome, count]) => ({
    outcome,
    ended: outcomes.get(outcome) ?? 0,
    marked: marked.get(outcome) ?? 0,
    ofEntered: shareOf(count, settled, minimum),
    ofEnded: shareOf(outcomes.get(outcome) ?? 0, ended, minimum),
  }));
}

function increase(counts: Counts, key: string, by = 1): void {
  counts.set(key, (counts.get(key) ?? 0) + by);
}

/** The most frequent first, the same in whichever order they were counted. */
function ranked(counts: Counts): [string, number][] {
  return [...counts].sort(([left, a], [right, b]) => b - a || compareBytes(left, right));
}
