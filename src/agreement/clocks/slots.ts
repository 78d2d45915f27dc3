import type { Instant } from '../../journey/instant.ts';
import type { Team } from '../../journey/vocabulary.ts';
import type { Pause } from '../clock.ts';
import type { Stay, Tenure } from './leads.ts';
import { type Slot, type Stop, targetOf } from './pass-slot.ts';
import type { Policy } from './policy.ts';
import type { ClockEvidence } from './record-evidence.ts';
import { firstTouch, type TouchInstants } from './touches.ts';

/** What slots are made from. `touchesUnder`: what counts as a touch under a policy. */
export type SlotContext = {
  evidence: Pick<ClockEvidence, 'pauses' | 'endedByDeletion' | 'begunByNoise'>;
  touchesUnder: (policy: Policy) => TouchInstants;
  /** Whether a visit was ended by an import or a bulk edit. */
  isLeftByNoise: (stay: Stay) => boolean;
};

type Led = Tenure & { team: Team };

/** The tenures whose clocks run. Nobody was asked to do anything in a visit that an import or a bulk edit began. */
export function clockedTenures({ visit, tenures }: Stay, { evidence }: SlotContext): Led[] {
  return tenures.filter(
    (tenure): tenure is Led => tenure.team !== 'nobody' && !(tenure.number === 1 && evidence.begunByNoise.has(visit)),
  );
}

export function staySlot(stay: Stay, context: SlotContext): Slot | null {
  const { visit, tenures } = stay;
  const first = tenures.find((tenure): tenure is Led => tenure.team !== 'nobody');
  if (context.evidence.begunByNoise.has(visit) || first === undefined) return null;
  const isDone = !context.evidence.endedByDeletion.has(visit) && !context.isLeftByNoise(stay);
  const stop = visit.leftAt === null ? null : { at: visit.leftAt, isDone };
  return {
    ...slotOf('time-in-stage', first, context),
    name: '1',
    fromMs: visit.enteredAt,
    stopAfter: () => stop,
  };
}

/** The slot of accepting or returning, where the team was offered the lead. */
export function acceptSlot(tenure: Led, context: SlotContext): Slot | null {
  const { handoff } = tenure;
  if (handoff === null) return null;
  const answeredAt = handoff.acceptedAtMs ?? handoff.returnedAtMs;
  const stop = answeredAt === null ? endOf(tenure) : { at: answeredAt, isDone: true };
  return {
    ...slotOf('accept', tenure, context),
    name: handoff.key.slice(handoff.key.lastIndexOf('/') + 1),
    fromMs: handoff.offeredAtMs,
    stopAfter: () => stop,
  };
}

export function firstTouchSlot(tenure: Led, context: SlotContext): Slot {
  return touchSlot('first-touch', tenure, context, { name: String(tenure.number), fromMs: tenure.fromMs });
}

/**
 * The slot from one touch to the next. The first begins with the tenure, or where a first touch is asked for, with that one; null
 * when it has not been.
 */
export function firstKeepSlot(tenure: Led, context: SlotContext): Slot | null {
  const named = (fromMs: Instant) =>
    touchSlot('keep-in-touch', tenure, context, { name: String(tenure.number), fromMs });
  const policy = tenure.stay.policies.findLast(({ fromMs }) => fromMs <= tenure.fromMs);
  if (policy === undefined || targetOf(policy, 'first-touch', tenure.stay, tenure.team) === undefined) {
    return named(tenure.fromMs);
  }
  const stop = firstTouchSlot(tenure, context).stopAfter(policy, tenure.fromMs);
  return stop?.isDone && !isOver(tenure, stop.at) ? named(stop.at) : null;
}

function isOver({ toMs }: Tenure, at: Instant): boolean {
  return toMs !== null && at >= toMs;
}

/**
 * The slot that a touch begins; null for a touch at the instant at which the lead ends: a stop comes before a start. It bears the touch's
 * time, so that one that is heard late renames no other.
 */
export function nextKeepSlot(tenure: Led, context: SlotContext, fromMs: Instant): Slot | null {
  if (isOver(tenure, fromMs)) return null;
  return touchSlot('keep-in-touch', tenure, context, { name: `${tenure.number}.${fromMs.toString(36)}`, fromMs });
}

function touchSlot(
  kind: 'first-touch' | 'keep-in-touch',
  tenure: Led,
  context: SlotContext,
  begun: Pick<Slot, 'name' | 'fromMs'>,
): Slot {
  const until = tenure.toMs ?? tenure.stay.endMs;
  const end = endOf(tenure);
  const stopAfter = (policy: Policy, after: Instant): Stop | null => {
    const touch = firstTouch(context.touchesUnder(policy)(tenure.team), after, until);
    return touch === null ? end : { at: touch, isDone: true };
  };
  return { ...slotOf(kind, tenure, context), ...begun, stopAfter };
}

function endOf({ toMs }: Tenure): Stop | null {
  return toMs === null ? null : { at: toMs, isDone: false };
}

const noPauses: readonly Pause[] = [];

function slotOf(
  kind: Slot['kind'],
  { stay, team }: Led,
  { evidence }: SlotContext,
): Pick<Slot, 'kind' | 'stay' | 'team' | 'pausesUnder'> {
  const pauses = evidence.pauses.get(stay.visit);
  return { kind, stay, team, pausesUnder: ({ version }) => pauses?.get(version.version) ?? noPauses };
}
