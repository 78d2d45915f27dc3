import type { RecordRef } from './facts.ts';
import type { Instant } from './instant.ts';
import type { JourneyFlag, MoveKind, OwnerTeam } from './vocabulary.ts';

/** Why a visit began: the id of the rule that held and the keys of the facts it held on, in byte order. */
export type Cause = { rule: string; facts: string[] };

/** An outcome that was known while the visit went on; `to` is null as long as it holds. */
export type OutcomeMark = { outcome: string; from: Instant; to: Instant | null };

/** One stay in a stage. `leftAt` is null for the open visit. */
export type Visit = {
  lap: number;
  stage: string;
  enteredAt: Instant;
  leftAt: Instant | null;
  move: MoveKind;
  /** How the visit ended, or the mark that holds while it is open; empty when nothing is known. */
  outcome: string;
  /** The team that led last in this visit. */
  team: OwnerTeam;
  /** Each change of the leading team within the visit. */
  teams: { team: OwnerTeam; from: Instant }[];
  /** `hubspot_owner_id` when the visit ended, or now; empty when nobody owns the record. */
  owner: string;
  marks: OutcomeMark[];
  cause: Cause;
};

/** What replaying a record's facts through a model gives. */
export type Journey = {
  record: RecordRef;
  model: { name: string; version: number };
  visits: Visit[];
  flags: JourneyFlag[];
  /** The next instant at which time alone may change the answer; null when only a new fact can. */
  nextFlipAt: Instant | null;
};

/** The visit that a record is in, or null when it has no stage. */
export function openVisit(journey: Pick<Journey, 'visits'>): Visit | null {
  const last = journey.visits.at(-1);
  return last !== undefined && last.leftAt === null ? last : null;
}
