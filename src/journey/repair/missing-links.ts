import { canonicalFacts } from '../canonical-facts.ts';
import { applyLink, type Labels, linkOf, plainLabel } from '../evidence/associations.ts';
import { livingId } from '../evidence/evidence.ts';
import { unitedIds } from '../evidence/united-ids.ts';
import { associationSubject, type HeardFact, parseAssociationSubject, type RecordRef, recordKey } from '../facts.ts';
import type { Instant } from '../instant.ts';
import { isEstimate, settleEstimates } from '../settle-estimates.ts';
import type { RecordType } from '../vocabulary.ts';
import { type KnownRecord, seen } from './known-record.ts';

/** An association that HubSpot shows: the other record, when it was created, and all labels that hold. */
export type FoundLink = { other: RecordRef; otherCreatedAt: Instant; labels: readonly string[] };

export type FoundLinks = {
  /** When it was looked. */
  at: Instant;
  /** As of when the ledger was last known to agree with the portal: what is missing now began later. */
  since: Instant;
  createdAt: Instant;
  /** The types of records that were asked for; of others nothing is said. */
  types: readonly RecordType[];
  links: readonly FoundLink[];
};

/** Records, by `recordKey`, that are gone: HubSpot shows no association with them, and brings it back when they are restored. */
export type Gone = ReadonlySet<string>;

/** What the ledger says of the associations with one other record. */
type Known = { other: RecordRef; labels: Labels; told: HeardFact[] };

/**
 * What was missed of a record's associations, as facts of both records. An association of which nothing was ever told is
 * dated as early as it can be, as a guess that gives way to what may still be told. Whatever contradicts what was told is
 * dated at the instant at which it was seen.
 */
export function missingLinks(record: KnownRecord, found: FoundLinks, gone: Gone): HeardFact[] {
  const known = knownLinks(record, found);
  const shown = new Map(found.links.map((link) => [livingKey(record, link.other), link]));
  const added = [...shown].flatMap(([key, link]) => addedFacts(record, found, link, known.get(key)));
  const removed = [...known]
    .filter(([key]) => !gone.has(key))
    .flatMap(([key, link]) => removedFacts(record, found, link, shown.get(key)));
  return [...added, ...removed];
}

/** The records that the ledger has associations with which HubSpot does not show: whether they still exist must be asked. */
export function unshownRecords(record: KnownRecord, found: FoundLinks): RecordRef[] {
  const shown = new Set(found.links.map(({ other }) => livingKey(record, other)));
  return [...knownLinks(record, found)]
    .filter(([key, { labels }]) => labels.size > 0 && !shown.has(key))
    .map(([, { other }]) => other);
}

function knownLinks(
  { record, aliases, facts, otherMerges }: KnownRecord,
  { at, types }: FoundLinks,
): Map<string, Known> {
  const living = (of: RecordRef) => `${of.objectType}/${livingId(aliases, of)}`;
  const isOwn = (of: RecordRef) => living(of) === recordKey(record);
  const idsAt = unitedIds([...facts, ...otherMerges]);
  const known = new Map<string, Known>();
  for (const fact of settleEstimates(canonicalFacts(facts), living)) {
    if (fact.kind !== 'association' || fact.occurredAt > at) continue;
    const link = linkOf(fact, isOwn(fact), isOwn, idsAt);
    if (link === null || !types.includes(link.other.objectType)) continue;
    const { objectType } = link.other;
    const one: Known = known.get(living(link.other)) ?? {
      other: { objectType, recordId: livingId(aliases, link.other) },
      labels: new Map(),
      told: [],
    };
    known.set(living(link.other), one);
    applyLink(one.labels, link, fact.value);
    if (!isEstimate(fact)) one.told.push(fact);
  }
  return known;
}

function addedFacts({ record }: KnownRecord, found: FoundLinks, link: FoundLink, known?: Known): HeardFact[] {
  const held = new Set([...(known?.labels.values() ?? [])].flatMap((labels) => [...labels]));
  const told = known?.told ?? [];
  const wasRemoved = told.some(({ value }) => value === 'removed');
  const earliest = Math.max(found.createdAt, link.otherCreatedAt, found.since);
  return link.labels
    .filter((label) => !held.has(label))
    .flatMap((label) => {
      const isTold = wasRemoved || told.some(({ subject }) => parseAssociationSubject(subject).label === label);
      const change = isTold
        ? { occurredAt: found.at, hearing: seen }
        : { occurredAt: Math.min(earliest, found.at), hearing: { ...seen, channel: 'estimate' as const } };
      return bothSides(record, link.other, label, { value: 'added', ...change });
    });
}

function removedFacts({ record }: KnownRecord, found: FoundLinks, known: Known, link?: FoundLink): HeardFact[] {
  const change = { value: 'removed', occurredAt: found.at, hearing: seen };
  return [...known.labels].flatMap(([pair, labels]) => {
    const [ownId = '', otherId = ''] = pair.split(' ');
    const sides = [
      { objectType: record.objectType, recordId: ownId },
      { objectType: known.other.objectType, recordId: otherId },
    ] as const;
    // Without an association no label holds, and a removal of the plain one says just that.
    const gone = link === undefined ? [plainLabel] : [...labels].filter((label) => !link.labels.includes(label));
    return gone.flatMap((label) => bothSides(...sides, label, change));
  });
}

function bothSides(
  one: RecordRef,
  other: RecordRef,
  label: string,
  told: Pick<HeardFact, 'value' | 'occurredAt' | 'hearing'>,
): HeardFact[] {
  const side = (from: RecordRef, to: RecordRef): HeardFact => ({
    objectType: from.objectType,
    recordId: from.recordId,
    kind: 'association',
    subject: associationSubject(to, label),
    ...told,
  });
  return [side(one, other), side(other, one)];
}

function livingKey({ aliases }: KnownRecord, record: RecordRef): string {
  return `${record.objectType}/${livingId(aliases, record)}`;
}
