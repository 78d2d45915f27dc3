import { type JourneyRecord, recordKey } from '../journey/facts.ts';
import type { Instant } from '../journey/instant.ts';
import type { Team } from '../journey/vocabulary.ts';
import type { Agreement } from './agreement-schema.ts';
import { type AgreementVersion, type Clock, type ClockKind, clockKinds } from './clock.ts';

/** What became of the clocks of one team in one stage, of one kind, under two agreements over the same history. */
export type ComparedClocks = {
  team: Team;
  stage: string;
  kind: ClockKind;
  before: ClockCounts;
  after: ClockCounts;
  /** Breaches that are there under the new agreement alone, and those that were under the old one alone. */
  appeared: number;
  vanished: number;
  /** The first few records of each. */
  appearedIn: string[];
  vanishedFrom: string[];
};

export type ClockCounts = { clocks: number; met: number; breached: number };

/** `clocks` in the order of stage, team and kind as they were first met with; `sinceMs` null: over all history. */
export type AgreementComparison = {
  sinceMs: Instant | null;
  records: number;
  /** Records with a breach that appears or vanishes. */
  changed: number;
  clocks: ComparedClocks[];
};

const mostExamples = 5;

/** A comparison while records are added. Its size depends on the agreements, never on the number of records. */
export type OpenAgreementComparison = {
  sinceMs: Instant | null;
  records: number;
  changed: number;
  groups: Map<string, ComparedClocks>;
};

/** An agreement as if it had been in force from the beginning: so two of them can be compared on the same history. */
export function overAllHistory(agreement: Agreement): AgreementVersion[] {
  return [{ version: 1, agreement, publishedAtMs: Number.NEGATIVE_INFINITY, appliesTo: 'new-visits' }];
}

/** Begins to compare the clocks that began at an instant or later; null for all. */
export function beginAgreementComparison(sinceMs: Instant | null): OpenAgreementComparison {
  return { sinceMs, records: 0, changed: 0, groups: new Map() };
}

/**
 * Adds one record, by its clocks under both agreements. A breach appears where the new agreement has a breached clock and the old one
 * has none of the same visit, kind and turn, or one that was not breached.
 */
export function addComparedRecord(
  comparison: OpenAgreementComparison,
  record: JourneyRecord,
  before: readonly Clock[],
  after: readonly Clock[],
): void {
  const { sinceMs } = comparison;
  const counts = ({ startedAtMs }: Clock) => sinceMs === null || startedAtMs >= sinceMs;
  const [old, young] = [before.filter(counts), after.filter(counts)];
  const lateBefore = keysOfBreaches(old);
  const lateAfter = keysOfBreaches(young);
  let isChanged = false;
  for (const clock of old) {
    const group = groupOf(comparison, clock);
    count(group.before, clock);
    if (clock.state !== 'breached' || lateAfter.has(sameClock(clock))) continue;
    group.vanished += 1;
    isChanged = true;
    addExample(group.vanishedFrom, record);
  }
  for (const clock of young) {
    const group = groupOf(comparison, clock);
    count(group.after, clock);
    if (clock.state !== 'breached' || lateBefore.has(sameClock(clock))) continue;
    group.appeared += 1;
    isChanged = true;
    addExample(group.appearedIn, record);
  }
  comparison.records += 1;
  if (isChanged) comparison.changed += 1;
}

export function finishAgreementComparison(comparison: OpenAgreementComparison): AgreementComparison {
  const { sinceMs, records, changed, groups } = comparison;
  return { sinceMs, records, changed, clocks: [...groups.values()] };
}

/** How many breaches appear and vanish in all. */
export function comparedBreaches({ clocks }: AgreementComparison): { appeared: number; vanished: number } {
  return clocks.reduce(
    (sum, { appeared, vanished }) => ({ appeared: sum.appeared + appeared, vanished: sum.vanished + vanished }),
    { appeared: 0, vanished: 0 },
  );
}

function keysOfBreaches(clocks: readonly Clock[]): Set<string> {
  return new Set(clocks.filter(({ state }) => state === 'breached').map(sameClock));
}

/** Where another team leads, it is another promise, whatever the clock's name. */
function sameClock({ key, team }: Clock): string {
  return `${team} ${key}`;
}

function groupOf({ groups }: OpenAgreementComparison, { team, stage, kind }: Clock): ComparedClocks {
  const name = `${stage} ${team} ${clockKinds.indexOf(kind)}`;
  const known = groups.get(name);
  if (known !== undefined) return known;
  const group: ComparedClocks = {
    team,
    stage,
    kind,
    before: { clocks: 0, met: 0, breached: 0 },
    after: { clocks: 0, met: 0, breached: 0 },
    appeared: 0,
    vanished: 0,
    appearedIn: [],
    vanishedFrom: [],
  };
  groups.set(name, group);
  return group;
}

function count(counts: ClockCounts, { state }: Clock): void {
  counts.clocks += 1;
  if (state === 'met' || state === 'breached') counts[state] += 1;
}

function addExample(examples: string[], record: JourneyRecord): void {
  const key = recordKey(record);
  if (examples.length < mostExamples && !examples.includes(key)) examples.push(key);
}
