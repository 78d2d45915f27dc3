import { canonicalFacts } from './canonical-facts.ts';
import { dealStanding } from './deal-evidence.ts';
import { type Aliases, addFact, moveTo, noEvidence } from './evidence.ts';
import { type HeardFact, type RecordRef, recordKey } from './facts.ts';
import { type Instant, minuteMs } from './instant.ts';
import { beginJourney, judgeChangePoint, ownerOf, type Progress } from './judge-change-point.ts';
import { mattersTo } from './model-properties.ts';
import type { Model } from './model-schema.ts';
import type { PortalMetadata } from './portal-metadata.ts';
import { settleLifecycle } from './settle-lifecycle.ts';
import type { Journey } from './visits.ts';
import type { JourneyFlag } from './vocabulary.ts';

/**
 * Everything that was ever heard of a record and of the records whose evidence counts for it (a contact's deals, a deal's
 * contacts), in any order and any number of times. `aliases` maps records merged into others to the ones they live on in.
 */
export type Ledger = { record: RecordRef; aliases: Aliases; facts: readonly HeardFact[] };

/**
 * Replays a record's ledger through a model, up to `now`.
 *
 * Pure: the answer depends on nothing but the arguments, and not on the order or the number of the hearings in the ledger.
 * `portal` holds the portal's own settings as they were observed, oldest first.
 */
export function replay(model: Model, portal: readonly PortalMetadata[], ledger: Ledger, now: Instant): Journey {
  const isOwn = ownership(ledger);
  const canonical = canonicalFacts(ledger.facts);
  const heard = canonical.filter((fact) => fact.occurredAt <= now);
  const { facts, settlesAt } = settleLifecycle(heard, isOwn, now);
  const evidence = noEvidence(ledger.record, ledger.aliases, portal);
  const progress = beginJourney(model, evidence);
  const flags = new Set<JourneyFlag>();

  for (const point of changePoints(facts, portal, now)) {
    passTime(progress, point.at - 1);
    moveTo(evidence, point.at);
    const single = oneValueEach(point.facts, isOwn);
    if (single.ambiguous) flags.add('ambiguous');
    const changed = single.facts.filter((fact) => addFact(evidence, fact, isOwn(fact)));
    const settingsChanged = point.facts.length === 0;
    if (settingsChanged || changed.some((fact) => mattersTo(model, fact))) {
      judgeChangePoint(progress, { at: point.at, changed, settingsChanged });
    }
  }
  passTime(progress, now);
  if (progress.open !== null) progress.open.visit.owner = ownerOf(evidence);
  for (const flag of evidenceFlags(progress)) flags.add(flag);
  return {
    record: ledger.record,
    model: { name: model.name, version: model.version },
    visits: progress.visits,
    flags: [...flags].sort(),
    nextFlipAt: earliest([settlesAt, canonical[heard.length]?.occurredAt ?? null, progress.flipAt]),
  };
}

/** Judges every instant up to `until` at which an elapsed-time condition flips. */
function passTime(progress: Progress, until: Instant): void {
  while (progress.flipAt <= until) {
    const at = progress.flipAt;
    moveTo(progress.evidence, at);
    judgeChangePoint(progress, { at, changed: [], settingsChanged: false });
  }
}

/** Groups facts by instant, together with the instants at which the portal's settings were seen to differ. */
function changePoints(
  facts: readonly HeardFact[],
  portal: readonly PortalMetadata[],
  now: Instant,
): { at: Instant; facts: HeardFact[] }[] {
  const points = new Map<Instant, HeardFact[]>();
  for (const fact of facts) {
    const point = points.get(fact.occurredAt);
    if (point === undefined) points.set(fact.occurredAt, [fact]);
    else point.push(fact);
  }
  const first = facts[0]?.occurredAt ?? now;
  for (const { observedAt } of portal.slice(1)) {
    if (observedAt > first && observedAt <= now && !points.has(observedAt)) points.set(observedAt, []);
  }
  return [...points].sort(([left], [right]) => left - right).map(([at, group]) => ({ at, facts: group }));
}

/**
 * A property has one value at an instant. Where several were heard, the last in byte order stands and the journey is flagged:
 * only reading the record again can tell which is true. An emptying beside a value is HubSpot's way of moving a value back.
 */
function oneValueEach(
  facts: readonly HeardFact[],
  isOwn: (fact: HeardFact) => boolean,
): { facts: readonly HeardFact[]; ambiguous: boolean } {
  if (facts.length < 2) return { facts, ambiguous: false };
  const last = new Map<string, HeardFact>();
  let ambiguous = false;
  for (const fact of facts) {
    if (fact.kind !== 'property') continue;
    const key = `${isOwn(fact) ? 'own' : recordKey(fact)} ${fact.subject}`;
    const other = last.get(key);
    if (other !== undefined && other.value !== fact.value && other.value !== '') ambiguous = true;
    // Facts of merged records stand in the order of their ids, not of their values.
    if (other === undefined || other.value <= fact.value) last.set(key, fact);
  }
  const standing = new Set(last.values());
  return { facts: facts.filter((fact) => fact.kind !== 'property' || standing.has(fact)), ambiguous };
}

/** Tells a record's own facts, also those of the records merged into it, from those of associated records. */
function ownership(ledger: Ledger): (fact: HeardFact) => boolean {
  const { objectType, recordId } = ledger.record;
  return (fact) =>
    fact.objectType === objectType && (fact.recordId === recordId || ledger.aliases.get(recordKey(fact)) === recordId);
}

function evidenceFlags(progress: Progress): JourneyFlag[] {
  const { evidence, visits } = progress;
  const flags: JourneyFlag[] = [];
  const start = visits[0]?.enteredAt;
  // HubSpot may date a value some ms before the record's creation; only what is plainly earlier is time reversed.
  if (start !== undefined && evidence.created !== null && start < evidence.created.occurredAt - minuteMs) {
    flags.push('time-reversed');
  }
  for (const deal of evidence.deals.values()) {
    const isUnknown = dealStanding(deal, evidence.metadata)?.phase === 'unknown';
    if (isUnknown && deal.stage !== '') flags.push('unknown-deal-stage');
  }
  return flags;
}

function earliest(instants: readonly (Instant | null)[]): Instant | null {
  const known = instants.filter((instant) => instant !== null && Number.isFinite(instant)) as Instant[];
  return known.length === 0 ? null : Math.min(...known);
}
