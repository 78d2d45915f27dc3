import { compareBytes } from './byte-order.ts';
import { evaluate } from './conditions/evaluate.ts';
import { never, type Scope } from './conditions/verdict.ts';
import { type Correction, correctionAfter } from './corrections.ts';
import { type DerivedStage, deriveStage, leadOf, stageAt } from './derive-stage.ts';
import type { Evidence } from './evidence/evidence.ts';
import { type Fact, factKey, type HeardFact } from './facts.ts';
import type { Instant } from './instant.ts';
import type { Model } from './models/model-schema.ts';
import { causesOf, isNoise, moveBetween } from './moves.ts';
import { outcomeByRule } from './outcome-by-rule.ts';
import { isOfOutcome } from './outcomes-said.ts';
import { endHolding, type HoldingOutcome, settleAtLeaving, settleOutcomes } from './settle-outcomes.ts';
import { beginVisit, closeVisit, evidentOutcome, setMark, setTeam, type Visit } from './visits.ts';
import type { MoveKind } from './vocabulary.ts';

/** A journey while it is being replayed. */
export type Progress = {
  model: Model;
  evidence: Evidence;
  visits: Visit[];
  /** The open visit and the position of its stage; null while the record has no stage. */
  open: { visit: Visit; index: number } | null;
  derived: DerivedStage | null;
  correction: { said: Correction; index: number; baseline: number | null } | null;
  /** What a person said of the open visit's outcome, while it holds. */
  outcome: HoldingOutcome | null;
  /** Of which visits people have set outcomes, by the ids of what was said, with the keys of the facts. */
  outcomesSaid: Map<string, { visit: Visit; fact: string }>;
  lap: number;
  lapStart: Instant;
  /** Whether the model's `newLap` held when it was last judged: a lap begins when it comes to hold. */
  newLapHeld: boolean;
  /** The next instant at which time alone may change something. */
  flipAt: Instant;
};

/** What happened at one change point. `settingsChanged`: the portal's own settings changed, and nothing of the record. */
export type ChangePoint = { at: Instant; changed: readonly HeardFact[]; settingsChanged: boolean };

export function beginJourney(model: Model, evidence: Evidence): Progress {
  return {
    model,
    evidence,
    visits: [],
    open: null,
    derived: null,
    correction: null,
    outcome: null,
    outcomesSaid: new Map(),
    lap: 1,
    lapStart: Number.NEGATIVE_INFINITY,
    newLapHeld: false,
    flipAt: never,
  };
}

/** Judges the evidence after all facts of a change point, and moves the record where the rules or a correction say. */
export function judgeChangePoint(progress: Progress, point: ChangePoint): void {
  if (isOfOutcomesAlone(point) && point.at < progress.flipAt) {
    // No evidence has changed: to judge it again might find what a rule leaves until the next change.
    if (!progress.evidence.deleted) settleOutcomes(progress, point, scopeOf(progress));
    return;
  }
  progress.flipAt = never;
  if (progress.evidence.deleted) {
    endByDeletion(progress, point.at);
    return;
  }
  const before = scopeOf(progress);
  const newLap = beginsNewLap(progress, point.at);
  const scope = scopeOf(progress);
  const { derived, flipAt } = deriveStage(progress.model, progress.evidence, scope, progress.derived);
  progress.derived = derived;
  wakeAt(progress, flipAt);
  const corrected = settleCorrection(progress, point, newLap);
  const target = progress.correction?.index ?? derived?.index ?? null;
  if (newLap || target !== (progress.open?.index ?? null)) {
    const settled = progress.correction === null ? settleTarget(progress, point.at) : target;
    moveTo(progress, point, settled, { newLap, corrected, before });
    wakeFromHere(progress);
  }
  refreshOpenVisit(progress, point.at);
  settleOutcomes(progress, point, scopeOf(progress));
}

function isOfOutcomesAlone({ changed, settingsChanged }: ChangePoint): boolean {
  return changed.length > 0 && !settingsChanged && changed.every(isOfOutcome);
}

/**
 * The stage to which a move by rule leads. What is asked of the visit is asked of the one that begins: a rule of a further stage may
 * hold at once for it, and then the record goes there by the same move, whether or not anything else ever happens to it.
 */
function settleTarget(progress: Progress, at: Instant): number | null {
  for (;;) {
    const reached = progress.derived;
    if (reached === null) return null;
    const stage = stageAt(progress.model, reached.index);
    const begun: Scope = { ...scopeOf(progress), visitStart: at, stage };
    const { derived } = deriveStage(progress.model, progress.evidence, begun, reached);
    if (derived === null || derived.index <= reached.index) return reached.index;
    progress.derived = derived;
  }
}

/** Time that is counted from the visit begins anew with it: the rules are asked once more when it will change their answers. */
function wakeFromHere(progress: Progress): void {
  const { flipAt } = deriveStage(progress.model, progress.evidence, scopeOf(progress), progress.derived);
  wakeAt(progress, flipAt);
  newLapHolds(progress);
}

function endByDeletion(progress: Progress, at: Instant): void {
  // A deletion is no outcome, and nobody can have said so of it.
  endHolding(progress, at);
  if (progress.open !== null) endVisit(progress, at, '');
  progress.derived = null;
  progress.correction = null;
}

/**
 * Begins a lap when `newLap` comes to hold. Returns whether it is another one: what was known before the first visit belongs
 * to no lap that was seen, so it only says from when the evidence of the first lap counts.
 */
function beginsNewLap(progress: Progress, at: Instant): boolean {
  const before = progress.newLapHeld;
  progress.newLapHeld = newLapHolds(progress);
  if (before || !progress.newLapHeld) return false;
  const isAnother = progress.visits.length > 0;
  if (isAnother) progress.lap += 1;
  progress.lapStart = at;
  progress.derived = null;
  progress.newLapHeld = newLapHolds(progress);
  return isAnother;
}

function newLapHolds(progress: Progress): boolean {
  if (progress.model.newLap === undefined) return false;
  const verdict = evaluate(progress.model.newLap, progress.evidence, scopeOf(progress));
  wakeAt(progress, verdict.flipAt);
  return verdict.holds;
}

/** Applies, ends or keeps a person's correction. Returns whether a person changed something at this point. */
function settleCorrection(progress: Progress, point: ChangePoint, newLap: boolean): boolean {
  const derived = progress.derived?.index ?? null;
  const holding = progress.correction;
  const actions = point.changed.filter((fact) => fact.kind === 'action');
  const said = correctionAfter(holding?.said ?? null, actions, progress.model);
  if (said === (holding?.said ?? null)) {
    // Later evidence that leads elsewhere is stronger than what was said before it.
    if (holding !== null && (newLap || derived !== holding.baseline)) progress.correction = null;
    return false;
  }
  const index = progress.model.stages.findIndex((stage) => stage.id === said?.stage);
  progress.correction = said === null ? null : { said, index, baseline: derived };
  return true;
}

type MoveContext = { newLap: boolean; corrected: boolean; before: Scope };

function moveTo(progress: Progress, point: ChangePoint, target: number | null, context: MoveContext): void {
  const left = progress.open;
  if (left !== null) leave(progress, left, { at: point.at, to: target }, context.before);
  if (target === null) return;
  const correction = progress.correction;
  const facts = correction === null ? (progress.derived?.facts ?? []) : [correction.said.fact];
  const visit = beginVisit({
    lap: progress.lap,
    stage: stageAt(progress.model, target).id,
    enteredAt: point.at,
    move: kindOfMove(left?.index ?? null, target, point, facts, context),
    cause: {
      rule: correction === null ? `${stageAt(progress.model, target).id}/${progress.derived?.rule}` : 'correction',
      facts: [...new Set(facts.map(factKey))].sort(compareBytes),
    },
  });
  progress.visits.push(visit);
  progress.open = { visit, index: target };
}

function kindOfMove(
  from: number | null,
  to: number,
  point: ChangePoint,
  support: readonly Fact[],
  context: MoveContext,
): MoveKind {
  if (from === null) return 'start';
  if (context.corrected) return 'correction';
  const moving = point.changed.filter((fact) => !isOfOutcome(fact));
  if (point.settingsChanged || isNoise(causesOf(moving, support))) return 'noise';
  return context.newLap ? 'new-lap' : moveBetween(from, to);
}

/** Ends the open visit because the record moves. A mark that still holds is its outcome where no rule gives another. */
function leave(
  progress: Progress,
  { visit, index }: NonNullable<Progress['open']>,
  { at, to }: { at: Instant; to: number | null },
  scope: Scope,
): void {
  const byRule = outcomeByRule(progress, { from: index, to }, scope);
  settleAtLeaving(progress, at, byRule);
  endVisit(progress, at, byRule || evidentOutcome(visit));
}

function endVisit(progress: Progress, at: Instant, outcome: string): void {
  const visit = progress.open?.visit;
  if (visit === undefined) return;
  closeVisit(visit, at, outcome, ownerOf(progress.evidence));
  progress.open = null;
}

/** Brings the open visit's team, outcome marks and owner up to this instant. */
function refreshOpenVisit(progress: Progress, at: Instant): void {
  if (progress.open === null) return;
  const { visit, index } = progress.open;
  const stage = stageAt(progress.model, index);
  const scope = scopeOf(progress);
  const lead = leadOf(stage, progress.evidence, scope);
  wakeAt(progress, lead.flipAt);
  setTeam(visit, lead.team, at);
  for (const { outcome, when } of stage.marks) {
    const verdict = evaluate(when, progress.evidence, scope);
    wakeAt(progress, verdict.flipAt);
    setMark(visit, outcome, verdict.holds, at);
  }
}

/** `hubspot_owner_id` as the evidence has it; empty when nobody owns the record. */
export function ownerOf(evidence: Evidence): string {
  return evidence.properties.get('hubspot_owner_id')?.value ?? '';
}

export function scopeOf(progress: Progress): Scope {
  const visitStart = progress.open?.visit.enteredAt ?? never;
  return {
    from: progress.lapStart,
    lapStart: progress.lapStart,
    visitStart,
    stage: progress.open === null ? null : stageAt(progress.model, progress.open.index),
    signals: progress.model.readiness?.signals ?? [],
  };
}

function wakeAt(progress: Progress, instant: Instant): void {
  progress.flipAt = Math.min(progress.flipAt, instant);
}
