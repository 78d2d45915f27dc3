import { type PresentRecord, readCreations, readPresent } from '../hubspot/read-creations.ts';
import type { UnreadableRecord } from '../hubspot/read-each-record.ts';
import { readRecycleBin } from '../hubspot/read-recycle-bin.ts';
import { type HeardFact, type RecordRef, recordKey } from '../journey/facts.ts';
import type { Instant } from '../journey/instant.ts';
import type { KnownRecord } from '../journey/repair/known-record.ts';
import { type FoundRecord, missingEnd } from '../journey/repair/missing-end.ts';
import { type FoundLinks, missingLinks, unshownRecords } from '../journey/repair/missing-links.ts';
import type { RecoveredRecord } from '../journey/repair/recovered.ts';
import { tagNames } from '../journey/tags.ts';
import {
  type FactKind,
  isJourneyType,
  type ObjectType,
  type PastType,
  pastTypes,
  type RecordType,
} from '../journey/vocabulary.ts';
import type { RepairJob } from '../store/repair-claims.ts';
import type { RestingTags } from '../store/restore-tags.ts';
import { compareTags } from './compare-tags.ts';
import { isToldBy, linkedTypesOf, readPastLinks } from './read-past-links.ts';
import type { ReadMissed, Repaired, RepairReading } from './repair-records.ts';
import { setAsideRecords } from './set-aside-records.ts';

/** What a ledger must say of a record to be compared with what HubSpot shows of it now. */
const comparedKinds: readonly FactKind[] = ['created', 'merged', 'association', 'deleted', 'restored'];

type Shown = { at: Instant; creations: ReadonlyMap<string, Instant> };

/**
 * Compares records of the ledger with what HubSpot shows of them now: whether they are there, and whom they are associated
 * with. The history is read of those that the ledger has never heard of, had taken for deleted, or did not know to be deleted.
 */
export async function compareRecords(
  reading: RepairReading,
  job: RepairJob,
  recordIds: readonly string[],
  readMissed: ReadMissed,
): Promise<Repaired> {
  if (recordIds.length === 0) return { facts: [], recovered: [] };
  const { hubspot, store } = reading;
  const { accountId, objectType } = job;
  const kin = { accountId, objectType };
  // Whatever happens while it is being read is dated later, and so stands.
  // Before HubSpot is read: what is written meanwhile is not compared.
  const journeys = isJourneyType(objectType) ? { accountId, objectType } : null;
  const tags = journeys === null ? [] : await store.readRestingTags({ ...journeys, recordIds, now: Date.now() });
  const at = reading.journeyNow();
  const { present, unreadable } = await readPresent(hubspot, {
    ...kin,
    recordIds,
    properties: journeys === null ? [] : Object.values(tagNames),
  });
  await setAsideRecords(reading, { ...kin, part: 'record' }, unreadable);
  if (journeys !== null) await putTagsRight(reading, journeys, tags, present);
  const shown: Shown = { at, creations: new Map([...present].map(([id, { createdAt }]) => [id, createdAt])) };
  const known = await store.readKnownRecords({
    ...kin,
    recordIds: except(recordIds, unreadable),
    kinds: comparedKinds,
  });
  const unseen = [...unseenBefore(known, shown), ...endedSince(known, shown, job.since)];
  const { archived: bin, unreadable: inUnknownBin } = await readRecycleBin(hubspot, { ...kin, recordIds: unseen });
  await setAsideRecords(reading, { ...kin, part: 'recycle-bin' }, inUnknownBin);
  // The old id of a merged record may answer with the record in which it lives on, and that may be deleted since.
  const given = new Set(recordIds);
  const others = await readMissed(
    [...shown.creations.keys()].filter((recordId) => !given.has(recordId)),
    false,
  );
  const archived = await readMissed([...bin.keys()], true);
  const merged = new Set(
    [...others.facts, ...archived.facts].flatMap(({ kind, subject }) => (kind === 'merged' ? subject.split(';') : [])),
  );
  // Who was merged and then deleted lies in the recycle bin under an id that may not have been heard of before.
  const inBin = [...bin.keys()].filter((recordId) => !given.has(recordId));
  const found = await store.readKnownRecords({ ...kin, recordIds: inBin, kinds: comparedKinds });
  const inDoubt = new Set(inUnknownBin.map(({ recordId }) => recordId));
  const living = [...known, ...found].filter(({ record: { recordId: id } }) => !merged.has(id) && !inDoubt.has(id));
  const ends = living.flatMap((record) => missingEnd(record, foundOf(record, shown, bin)) ?? []);
  const links = await findMissingLinks(reading, job, living, shown);
  const missed = await readMissed(unheardOf(living, shown, ends), false);
  return {
    facts: [
      ...others.facts,
      ...archived.facts,
      ...missed.facts,
      ...[...ends, ...links].map((fact) => ({ accountId, ...fact })),
    ],
    recovered: [...others.recovered, ...archived.recovered, ...missed.recovered, ...countsOf(objectType, ends, links)],
  };
}

async function putTagsRight(
  { store, journeyNow, onTagsFound }: RepairReading,
  kin: { accountId: string; objectType: ObjectType },
  tags: readonly RestingTags[],
  present: ReadonlyMap<string, PresentRecord>,
): Promise<void> {
  const times = { now: Date.now(), journeyNow: journeyNow() };
  const found = tags.flatMap((one) => {
    const record = present.get(one.recordId);
    return record === undefined ? [] : (compareTags(one, record, { ...kin, ...times }) ?? []);
  });
  if (found.length === 0) return;
  await store.restoreTags({ ...kin, found, ...times });
  onTagsFound?.({ ...kin, found });
}

/** Records that HubSpot does not show and the ledger takes for present. */
function unseenBefore(known: readonly KnownRecord[], { at, creations }: Shown): string[] {
  return known
    .filter(({ record }) => !creations.has(record.recordId))
    .filter((one) => missingEnd(one, { at, place: 'nowhere' }) !== null)
    .map(({ record }) => record.recordId);
}

/** Records that the ledger knows to be deleted since the last comparison: a merge before that may have been missed. */
function endedSince(known: readonly KnownRecord[], { at, creations }: Shown, since: Instant): string[] {
  return known
    .filter(({ record }) => !creations.has(record.recordId))
    .filter((one) => missingEnd(one, { at, place: 'nowhere' }) === null)
    .filter(({ record, facts }) => facts.some((fact) => isEndOf(record, fact) && fact.occurredAt >= since))
    .map(({ record }) => record.recordId);
}

function isEndOf(record: RecordRef, { kind, recordId }: HeardFact): boolean {
  return kind === 'deleted' && recordId === record.recordId;
}

function foundOf(
  { record }: KnownRecord,
  { at, creations }: Shown,
  bin: ReadonlyMap<string, Instant | null>,
): FoundRecord {
  if (creations.has(record.recordId)) return { at, place: 'present' };
  const archivedAt = bin.get(record.recordId);
  return archivedAt === undefined ? { at, place: 'nowhere' } : { at, place: 'recycle-bin', archivedAt };
}

/** Present records whose creation the ledger never heard of, and those that are found to be restored. */
function unheardOf(known: readonly KnownRecord[], { creations }: Shown, ends: readonly HeardFact[]): string[] {
  const restored = new Set(ends.filter(({ kind }) => kind === 'restored').map(({ recordId }) => recordId));
  return known
    .filter(({ record }) => creations.has(record.recordId))
    .filter(({ record, facts }) => restored.has(record.recordId) || !facts.some(({ kind }) => kind === 'created'))
    .map(({ record }) => record.recordId);
}

async function findMissingLinks(
  reading: RepairReading,
  { accountId, objectType, readable, since }: RepairJob,
  known: readonly KnownRecord[],
  { at, creations }: Shown,
): Promise<HeardFact[]> {
  const present = known.filter(({ record }) => creations.has(record.recordId));
  if (present.length === 0) return [];
  const types = linkedTypesOf({ objectType, readable });
  const recordIds = present.map(({ record }) => record.recordId);
  const { links, unread } = await readPastLinks(reading, { accountId, objectType, readable, recordIds });
  const comparable = present.filter(({ record }) => !unread.has(record.recordId));
  const found = comparable.map((one): { one: KnownRecord; links: FoundLinks } => {
    const { recordId } = one.record;
    const createdAt = creations.get(recordId) ?? at;
    return { one, links: { at, since, createdAt, types, links: links.get(recordId) ?? [] } };
  });
  const gone = await findGone(
    reading,
    accountId,
    found.flatMap(({ one, links: its }) => unshownRecords(one, its)),
  );
  const missing = found.flatMap(({ one, links: its }) => missingLinks(one, its, gone));
  return missing.filter((fact) => isToldBy(fact.objectType, objectType));
}

/** Records of which it can be read whether they are there. Of the others nothing is said. */
function except(recordIds: readonly string[], unreadable: readonly UnreadableRecord[]): string[] {
  const ids = new Set(unreadable.map(({ recordId }) => recordId));
  return recordIds.filter((recordId) => !ids.has(recordId));
}

/** Which of the records HubSpot does not have any more, or shows in a form that tells nothing. */
async function findGone(
  reading: RepairReading,
  accountId: string,
  unshown: readonly RecordRef[],
): Promise<ReadonlySet<string>> {
  const gone = new Set(unshown.filter(isReadable).map(recordKey));
  for (const objectType of pastTypes) {
    const recordIds = unshown.filter((one) => one.objectType === objectType).map(({ recordId }) => recordId);
    const asked = { accountId, objectType, recordIds: [...new Set(recordIds)] };
    const { creations, unreadable } = await readCreations(reading.hubspot, asked);
    await setAsideRecords(reading, { ...asked, part: 'record' }, unreadable);
    for (const recordId of creations.keys()) gone.delete(recordKey({ objectType, recordId }));
  }
  return gone;
}

function isReadable({ objectType }: RecordRef): boolean {
  return (pastTypes as readonly RecordType[]).includes(objectType);
}

/** An association may be told by two facts, one on each record. */
function countsOf(objectType: PastType, ends: readonly HeardFact[], links: readonly HeardFact[]): RecoveredRecord[] {
  const own = links.filter((fact) => fact.objectType === objectType);
  return [...own, ...ends].map(({ recordId, kind }) => ({ recordId, recovered: { [kind]: 1 } }));
}
