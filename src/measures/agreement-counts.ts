import { type Clock, type ClockKind, clockKinds, type Handoff } from '../agreement/clock.ts';
import { compareBytes } from '../journey/byte-order.ts';
import type { Instant } from '../journey/instant.ts';
import { type OwnerTeam, type Team, teams } from '../journey/vocabulary.ts';
import { addDuration, type DurationList, durationsOf, noDurations } from './durations.ts';
import type { Durations, Share } from './measures-report.ts';
import { shareOf } from './share.ts';

/** Clocks that started, and handoffs that were returned, from `since` until before `until`; null for no bound. */
export type AgreementPeriod = { since: Instant | null; until: Instant | null };

/** How the clocks of one kind went for a team in a stage. Each clock is one of the first five. */
export type Compliance = {
  team: Team;
  stage: string;
  kind: ClockKind;
  running: number;
  paused: number;
  met: number;
  breached: number;
  cancelled: number;
  /** Of the breached, those that still go on. */
  openBreaches: number;
  /** Clocks that were met, of all of which it is decided: met or breached. */
  metOfDecided: Share;
  /** By how much business time the breached ones were late, up to their stop or now. */
  late: Durations;
};

/** How often a team gave the lead of a stage back to another, and why: `reason` is the id of one of the agreement's. */
export type CountedReturns = { stage: string; by: Team; to: OwnerTeam; reason: string; count: number };

type ClockTally = Record<Clock['state'] | 'openBreaches', number> & { late: DurationList };

/** The counts while records are added, in any order, each once. */
export type AgreementTally = {
  period: AgreementPeriod;
  clocks: Map<string, ClockTally>;
  returns: Map<string, CountedReturns>;
};

export function beginAgreementTally(period: AgreementPeriod): AgreementTally {
  return { period, clocks: new Map(), returns: new Map() };
}

export function isInPeriod({ since, until }: AgreementPeriod, at: Instant): boolean {
  return (since === null || at >= since) && (until === null || at < until);
}

export function addClock({ period, clocks }: AgreementTally, clock: Clock): void {
  if (!isInPeriod(period, clock.startedAtMs)) return;
  const key = [clock.team, clock.stage, clock.kind].join('\t');
  const tally = clocks.get(key) ?? noClocksYet();
  clocks.set(key, tally);
  tally[clock.state] += 1;
  if (clock.state !== 'breached') return;
  addDuration(tally.late, clock.breachedBySeconds * 1_000);
  if (clock.stoppedAtMs === null) tally.openBreaches += 1;
}

/** Counts a handoff if it was returned in the period. */
export function addHandoff({ period, returns }: AgreementTally, handoff: Handoff): void {
  const { stage, from, to, state, returned, returnedAtMs } = handoff;
  if (state !== 'returned' || returned === null || returnedAtMs === null) return;
  if (!isInPeriod(period, returnedAtMs)) return;
  const key = [stage, to, from, returned.reason].join('\t');
  const counted = returns.get(key) ?? { stage, by: to, to: from, reason: returned.reason, count: 0 };
  returns.set(key, { ...counted, count: counted.count + 1 });
}

/** Of each team, stage and kind that has clocks: by team, then in the order of `stages`. */
export function complianceOf({ clocks }: AgreementTally, stages: readonly string[], minimum: number): Compliance[] {
  const rows = [...clocks].map(([key, { late, ...counts }]) => {
    const [team, stage, kind] = key.split('\t') as [Team, string, ClockKind];
    const metOfDecided = shareOf(counts.met, counts.met + counts.breached, minimum);
    return { team, stage, kind, ...counts, metOfDecided, late: durationsOf(late, minimum) };
  });
  const place = ({ team, stage, kind }: Compliance) => [
    teams.indexOf(team),
    stages.includes(stage) ? stages.indexOf(stage) : stages.length,
    clockKinds.indexOf(kind),
  ];
  return rows.sort((left, right) => {
    const [mine, other] = [place(left), place(right)];
    const differing = mine.findIndex((value, index) => value !== other[index]);
    return differing === -1 ? compareBytes(left.stage, right.stage) : (mine[differing] ?? 0) - (other[differing] ?? 0);
  });
}

/** The most frequent first. */
export function returnsOf({ returns }: AgreementTally): CountedReturns[] {
  return [...returns.entries()]
    .sort(([left, first], [right, second]) => second.count - first.count || compareBytes(left, right))
    .map(([, counted]) => counted);
}

function noClocksYet(): ClockTally {
  return { running: 0, paused: 0, met: 0, breached: 0, cancelled: 0, openBreaches: 0, late: noDurations() };
}
