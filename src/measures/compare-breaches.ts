import type { Clock, ClockKind } from '../agreement/clock.ts';
import type { Team } from '../journey/vocabulary.ts';

/** How many clocks there were, and how many of them were breached. */
export type BreachCounts = { clocks: number; breached: number };

/** What one team does in one stage, before and after a change of the agreement. */
export type ComparedBreaches = {
  team: Team;
  stage: string;
  kind: ClockKind;
  before: BreachCounts;
  after: BreachCounts;
  /** Breaches that there are after the change alone, and before it alone. */
  appear: number;
  vanish: number;
  /** Records in which a breach appears or vanishes, such as `contact/5`; at most five. */
  examples: string[];
};

export type BreachComparison = { records: number; changed: number; groups: ComparedBreaches[] };

/** A comparison that clocks are added to. */
export type OpenBreachComparison = {
  since: number | null;
  records: number;
  changed: number;
  groups: Map<string, ComparedBreaches>;
};

const mostExamples = 5;

/**
 * `since`: clocks that were due before under both agreements do not count, nor do those without a due time that began before; ms, null
 * for all. One that is due later under one of them counts for both: else a breach that both have would seem to appear.
 */
export function beginBreachComparison(since: number | null): OpenBreachComparison {
  return { since, records: 0, changed: 0, groups: new Map() };
}

/** Adds a record with its clocks under both agreements. */
export function addBreaches(
  comparison: OpenBreachComparison,
  record: string,
  before: readonly Clock[],
  after: readonly Clock[],
): void {
  comparison.records += 1;
  const counted = new Set([...before, ...after].filter((clock) => counts(clock, comparison.since)).map(nameOf));
  const sides = [before, after].map((clocks) => clocks.filter((clock) => counted.has(nameOf(clock))));
  const [known = [], next = []] = sides;
  count(comparison, known, 'before');
  count(comparison, next, 'after');
  const appears = missingIn(known, next);
  const vanishes = missingIn(next, known);
  for (const clock of appears) groupOf(comparison, clock).appear += 1;
  for (const clock of vanishes) groupOf(comparison, clock).vanish += 1;
  for (const clock of [...appears, ...vanishes]) {
    const { examples } = groupOf(comparison, clock);
    if (examples.length < mostExamples && !examples.includes(record)) examples.push(record);
  }
  if (appears.length + vanishes.length > 0) comparison.changed += 1;
}

/** Ends a comparison; the groups with the most changes come first. */
export function finishBreachComparison({ records, changed, groups }: OpenBreachComparison): BreachComparison {
  const changes = ({ appear, vanish }: ComparedBreaches) => appear + vanish;
  const key = ({ team, stage, kind }: ComparedBreaches) => `${team} ${stage} ${kind}`;
  const sorted = [...groups.values()].sort(
    (left, right) => changes(right) - changes(left) || (key(left) < key(right) ? -1 : 1),
  );
  return { records, changed, groups: sorted };
}

function counts({ dueAtMs, startedAtMs }: Clock, since: number | null): boolean {
  return since === null || (dueAtMs ?? startedAtMs) >= since;
}

function count(comparison: OpenBreachComparison, clocks: readonly Clock[], side: 'before' | 'after'): void {
  for (const clock of clocks) {
    const counted = groupOf(comparison, clock)[side];
    counted.clocks += 1;
    if (clock.state === 'breached') counted.breached += 1;
  }
}

/** The breaches of one side that the other does not have: of the same clock, of the same team. */
function missingIn(side: readonly Clock[], other: readonly Clock[]): Clock[] {
  const known = new Set(side.filter(({ state }) => state === 'breached').map(nameOf));
  return other.filter((clock) => clock.state === 'breached' && !known.has(nameOf(clock)));
}

function nameOf({ key, team }: Clock): string {
  return `${team} ${key}`;
}

function groupOf({ groups }: OpenBreachComparison, { team, stage, kind }: Clock): ComparedBreaches {
  const key = `${team} ${stage} ${kind}`;
  const none = () => ({ clocks: 0, breached: 0 });
  const group = groups.get(key) ?? {
    ...{ team, stage, kind, before: none(), after: none() },
    ...{ appear: 0, vanish: 0, examples: [] },
  };
  groups.set(key, group);
  return group;
}
