import { never } from '../../journey/conditions/verdict.ts';
import type { Instant } from '../../journey/instant.ts';
import type { Step } from '../agreement-schema.ts';
import { businessBetween } from '../calendar/business-time.ts';
import { type WorkingHours, workingHours } from '../calendar/working-hours.ts';
import type { AgreementVersion, Clock, ClockState, ClockStep, Pause } from '../clock.ts';
import { countedAt, pausedUntil, pausesWithin, targetMs } from './measure-clock.ts';
import type { Ran, Slot } from './pass-slot.ts';
import { calendarOf, calendarVersion } from './policy.ts';

export type Moment = {
  versions: readonly AgreementVersion[];
  now: Instant;
  /** When time alone next begins or ends a pause; `never` if it does not. */
  nextPauseChangeAt: Instant;
};

/** The clock that ran in a slot, as it stands now. */
export function makeClock(slot: Slot, ran: Ran, { versions, now, nextPauseChangeAt }: Moment): Clock {
  const { policy, target, startedAtMs, stop } = ran;
  const calendar = calendarOf(policy, slot.team);
  if (calendar === undefined) throw new Error(`There is no calendar of ${slot.team}; a clock without one never runs.`);
  const hours = workingHours(calendar);
  const running = { startedAtMs, endMs: stop?.at ?? now, isOpen: stop === null };
  const pauses = pausesWithin(slot.pausesUnder(policy), running);
  const given = targetMs(hours, target.within, startedAtMs);
  const dueAtMs = countedAt(hours, startedAtMs, pauses, given);
  const pausedMs = pausedUntil(hours, pauses, running.endMs);
  const countedMs = businessBetween(hours, startedAtMs, running.endMs) - pausedMs;
  const isLate = dueAtMs !== null && running.endMs > dueAtMs;
  const steps = target.steps.map((step) => makeStep(step, { hours, given, pauses, ran, now }));
  const { visit, key } = slot.stay;
  const changes = [isLate || dueAtMs === null ? never : dueAtMs + 1, nextPauseChangeAt, ...steps.map(nextOfStep)];
  const { version } = policy.version;
  return {
    key: `${key}/${slot.kind}/${slot.name}`,
    kind: slot.kind,
    stage: visit.stage,
    team: slot.team,
    lap: visit.lap,
    startedAtMs,
    stoppedAtMs: stop?.at ?? null,
    dueAtMs,
    state: stateOf(isLate, ran, pauses),
    targetSeconds: seconds(given),
    businessSeconds: seconds(countedMs),
    pausedSeconds: seconds(pausedMs),
    breachedBySeconds: isLate ? Math.max(0, seconds(countedMs) - seconds(given)) : 0,
    policyVersion: version,
    calendarVersion: calendarVersion(versions, version, slot.team),
    steps,
    nextChangeAtMs: stop === null ? earliest(changes) : null,
  };
}

function stateOf(isLate: boolean, { stop }: Ran, pauses: readonly Pause[]): ClockState {
  if (isLate) return 'breached';
  if (stop !== null) return stop.isDone ? 'met' : 'cancelled';
  return pauses.some(({ toMs }) => toMs === null) ? 'paused' : 'running';
}

type Stepping = { hours: WorkingHours; given: number; pauses: readonly Pause[]; ran: Ran; now: Instant };

function makeStep(step: Step, { hours, given, pauses, ran, now }: Stepping): ClockStep {
  const share = Math.max(1, Math.ceil((given * step.atPercent) / 100));
  const usedUpAt = countedAt(hours, ran.startedAtMs, pauses, share);
  // A stop at the instant of a step comes before it.
  const isAfterStop = ran.stop !== null && usedUpAt !== null && usedUpAt >= ran.stop.at;
  const atMs = isAfterStop ? null : usedUpAt;
  const reached = atMs !== null && atMs <= now;
  return {
    id: `${step.atPercent}-${step.do}-${step.who}`,
    atPercent: step.atPercent,
    do: step.do,
    who: step.who,
    atMs,
    reached,
    silent: reached && atMs < ran.policy.version.publishedAtMs,
  };
}

function nextOfStep({ atMs, reached }: ClockStep): Instant {
  return reached || atMs === null ? never : atMs;
}

function earliest(instants: readonly Instant[]): Instant | null {
  const first = Math.min(...instants);
  return first === never ? null : first;
}

function seconds(ms: number): number {
  return Math.floor(ms / 1000);
}
