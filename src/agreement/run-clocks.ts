import { never } from '../journey/conditions/verdict.ts';
import type { JourneyRecord } from '../journey/facts.ts';
import type { Instant } from '../journey/instant.ts';
import type { Progress } from '../journey/judge-change-point.ts';
import type { Model } from '../journey/models/model-schema.ts';
import type { PortalMetadata } from '../journey/portal-metadata.ts';
import { type Ledger, replayToState } from '../journey/replay.ts';
import type { Journey, Visit } from '../journey/visits.ts';
import type { AgreementVersion, Clock, ClocksOfRecord, Lead, Pause } from './clock.ts';
import { leadsOf, type Stay } from './clocks/leads.ts';
import { type Moment, makeClock } from './clocks/make-clock.ts';
import { passSlot, type Slot } from './clocks/pass-slot.ts';
import { leavesOut, type Policy } from './clocks/policy.ts';
import { type ClockEvidence, EvidenceGathering } from './clocks/record-evidence.ts';
import {
  acceptSlot,
  clockedTenures,
  firstKeepSlot,
  firstTouchSlot,
  nextKeepSlot,
  type SlotContext,
  staySlot,
} from './clocks/slots.ts';
import { touchesUnder } from './clocks/touches.ts';

export type ClocksInput = {
  versions: readonly AgreementVersion[];
  record: JourneyRecord;
  visits: readonly Visit[];
  evidence: ClockEvidence;
  now: Instant;
  which?: WhichClocks;
};

/** Those of a long history are many; who asks how a record stands needs the open ones alone. */
export type WhichClocks = 'all' | 'open';

/**
 * Replays a record's ledger and runs the clocks of its account's agreements over the journey, in one pass. Pure, as replay is: the
 * order and the number of the hearings change nothing. `versions` may be empty, and stand in any order. `which` leaves out clocks, and
 * nothing else.
 */
export function replayWithClocks(
  versions: readonly AgreementVersion[],
  model: Model,
  portal: readonly PortalMetadata[],
  ledger: Ledger,
  now: Instant,
  which: WhichClocks = 'all',
): { journey: Journey; state: Progress; clocks: ClocksOfRecord } {
  const counting = versionsFor(versions, ledger.record);
  const gathering = new EvidenceGathering(counting);
  const onlooker = counting.length === 0 ? undefined : gathering;
  const { journey, state } = replayToState(model, portal, ledger, now, null, onlooker);
  const { evidence } = gathering;
  const clocks = runClocks({ versions: counting, record: ledger.record, visits: journey.visits, evidence, now, which });
  return { journey, state, clocks };
}

const byType = new WeakMap<readonly AgreementVersion[], Map<string, readonly AgreementVersion[]>>();

/**
 * The versions as they are for records of one kind: one that leaves the kind out asks nothing of it, and is a version all the same. None
 * where all of them leave it out.
 */
function versionsFor(
  versions: readonly AgreementVersion[],
  { objectType }: JourneyRecord,
): readonly AgreementVersion[] {
  const known = byType.get(versions) ?? new Map<string, readonly AgreementVersion[]>();
  byType.set(versions, known);
  const found = known.get(objectType) ?? findVersions(versions, objectType);
  known.set(objectType, found);
  return found;
}

function findVersions(versions: readonly AgreementVersion[], objectType: string): readonly AgreementVersion[] {
  const asks = ({ agreement }: AgreementVersion) => (agreement.records as readonly string[]).includes(objectType);
  if (!versions.some(asks)) return [];
  return versions.map((one) =>
    asks(one) ? one : { ...one, agreement: { ...one.agreement, stages: {}, records: [] } },
  );
}

/** Runs the clocks of a journey, with what was gathered while it was replayed. */
export function runClocks(input: ClocksInput): ClocksOfRecord {
  const { versions, record, visits, evidence, now, which = 'all' } = input;
  if (versions.length === 0) return noClocks(record);
  const stays = leadsOf({ record, visits, versions, evidence, now });
  const context = slotContext(input, stays);
  const clocks: Clock[] = [];
  const leads: Lead[] = [];
  // Loops and named functions: V8 forgets the machine code of those that are made anew for each record.
  for (const [index, stay] of stays.entries()) {
    const isOpen = stay.visit.leftAt === null;
    const nextPauseChangeAt = isOpen ? evidence.nextPauseChangeAt : never;
    // Whatever runs stops with the visit.
    if (isOpen || which === 'all') {
      clocks.push(...clocksOfStay(stay, context, { versions, now, nextPauseChangeAt }, which));
    }
    leads.push(...leadsOfStay(stay, stays[index + 1], evidence));
  }
  return {
    record,
    clocks: clocks.sort(byStart),
    handoffs: stays.flatMap(({ tenures }) => tenures.flatMap(({ handoff }) => (handoff === null ? [] : [handoff]))),
    leads,
    pauses: stays.flatMap((stay) => pausesOfStay(stay, evidence)),
    nextChangeAtMs: nextChangeOf(clocks),
  };
}

function byStart(left: Clock, right: Clock): number {
  return left.startedAtMs - right.startedAtMs || (left.key < right.key ? -1 : 1);
}

function nextChangeOf(clocks: readonly Clock[]): Instant | null {
  let next = never;
  for (const { nextChangeAtMs } of clocks) next = Math.min(next, nextChangeAtMs ?? never);
  return next === never ? null : next;
}

export function noClocks(record: JourneyRecord): ClocksOfRecord {
  return { record, clocks: [], handoffs: [], leads: [], pauses: [], nextChangeAtMs: null };
}

function slotContext({ evidence }: ClocksInput, stays: readonly Stay[]): SlotContext {
  const known = new Map<number, ReturnType<typeof touchesUnder>>();
  const leftByNoise = new Set(stays.filter((_, index) => stays[index + 1]?.visit.move === 'noise'));
  return {
    evidence,
    touchesUnder: ({ version: { version, agreement } }: Policy) => {
      const touches = known.get(version) ?? touchesUnder(agreement, evidence);
      known.set(version, touches);
      return touches;
    },
    isLeftByNoise: (stay) => leftByNoise.has(stay),
  };
}

function clocksOfStay(stay: Stay, context: SlotContext, moment: Moment, which: WhichClocks): Clock[] {
  const clocks: Clock[] = [];
  const pass = (slot: Slot | null) => {
    if (slot === null) return null;
    const { ran, stop } = passSlot(slot, moment.now);
    const isAsked = ran !== null && (which === 'all' || ran.stop === null);
    if (isAsked) clocks.push(makeClock(slot, ran, moment));
    return stop;
  };
  pass(staySlot(stay, context));
  const keepsInTouch = stay.policies.some(({ version }) => touchEveryOf(version, stay) !== undefined);
  for (const tenure of clockedTenures(stay, context)) {
    pass(acceptSlot(tenure, context));
    pass(firstTouchSlot(tenure, context));
    let slot = keepsInTouch ? firstKeepSlot(tenure, context) : null;
    while (slot !== null) {
      const stop = pass(slot);
      slot = stop?.isDone ? nextKeepSlot(tenure, context, stop.at) : null;
    }
  }
  return clocks;
}

function touchEveryOf({ agreement }: AgreementVersion, { visit }: Stay) {
  return agreement.stages[visit.stage]?.targets.touchEvery;
}

/** Who leads in a visit, and nobody in the time after it in which the record is in no stage. */
function leadsOfStay({ tenures, visit, policies }: Stay, next: Stay | undefined, evidence: ClockEvidence): Lead[] {
  const { stage, lap, leftAt } = visit;
  const leads: Lead[] = [];
  for (const { team, fromMs, toMs } of tenures) {
    const policy = policies.findLast((one) => one.fromMs <= fromMs) ?? policies[0];
    if (policy !== undefined && leavesOut(policy)) continue;
    leads.push({ team, fromMs, toMs, stage, lap, policyVersion: policy?.version.version ?? 0 });
  }
  const nextAt = next?.visit.enteredAt ?? null;
  if (leftAt === null || nextAt === leftAt || evidence.endedByDeletion.has(visit)) return leads;
  const last = policies.at(-1);
  if (last !== undefined && leavesOut(last)) return leads;
  const policyVersion = last?.version.version ?? 0;
  return [...leads, { team: 'nobody', fromMs: leftAt, toMs: nextAt, stage: '', lap, policyVersion }];
}

function pausesOfStay({ visit, policies }: Stay, { pauses }: ClockEvidence): Pause[] {
  return policies.flatMap(({ version }) => pauses.get(visit)?.get(version.version) ?? []);
}
