import { canonicalFacts } from './canonical-facts.ts';
import { never } from './conditions/verdict.ts';
import { type Aliases, addFact, countsFor, livingId, moveTo, noEvidence } from './evidence/evidence.ts';
import type { PipelineEntries } from './evidence/pipeline-entries.ts';
import { isRelatedEvidence } from './evidence/related-facts.ts';
import { unitedIds } from './evidence/united-ids.ts';
import type { HeardFact, JourneyRecord, RecordRef } from './facts.ts';
import { type Instant, minuteMs } from './instant.ts';
import { beginJourney, judgeChangePoint, ownerOf, type Progress } from './judge-change-point.ts';
import { asksForTickets, mattersTo } from './models/model-properties.ts';
import type { Model } from './models/model-schema.ts';
import { oneValueEach } from './one-value-each.ts';
import { isOfOutcome } from './outcomes-said.ts';
import type { PortalMetadata } from './portal-metadata.ts';
import { isEstimate, isSeen, settleEstimates } from './settle-estimates.ts';
import { settleLifecycle } from './settle-lifecycle.ts';
import type { Journey } from './visits.ts';
import type { JourneyFlag } from './vocabulary.ts';

/**
 * Everything that was ever heard of a record and of the records whose evidence counts for it (a contact's deals, a deal's
 * contacts), in any order and any number of times. `aliases` maps records merged into others to the ones they live on in.
 */
export type Ledger = { record: JourneyRecord; aliases: Aliases; facts: readonly HeardFact[] };

/**
 * Replays a record's ledger through a model, up to `now`.
 *
 * Pure: the answer depends on nothing but the arguments, and not on the order or the number of the hearings in the ledger.
 * `portal` holds the portal's own settings as they were observed, oldest first.
 */
export function replay(model: Model, portal: readonly PortalMetadata[], ledger: Ledger, now: Instant): Journey {
  return replayToState(model, portal, ledger, now).journey;
}

/** Instants, ascending, at which replay shows its state as it stands then, before anything later is known. */
export type Watch = { instants: readonly Instant[]; onReached: (state: Progress) => void };

/**
 * Looks on while a ledger is replayed: at each instant at which evidence changed, whether or not the model looks at it, and at those
 * that it asks for itself, after the journey was judged there. `changed`: the facts that changed something. Returns the next
 * instant at which it wants to look although nothing is heard, `never` if none. What it sees it must leave as it is.
 */
export type Onlooker = { look(state: Progress, changed: readonly HeardFact[]): Instant };

type Looking = { onlooker: Onlooker; nextAt: Instant };
const nobody: Onlooker = { look: () => never };

/**
 * As `replay`, with the state in which it ended: the evidence as it stands at `now`, for what is decided from it. `watch`
 * sees it at earlier instants too, and the onlooker at each at which anything happens.
 */
export function replayToState(
  model: Model,
  portal: readonly PortalMetadata[],
  ledger: Ledger,
  now: Instant,
  watch: Watch | null = null,
  onlooker: Onlooker = nobody,
): { journey: Journey; state: Progress } {
  const livingRecord = (fact: RecordRef) => `${fact.objectType}/${livingId(ledger.aliases, fact)}`;
  const { objectType, recordId } = ledger.record;
  const isOwn = (fact: HeardFact) => fact.objectType === objectType && livingId(ledger.aliases, fact) === recordId;
  // Of the records whose evidence counts as well, only what this model looks at can mislead.
  const isDoubtful = (fact: HeardFact) =>
    isOwn(fact) || (countsFor(ledger.record, fact) && isRelatedEvidence(fact) && mattersTo(model, fact));
  const canonical = settleEstimates(canonicalFacts(ledger.facts), livingRecord);
  const heard = canonical.filter((fact) => fact.occurredAt <= now);
  const { facts, settlesAt } = settleLifecycle(heard, isOwn, now);
  const evidence = noEvidence(ledger.record, { aliases: ledger.aliases, idsAt: unitedIds(canonical) }, portal);
  const progress = beginJourney(model, evidence);
  const flags = new Set<JourneyFlag>();
  const looking: Looking = { onlooker, nextAt: never };
  const passTime = watch === null ? judgeFlips : showingPassage(watch);

  for (const point of changePoints(facts, portal, now)) {
    passTime(progress, point.at - 1, looking);
    moveTo(evidence, point.at);
    const single = oneValueEach(point.facts, livingRecord);
    if (single.ambiguous.some(isDoubtful)) flags.add('ambiguous');
    const evident = single.facts.filter((fact) => addFact(evidence, fact, isOwn(fact)));
    const changed = evident.filter((fact) => mattersTo(model, fact));
    if (changed.some(isEstimate)) flags.add('estimated');
    if (changed.some(isSeen)) flags.add('seen');
    if (changed.length > 0 || point.isSettings) {
      const settingsChanged = point.isSettings && changed.every(isOfOutcome);
      judgeChangePoint(progress, { at: point.at, changed, settingsChanged });
    }
    if (evident.length > 0 || point.isSettings) looking.nextAt = onlooker.look(progress, evident);
  }
  passTime(progress, now, looking);
  moveTo(evidence, now);
  if (progress.open !== null) progress.open.visit.owner = ownerOf(evidence);
  for (const flag of evidenceFlags(progress)) flags.add(flag);
  const nextSettings = portal.slice(1).find(({ observedAt }) => observedAt > now);
  const journey: Journey = {
    record: ledger.record,
    model: { name: model.name, version: model.version },
    visits: progress.visits,
    flags: [...flags].sort(),
    nextFlipAt: earliest([settlesAt, canonical[heard.length]?.occurredAt, nextSettings?.observedAt, progress.flipAt]),
  };
  return { journey, state: progress };
}

/** Lets time pass as `judgeFlips` does, and shows the state at each watched instant on the way. */
function showingPassage({ instants, onReached }: Watch): typeof judgeFlips {
  let next = 0;
  return (progress, until, looking) => {
    for (let at = instants[next]; at !== undefined && at <= until; next += 1, at = instants[next]) {
      judgeFlips(progress, at, looking);
      moveTo(progress.evidence, at);
      onReached(progress);
    }
    judgeFlips(progress, until, looking);
  };
}

/** Judges every instant up to `until` at which an elapsed-time condition flips. */
function judgeFlips(progress: Progress, until: Instant, looking: Looking): void {
  for (let at = nextFlip(progress, looking); at <= until; at = nextFlip(progress, looking)) {
    moveTo(progress.evidence, at);
    if (at === progress.flipAt) judgeChangePoint(progress, { at, changed: [], settingsChanged: false });
    looking.nextAt = looking.onlooker.look(progress, []);
  }
}

function nextFlip(progress: Progress, looking: Looking): Instant {
  return Math.min(progress.flipAt, looking.nextAt);
}

type PointOfFacts = { at: Instant; facts: HeardFact[]; isSettings: boolean };

/** Groups facts by instant, together with the instants at which the portal's settings were seen to differ. */
function changePoints(
  facts: readonly HeardFact[],
  portal: readonly PortalMetadata[],
  now: Instant,
): Iterable<PointOfFacts> {
  const points = new Map<Instant, PointOfFacts>();
  const pointAt = (at: Instant) => {
    const point = points.get(at) ?? { at, facts: [], isSettings: false };
    points.set(at, point);
    return point;
  };
  for (const fact of facts) pointAt(fact.occurredAt).facts.push(fact);
  const first = facts[0]?.occurredAt ?? now;
  for (const { observedAt } of portal.slice(1)) {
    if (observedAt > first && observedAt <= now) pointAt(observedAt).isSettings = true;
  }
  return [...points.values()].sort((left, right) => left.at - right.at);
}

function evidenceFlags(progress: Progress): JourneyFlag[] {
  const { evidence, visits } = progress;
  const flags: JourneyFlag[] = [];
  const start = visits[0]?.enteredAt;
  // HubSpot may date a value some ms before the record's creation; only what is plainly earlier is time reversed.
  if (start !== undefined && evidence.created !== null && start < evidence.created.occurredAt - minuteMs) {
    flags.push('time-reversed');
  }
  if (hasUnknownStage(evidence.deals)) flags.push('unknown-deal-stage');
  if (asksForTickets(progress.model) && hasUnknownStage(evidence.tickets)) flags.push('unknown-ticket-stage');
  return flags;
}

function hasUnknownStage({ byId }: PipelineEntries): boolean {
  return [...byId.values()].some(({ standing, stageFact }) => standing?.phase === 'unknown' && stageFact !== null);
}

function earliest(instants: readonly (Instant | null | undefined)[]): Instant | null {
  const first = Math.min(...instants.map((instant) => instant ?? never));
  return first === never ? null : first;
}
