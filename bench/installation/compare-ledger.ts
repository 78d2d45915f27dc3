import { associatedNow } from '../../src/journey/evidence/associated-now.ts';
import { parseInstant } from '../../src/journey/instant.ts';
import type { KnownRecord } from '../../src/journey/repair/known-record.ts';
import { missingEnd } from '../../src/journey/repair/missing-end.ts';
import { valuesOf } from '../../src/journey/repair/recovered.ts';
import { objectTypes } from '../../src/journey/vocabulary.ts';
import type { Store } from '../../src/store/operations.ts';
import type { TrueRecord } from './portal-truth.ts';

/** How many records were held against each other, and what differs, a line each. */
export type LedgerComparison = { compared: number; values: number; links: number; merges: number; different: string[] };

type Compared = {
  accountId: string;
  truth: readonly TrueRecord[];
  /** Properties that the app follows, by the type of the record. */
  followed: Readonly<Record<string, ReadonlySet<string>>>;
  /** Whether nothing was ever told or read of a record: it was gone before the account began. */
  isUnknown: (name: string) => boolean;
  at: number;
};

const recordsAtOnce = 500;

/**
 * Holds a ledger against its portal, record by record: the values that each followed property took, who it is associated with
 * now and by which labels, who was merged into it, and whether it is there. Records of the ledger that the portal does not
 * have must be known to be gone.
 */
export async function compareLedger(store: Store, given: Compared): Promise<LedgerComparison> {
  const total: LedgerComparison = { compared: 0, values: 0, links: 0, merges: 0, different: [] };
  const present = new Set(given.truth.filter(({ isArchived }) => !isArchived).map(nameOf));
  const mergedAway = new Set(given.truth.flatMap((one) => one.mergedIds.map((id) => `${one.objectType}/${id}`)));
  for (const objectType of objectTypes) {
    const records = given.truth.filter((record) => record.objectType === objectType);
    const byId = new Map(records.map((record) => [record.id, record]));
    for (const recordIds of await ledgerPages(store, given.accountId, objectType, [...byId.keys()])) {
      for (const known of await store.readKnownRecords({ accountId: given.accountId, objectType, recordIds })) {
        const record = byId.get(known.record.recordId);
        if (record !== undefined) compareRecord(given, present, record, known, total);
        else if (!mergedAway.has(`${objectType}/${known.record.recordId}`)) compareGone(given, known, total);
      }
    }
  }
  return total;
}

/** The ids of all records that either side has, page by page. */
async function ledgerPages(
  store: Store,
  accountId: string,
  objectType: TrueRecord['objectType'],
  trueIds: readonly string[],
): Promise<string[][]> {
  const ids = new Set(trueIds);
  for (let afterId = ''; ; ) {
    const page = await store.readRecordIds({ accountId, objectType, afterId, limit: 5_000 });
    for (const id of page) ids.add(id);
    if (page.length === 0) break;
    afterId = page.at(-1) ?? afterId;
  }
  const all = [...ids];
  return Array.from({ length: Math.ceil(all.length / recordsAtOnce) }, (_, page) =>
    all.slice(page * recordsAtOnce, (page + 1) * recordsAtOnce),
  );
}

function compareRecord(
  { followed, isUnknown, at }: Compared,
  present: ReadonlySet<string>,
  record: TrueRecord,
  known: KnownRecord,
  total: LedgerComparison,
): void {
  const name = nameOf(record);
  if (known.facts.length === 0 && isUnknown(name)) return;
  total.compared += 1;
  const differ = (what: string, found: unknown, wanted: unknown) => {
    if (JSON.stringify(found) === JSON.stringify(wanted)) return;
    total.different.push(`${name} ${what}: ${JSON.stringify(found)} instead of ${JSON.stringify(wanted)}`);
  };
  const place = record.isArchived
    ? ({ at, place: 'recycle-bin', archivedAt: null } as const)
    : ({ at, place: 'present' } as const);
  differ('end', missingEnd(known, place)?.kind ?? null, null);
  for (const property of followed[record.objectType] ?? []) {
    const values = valuesOf(known.facts, property).map(plain);
    total.values += values.length;
    differ(property, values, (record.values[property] ?? []).map(plain));
  }
  const merged = [...known.aliases].filter(([key, id]) => id === record.id && key !== name && isOfType(key, record));
  total.merges += merged.length;
  differ('merged ids', merged.map(([key]) => key.slice(key.indexOf('/') + 1)).sort(), record.mergedIds);
  if (record.isArchived) return;
  const created = known.facts.filter(({ kind }) => kind === 'created').map(({ occurredAt }) => occurredAt);
  differ('creation', Math.min(...created), record.createdAt);
  const links = linksOf(known, present, at);
  total.links += links.length;
  differ('associations', links, record.links);
}

/** Nothing is known of it, or how it ended. */
function compareGone({ at }: Compared, known: KnownRecord, total: LedgerComparison): void {
  if (known.facts.length === 0) return;
  total.compared += 1;
  if (missingEnd(known, { at, place: 'nowhere' }) === null) return;
  total.different.push(
    `${known.record.objectType}/${known.record.recordId} is in the ledger, and in the portal nowhere`,
  );
}

function linksOf(known: KnownRecord, present: ReadonlySet<string>, at: number): string[] {
  return objectTypes
    .flatMap((type) =>
      associatedNow(known, type, at).map(({ recordId, labels }) => `${type}/${recordId} ${labels.join('+')}`),
    )
    .filter((link) => present.has(link.slice(0, link.indexOf(' '))))
    .sort();
}

function nameOf({ objectType, id }: TrueRecord): string {
  return `${objectType}/${id}`;
}

function isOfType(key: string, { objectType }: TrueRecord): boolean {
  return key.startsWith(`${objectType}/`);
}

/** Times are written out by one side and in milliseconds by the other. */
function plain(value: string): string {
  return /^\d{4}-\d\d-\d\dT/.test(value) ? String(parseInstant(value)) : value;
}
