import type { JourneyRecord } from './facts.ts';
import type { Instant } from './instant.ts';
import type { JourneyFlag, MoveKind, OwnerTeam } from './vocabulary.ts';

/** Why a visit began: the id of the rule that held and the keys of the facts it held on, in byte order. */
export type Cause = { rule: string; facts: string[] };

/**
 * An outcome that was known while the visit went on; `to` is null as long as it holds. `isSaid`: a person set it, so it stands before
 * those of the evidence.
 */
export type OutcomeMark = { outcome: string; from: Instant; to: Instant | null; isSaid?: true };

/** One stay in a stage. `leftAt` is null for the open visit. */
export type Visit = {
  lap: number;
  stage: string;
  enteredAt: Instant;
  leftAt: Instant | null;
  move: MoveKind;
  /** How the visit ended, or the mark that holds while it is open; empty when nothing is known. */
  outcome: string;
  /** The key of the fact by which a person set the outcome; left out where it follows from the evidence. */
  outcomeSaid?: string;
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
  record: JourneyRecord;
  model: { name: string; version: number };
  visits: Visit[];
  flags: JourneyFlag[];
  /** The next instant at which time alone may change the answer; null when only a new fact can. */
  nextFlipAt: Instant | null;
};

/** The marks that hold on an open visit, in their order: there may be thousands that have come and gone. */
const holdingMarks = new WeakMap<Visit, readonly OutcomeMark[]>();

/** Sets or ends a mark on an open visit, as its condition holds or does not. */
export function setMark(visit: Visit, outcome: string, holds: boolean, at: Instant): void {
  const holding = holdingMarks.get(visit) ?? [];
  const known = holding.find((mark) => mark.outcome === outcome);
  if (holds === (known !== undefined)) return;
  const mark = known ?? { outcome, from: at, to: null };
  if (holds) visit.marks.push(mark);
  else mark.to = at;
  const now = holds ? [...holding, mark] : holding.filter((other) => other !== mark);
  holdingMarks.set(visit, now);
  setEvident(visit, now[0]?.outcome ?? '');
}

/** The outcome of each visit by the evidence, and the mark of the one that a person has set. */
const evidentOutcomes = new WeakMap<Visit, string>();
const saidMarks = new WeakMap<Visit, OutcomeMark>();

/** The outcome that the evidence gives a visit, whatever a person said. */
export function evidentOutcome(visit: Visit): string {
  return evidentOutcomes.get(visit) ?? '';
}

/** Sets what a person says of a visit's outcome, by the key of the fact, or gives it back to the evidence. */
export function setOutcomeSaid(visit: Visit, said: { outcome: string; fact: string } | null, at: Instant): void {
  const before = saidMarks.get(visit);
  // What was said of a visit that is over held until its end.
  if (before !== undefined && visit.leftAt === null) before.to = at;
  saidMarks.delete(visit);
  delete visit.outcomeSaid;
  if (said !== null) {
    const mark: OutcomeMark = { outcome: said.outcome, from: at, to: null, isSaid: true };
    saidMarks.set(visit, mark);
    if (visit.leftAt === null) visit.marks.push(mark);
    visit.outcomeSaid = said.fact;
  }
  visit.outcome = said?.outcome ?? evidentOutcome(visit);
}

function setEvident(visit: Visit, outcome: string): void {
  evidentOutcomes.set(visit, outcome);
  if (visit.outcomeSaid === undefined) visit.outcome = outcome;
}

/** Sets the leading team of an open visit. */
export function setTeam(visit: Visit, team: OwnerTeam, at: Instant): void {
  if (visit.teams.at(-1)?.team !== team) visit.teams.push({ team, from: at });
  visit.team = team;
}

/** Ends a visit, and the marks on it. `outcome`: by the evidence; what a person said that still holds stands before it. */
export function closeVisit(visit: Visit, at: Instant, outcome: string, owner: string): void {
  for (const mark of visit.marks) mark.to ??= at;
  visit.leftAt = at;
  setEvident(visit, outcome);
  visit.owner = owner;
}

/** A visit that begins, before anything is known of it but why. */
export function beginVisit(begun: Pick<Visit, 'lap' | 'stage' | 'enteredAt' | 'move' | 'cause'>): Visit {
  const { lap, stage, enteredAt, move, cause } = begun;
  return {
    lap,
    stage,
    enteredAt,
    leftAt: null,
    move,
    outcome: '',
    team: 'nobody',
    teams: [],
    owner: '',
    marks: [],
    cause,
  };
}

/** The visit that a record is in, or null when it has no stage. */
export function openVisit(journey: Pick<Journey, 'visits'>): Visit | null {
  const last = journey.visits.at(-1);
  return last !== undefined && last.leftAt === null ? last : null;
}
