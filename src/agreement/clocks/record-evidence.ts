import { evaluate } from '../../journey/conditions/evaluate.ts';
import { never } from '../../journey/conditions/verdict.ts';
import { type Activity, activityOf } from '../../journey/evidence/activities.ts';
import { factKey, type HeardFact } from '../../journey/facts.ts';
import { type Instant, parseInstant } from '../../journey/instant.ts';
import { ownerOf, type Progress, scopeOf } from '../../journey/judge-change-point.ts';
import { mattersTo } from '../../journey/models/model-properties.ts';
import { causesOf, isNoise } from '../../journey/moves.ts';
import type { Onlooker } from '../../journey/replay.ts';
import type { Visit } from '../../journey/visits.ts';
import type { AgreementVersion, Pause } from '../clock.ts';
import { readAction, type SaidAction } from '../said-actions.ts';

/** Contact between firm and buyer, with the record's owner of that time. */
export type Contact = Pick<Activity, 'kind' | 'at' | 'direction' | 'ownerId'> & { recordOwner: string };

/** What clocks need to know of a record beside its journey. All lists in the order of time. */
export type ClockEvidence = {
  contacts: Contact[];
  actions: SaidAction[];
  /** The stretches in which a stage's pause condition held, by the visit and the version of the agreement. */
  pauses: Map<Visit, Map<number, Pause[]>>;
  /** The visits that ended because the record was deleted. */
  endedByDeletion: Set<Visit>;
  /** The visits that an import, a merge or a bulk edit began. The first one of a record bears the move `start` all the same. */
  begunByNoise: Set<Visit>;
  /** The next instant at which time alone begins or ends a pause; `never` if none. */
  nextPauseChangeAt: Instant;
};

/**
 * Gathers what clocks need while a record's ledger is replayed. A class, because the machine code of a method outlives each of the
 * many replays, and that of a function made for one of them does not.
 */
export class EvidenceGathering implements Onlooker {
  readonly evidence: ClockEvidence = {
    contacts: [],
    actions: [],
    pauses: new Map(),
    endedByDeletion: new Set(),
    begunByNoise: new Set(),
    nextPauseChangeAt: never,
  };
  readonly #versions: readonly AgreementVersion[];
  readonly #told = new Set<string>();
  #before: Visit | null = null;

  constructor(versions: readonly AgreementVersion[]) {
    this.#versions = versions;
  }

  look(state: Progress, changed: readonly HeardFact[]): Instant {
    const { evidence } = this;
    addContacts(evidence, this.#told, state, changed);
    const before = this.#before;
    const visit = state.open?.visit ?? null;
    if (before !== null && before !== visit) {
      endPauses(evidence, before, before.leftAt ?? state.evidence.at);
      if (state.evidence.deleted) evidence.endedByDeletion.add(before);
    }
    if (visit !== null && visit !== before && isBegunByNoise(visit, state, changed)) evidence.begunByNoise.add(visit);
    this.#before = visit;
    evidence.nextPauseChangeAt = visit === null ? never : settlePauses(evidence, this.#versions, state, visit);
    return evidence.nextPauseChangeAt;
  }
}

/** `told`: the kinds and times of what is known; an activity that is known by itself is also something that was `logged`. */
function addContacts(evidence: ClockEvidence, told: Set<string>, state: Progress, changed: readonly HeardFact[]): void {
  for (const fact of changed) {
    if (!isTold(state, fact)) continue;
    const action = readAction(fact);
    if (action !== null) evidence.actions.push(action);
    const activity = activityOf(fact);
    if (activity === null || isToldAgain(told, activity)) continue;
    const { kind, at, direction, ownerId } = activity;
    evidence.contacts.push({ kind, at, direction, ownerId, recordOwner: ownerOf(state.evidence) });
  }
}

function isBegunByNoise({ move, cause }: Visit, { model }: Progress, changed: readonly HeardFact[]): boolean {
  if (move !== 'start') return move === 'noise';
  const mattering = changed.filter((fact) => mattersTo(model, fact));
  const support = mattering.filter((fact) => cause.facts.includes(factKey(fact)));
  return isNoise(causesOf(mattering, support));
}

/**
 * Whether a property in which HubSpot keeps the time of the latest activity tells of one that is known: it changes some time after it,
 * and several of them do. Two touches would be made of one, and a touch of what the agreement does not count.
 */
function isToldAgain(told: Set<string>, { kind, at, fact }: Activity): boolean {
  const isRollUp = fact.kind === 'property';
  const happenedAt = isRollUp ? parseInstant(fact.value) : at;
  if (happenedAt === null) return false;
  const same = `${kind} ${happenedAt}`;
  if (isRollUp && told.has(same)) return true;
  told.add(same);
  if (!isRollUp) told.add(`logged ${happenedAt}`);
  return false;
}

/** A record's own facts tell of contact with it; of a deal, those of its contacts do, too. */
function isTold({ evidence }: Progress, { objectType }: HeardFact): boolean {
  const own = evidence.record.objectType;
  return objectType === own || (own === 'deal' && objectType === 'contact');
}

/** Begins and ends the pauses of the open visit. Returns the next instant at which time alone changes one. */
function settlePauses(
  evidence: ClockEvidence,
  versions: readonly AgreementVersion[],
  state: Progress,
  visit: Visit,
): Instant {
  let flipAt = never;
  for (const { version, agreement } of versions) {
    const condition = agreement.stages[visit.stage]?.pauseWhen;
    if (condition === undefined) continue;
    const verdict = evaluate(condition, state.evidence, scopeOf(state));
    flipAt = Math.min(flipAt, verdict.flipAt);
    settlePause(pausesOf(evidence, visit, version), verdict.holds, state.evidence.at, (at) => ({
      policyVersion: version,
      fromMs: at,
      toMs: null,
      facts: [...new Set(verdict.facts.map(factKey))].sort(),
    }));
  }
  return flipAt;
}

function settlePause(pauses: Pause[], holds: boolean, at: Instant, begin: (at: Instant) => Pause): void {
  const last = pauses.at(-1);
  if (last !== undefined && last.toMs === null) {
    if (!holds) endPause(pauses, at);
  } else if (holds) pauses.push(begin(at));
}

function endPauses({ pauses }: ClockEvidence, visit: Visit, at: Instant): void {
  for (const ofVersion of pauses.get(visit)?.values() ?? []) endPause(ofVersion, at);
}

function endPause(pauses: Pause[], at: Instant): void {
  const last = pauses.at(-1);
  if (last === undefined || last.toMs !== null) return;
  // One instant may be looked at twice; what began and ended in it never was.
  if (last.fromMs === at) pauses.pop();
  else last.toMs = at;
}

function pausesOf({ pauses }: ClockEvidence, visit: Visit, version: number): Pause[] {
  const ofVisit = pauses.get(visit) ?? new Map<number, Pause[]>();
  pauses.set(visit, ofVisit);
  const ofVersion = ofVisit.get(version) ?? [];
  ofVisit.set(version, ofVersion);
  return ofVersion;
}
