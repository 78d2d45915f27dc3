import { asOfTag, tagNames } from '../../../src/journey/tags.ts';
import type { ObjectType } from '../../portal/object-types.ts';
import type { PortalState } from '../../portal/portal-state.ts';
import type { CrmRecord } from '../../portal/records/crm-record.ts';
import { propertyValueOf } from '../../portal/records/derived-properties.ts';
import type { ListRow, PageObject, RecordListing } from '../page-data.ts';
import { chipOf, pageObjectOf, stageProperties, wordsOf } from './record-words.ts';

export type ListQuery = { type: ObjectType; query: string; team: string; offset: number; limit: number };

const tags = new Set<string>([...Object.values(tagNames), asOfTag]);

/** The records of one type that have every word of the query, the last changed first. */
export function listRecords(state: PortalState, { type, query, team, offset, limit }: ListQuery): RecordListing {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const found = state.records
    .inOrder(type)
    .filter((record) => record.archivedAtMs === null && has(state, record, words))
    .filter((record) => team === '' || propertyValueOf(state, record, tagNames.ownerTeam) === team)
    .map((record) => ({ record, changedAtMs: changedAtMs(record) }))
    .toSorted((one, other) => other.changedAtMs - one.changedAtMs || Number(one.record.id) - Number(other.record.id));
  const shown = found.slice(offset, offset + limit);
  return { total: found.length, rows: shown.map(({ record, changedAtMs }) => rowOf(state, record, changedAtMs)) };
}

function has(state: PortalState, record: CrmRecord, words: readonly string[]): boolean {
  if (words.length === 0) return true;
  const { name, detail } = wordsOf(state, record);
  const text = `${name} ${detail} ${record.id} ${propertyValueOf(state, record, 'company') ?? ''}`.toLowerCase();
  return words.every((word) => text.includes(word));
}

/** The app's own tags do not count: it writes them on every record, at times of its own. */
function changedAtMs(record: CrmRecord): number {
  let latest = record.createdAtMs;
  for (const [name, versions] of record.versions) {
    if (!tags.has(name)) latest = Math.max(latest, versions.at(-1)!.atMs);
  }
  return latest;
}

function rowOf(state: PortalState, record: CrmRecord, changedAtMs: number): ListRow {
  const status = stageProperties[record.objectType] ?? '';
  return {
    type: pageObjectOf(record.objectType),
    id: record.id,
    ...wordsOf(state, record),
    stage: chipOf(state, record, tagNames.stage),
    team: chipOf(state, record, tagNames.ownerTeam),
    status: chipOf(state, record, status)?.label ?? '',
    owner: chipOf(state, record, 'hubspot_owner_id')?.label ?? '',
    changedAt: new Date(changedAtMs).toISOString(),
  };
}

export function countRecords(state: PortalState) {
  return {
    contacts: state.records.count('contact'),
    companies: state.records.count('company'),
    deals: state.records.count('deal'),
    tickets: state.records.count('ticket'),
  } satisfies Record<PageObject, number>;
}
