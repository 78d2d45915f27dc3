import type { JourneyRecord } from '../journey/facts.ts';
import type { Instant } from '../journey/instant.ts';
import type { OwnerTeam, Team } from '../journey/vocabulary.ts';
import type { Agreement, StepAction, StepPerson, Within } from './agreement-schema.ts';

/**
 * A published agreement. `appliesTo`: only visits that begin from then on, or also the clocks that run then. The first version of
 * an account counts for everything that went before, too, so that there is something to compare with.
 */
export type AgreementVersion = {
  version: number;
  agreement: Agreement;
  publishedAtMs: Instant;
  appliesTo: 'new-visits' | 'open-visits';
};

/** What a clock measures: accepting a handoff, the first touch, the time from touch to touch, the time in the stage. */
export const clockKinds = ['accept', 'first-touch', 'keep-in-touch', 'time-in-stage'] as const;
export type ClockKind = (typeof clockKinds)[number];

export const clockStates = ['running', 'paused', 'met', 'breached', 'cancelled'] as const;
export type ClockState = (typeof clockStates)[number];

/**
 * A step of a clock. `atMs` is when its share of the business time is used up: null while nobody can say, because the clock is
 * paused before it, or was stopped before it. `reached`: that instant has come. `silent`: it had come before the agreement
 * was published, so nobody is told of it now.
 */
export type ClockStep = {
  /** Unique within the clock, and the same as long as the agreement's step is: `100-task-owner`. */
  id: string;
  atPercent: number;
  do: StepAction;
  who: StepPerson;
  atMs: Instant | null;
  reached: boolean;
  silent: boolean;
};

/** What a clock had come to before something was heard late that made it come to something else. */
export type FormerResult = {
  state: ClockState;
  startedAtMs: Instant;
  stoppedAtMs: Instant | null;
  dueAtMs: Instant | null;
  businessSeconds: number;
  policyVersion: number;
  calendarVersion: number;
};

/** One running or closed target of a visit. Times in ms since 1970 (UTC), lengths in whole seconds of business time. */
export type Clock = {
  /** The same whatever is heard in which order: `contact/1/1/convert/1/accept/1` (record, lap, stage, visit, kind, occurrence). */
  key: string;
  kind: ClockKind;
  stage: string;
  /** The team that answers for it. */
  team: Team;
  lap: number;
  startedAtMs: Instant;
  stoppedAtMs: Instant | null;
  /** When the target's business time is used up; null while the clock is paused before that. */
  dueAtMs: Instant | null;
  /** `breached` from the moment after due on, also while it is still measured. */
  state: ClockState;
  /** What the target gives. */
  targetSeconds: number;
  /** Business time that counted, up to the stop or now. */
  businessSeconds: number;
  /** Business time that was taken off, because the clock was paused. */
  pausedSeconds: number;
  /** How much business time was used beyond the target; 0 when none was. */
  breachedBySeconds: number;
  policyVersion: number;
  /** The version in which this team's calendar came to be as it is in `policyVersion`. */
  calendarVersion: number;
  steps: ClockStep[];
  /** The next instant at which time alone changes something of this clock; null for a closed one. */
  nextChangeAtMs: Instant | null;
  revisedFrom?: FormerResult;
};

/** How a handoff stands. `ended`: the record moved on before anybody answered. */
export type HandoffState = 'offered' | 'accepted' | 'returned' | 'ended';

/** The passage of the lead from one team to the next. */
export type Handoff = {
  /** `contact/1/1/convert/1/handoff/1`: the clock of accepting has the same number. */
  key: string;
  stage: string;
  lap: number;
  /** `nobody` where no team had the lead before. */
  from: OwnerTeam;
  to: Team;
  offeredAtMs: Instant;
  /** Why it was offered: the stage changed, a team gave the lead back, or a team offered it again. */
  cause: 'stage' | 'return' | 'again';
  /** Why the lead was given back, where this passage is a return: the id of a reason of the agreement, and what was added. */
  because: ReturnGiven | null;
  state: HandoffState;
  acceptedAtMs: Instant | null;
  acceptedBy: 'button' | 'touch' | null;
  returnedAtMs: Instant | null;
  /** Why this one was returned. */
  returned: ReturnGiven | null;
};

export type ReturnGiven = { reason: string; note: string; by: string };

/**
 * Who leads from an instant on, until the next entry. Time in which the record is in no stage is nobody's, with an empty stage;
 * time in which it was deleted is no time of its journey.
 */
export type Lead = {
  team: OwnerTeam;
  fromMs: Instant;
  toMs: Instant | null;
  stage: string;
  lap: number;
  /** The version of the agreement that was in force for the visit when the lead began. */
  policyVersion: number;
};

/**
 * A stretch in which the clocks of a stage stood still under a version of the agreement; `toMs` is null while it lasts. `facts`:
 * keys of those it rests on.
 */
export type Pause = { policyVersion: number; fromMs: Instant; toMs: Instant | null; facts: string[] };

/** All that an agreement makes of a journey. */
export type ClocksOfRecord = {
  record: JourneyRecord;
  /** In the order in which they started; at one instant by key. */
  clocks: Clock[];
  handoffs: Handoff[];
  leads: Lead[];
  /** Under each version that a visit is under, in the order of visits. */
  pauses: Pause[];
  /** The next instant at which time alone changes a clock; null when none runs. */
  nextChangeAtMs: Instant | null;
};

/** What a target gives, as the agreement says it. */
export type TargetLength = Within;
