import type { Instant } from '../../journey/instant.ts';
import type { Team } from '../../journey/vocabulary.ts';
import type { Target } from '../agreement-schema.ts';
import { workingHours } from '../calendar/working-hours.ts';
import type { ClockKind, Pause } from '../clock.ts';
import type { Stay } from './leads.ts';
import { countedAt, pausesWithin, targetMs } from './measure-clock.ts';
import { agreedStage, calendarOf, type Policy } from './policy.ts';

/** How a clock stops: what it waits for was done, or it has nothing to wait for any more. */
export type Stop = { at: Instant; isDone: boolean };

/** Where a clock may run: from an instant on, until what it waits for is done or the lead or the visit ends. */
export type Slot = {
  kind: ClockKind;
  stay: Stay;
  team: Team;
  /** Which of its kind in the visit. */
  name: string;
  fromMs: Instant;
  /** The stop under a policy, of what happens after an instant; null while nothing stops it. */
  stopAfter: (policy: Policy, after: Instant) => Stop | null;
  pausesUnder: (policy: Policy) => readonly Pause[];
};

/** A clock of a slot: since when it runs, under which policy, and how it stopped. */
export type Ran = { policy: Policy; target: Target; startedAtMs: Instant; stop: Stop | null };

const targetNames = {
  accept: 'acceptWithin',
  'first-touch': 'firstTouchWithin',
  'keep-in-touch': 'touchEvery',
  'time-in-stage': 'stayWithin',
} as const satisfies Record<ClockKind, string>;

/** What a policy asks of a team in a stage; undefined where it asks nothing, or has no calendar to count by. */
export function targetOf(policy: Policy, kind: ClockKind, { visit }: Stay, team: Team): Target | undefined {
  if (calendarOf(policy, team) === undefined) return undefined;
  return agreedStage(policy, visit.stage)?.targets[targetNames[kind]];
}

/**
 * Runs a slot through the policies of its visit. A policy that is published for open visits takes over the clock as it runs, from its
 * start; what was met, breached or cancelled before stays with the one under which it was. What a policy is the first to ask for
 * runs from its publication. `stop` is that of the slot, also where no clock ran.
 */
export function passSlot(slot: Slot, now: Instant): { ran: Ran | null; stop: Stop | null } {
  const policies = policiesFrom(slot);
  let ran = null as Ran | null;
  let stop: Stop | null = null;
  for (const policy of policies) {
    if (stop !== null && stop.at <= policy.fromMs) break;
    if (ran !== null && isBreachedBefore(slot, ran, policy.fromMs, now)) break;
    const target = targetOf(policy, slot.kind, slot.stay, slot.team);
    if (ran !== null && target === undefined)
      return { ran: { ...ran, stop: { at: policy.fromMs, isDone: false } }, stop };
    const fromMs = Math.max(slot.fromMs, policy.fromMs);
    // What was done before anybody asked for it is done.
    stop = slot.stopAfter(policy, ran === null ? slot.fromMs : fromMs);
    if (target === undefined || (stop !== null && ran === null && stop.at <= fromMs && fromMs > slot.fromMs)) continue;
    ran = { policy, target, startedAtMs: ran?.startedAtMs ?? fromMs, stop };
  }
  return { ran, stop };
}

function policiesFrom({ stay, fromMs }: Slot): readonly Policy[] {
  const { policies } = stay;
  if (policies.length < 2) return policies;
  const first = policies.findLastIndex((policy) => policy.fromMs <= fromMs);
  return policies.slice(Math.max(first, 0));
}

function isBreachedBefore(slot: Slot, ran: Ran, at: Instant, now: Instant): boolean {
  const calendar = calendarOf(ran.policy, slot.team);
  if (calendar === undefined) return false;
  const hours = workingHours(calendar);
  const running = { startedAtMs: ran.startedAtMs, endMs: ran.stop?.at ?? now, isOpen: ran.stop === null };
  const pauses = pausesWithin(slot.pausesUnder(ran.policy), running);
  const dueAtMs = countedAt(hours, ran.startedAtMs, pauses, targetMs(hours, ran.target.within, ran.startedAtMs));
  return dueAtMs !== null && dueAtMs < at;
}
