import { readAssociations } from '../hubspot/read-associations.ts';
import { readCreations } from '../hubspot/read-creations.ts';
import { isActivityType } from '../journey/evidence/activity-objects.ts';
import { associationSubject, type Hearing, type RecordRef } from '../journey/facts.ts';
import type { Instant } from '../journey/instant.ts';
import type { PastType, RecordType } from '../journey/vocabulary.ts';
import type { Store } from '../store/operations.ts';
import type { AccountFact } from '../store/record-facts.ts';
import type { Reading } from './read-and-set-aside.ts';
import { setAsideRecords } from './set-aside-records.ts';

/** A record that another one is associated with now: how, and when it was created. */
export type PastLink = { other: RecordRef; otherCreatedAt: Instant; labels: readonly string[] };

const linkedTypes: Readonly<Partial<Record<PastType, readonly PastType[]>>> = {
  contact: ['deal', 'company'],
  deal: ['company'],
  company: [],
  ticket: ['contact', 'deal', 'company'],
};
const touchedTypes: readonly PastType[] = ['contact', 'deal', 'ticket'];

/** With which types associations are read: each pair from one side, and only types that the portal lets the app read. */
export function linkedTypesOf({ objectType, readable }: Typed): readonly PastType[] {
  return (linkedTypes[objectType] ?? touchedTypes).filter((type) => readable.includes(type));
}

type Typed = { objectType: PastType; readable: readonly PastType[] };

type LinkReading = Reading & { store: Pick<Store, 'readKnownCreations'> };

/** Associations by the id of their record. Of `unread` records some can't be read: what is not among theirs may be there. */
export type PastLinks = { links: Map<string, PastLink[]>; unread: ReadonlySet<string> };

/** Reads the associations of up to a thousand records. Those in a form that the app does not know are set aside with their record. */
export async function readPastLinks(
  reading: LinkReading,
  input: Typed & { accountId: string; recordIds: readonly string[] },
): Promise<PastLinks> {
  const links = new Map<string, PastLink[]>();
  const unread = new Set<string>();
  if (input.recordIds.length === 0) return { links, unread };
  for (const toType of linkedTypesOf(input)) {
    const asked = { ...input, fromType: input.objectType, toType };
    const { links: found, unreadable } = await readAssociations(reading.hubspot, asked);
    await setAsideRecords(reading, { ...input, part: 'associations' }, unreadable);
    for (const { recordId } of unreadable) if (recordId !== null) unread.add(recordId);
    const others = {
      accountId: input.accountId,
      objectType: toType,
      recordIds: [...new Set(found.map((one) => one.toId))],
    };
    const creations = await creationsOf(reading, others);
    for (const { fromId, toId, labels } of found) {
      const otherCreatedAt = creations.get(toId);
      // It is gone since: its associations went with it.
      if (otherCreatedAt === undefined) continue;
      const link = { other: { objectType: toType, recordId: toId }, otherCreatedAt, labels };
      links.set(fromId, [...(links.get(fromId) ?? []), link]);
    }
  }
  return { links, unread };
}

async function creationsOf(
  reading: LinkReading,
  input: { accountId: string; objectType: PastType; recordIds: readonly string[] },
): Promise<Map<string, Instant>> {
  if (input.recordIds.length === 0) return new Map();
  const known = await reading.store.readKnownCreations(input);
  const recordIds = input.recordIds.filter((recordId) => !known.has(recordId));
  const { creations, unreadable } = await readCreations(reading.hubspot, { ...input, recordIds });
  await setAsideRecords(reading, { ...input, part: 'record' }, unreadable);
  // It is there, and must not be taken for gone; the association is dated by the other record.
  const undated = unreadable.map(({ recordId }) => [recordId ?? '', 0] as const);
  return new Map([...known, ...creations, ...undated]);
}

const seen: Hearing = { channel: 'estimate', changeSource: 'BACKFILL', sourceId: '' };

/**
 * The facts of a record's associations, as a webhook would tell them and as early as they can have begun: on both records, but
 * those of an activity on the activity alone.
 */
export function linkFacts(
  record: RecordRef & { accountId: string; createdAt: Instant },
  links: readonly PastLink[],
): AccountFact[] {
  const { accountId, objectType, recordId, createdAt } = record;
  return links.flatMap(({ other, otherCreatedAt, labels }) =>
    labels.flatMap((label) => {
      const occurredAt = Math.max(createdAt, otherCreatedAt);
      const told = { accountId, kind: 'association', value: 'added', occurredAt, hearing: seen } as const;
      return [
        { ...told, objectType, recordId, subject: associationSubject(other, label) },
        { ...told, ...other, subject: associationSubject({ objectType, recordId }, label) },
      ].filter((fact) => isToldBy(fact.objectType, objectType));
    }),
  );
}

/** Whether a record of a type is told of its association with one of another type. */
export function isToldBy(type: RecordType, byType: RecordType): boolean {
  return !isActivityType(byType) || type === byType;
}
