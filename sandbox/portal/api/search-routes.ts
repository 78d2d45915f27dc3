import type { PortalState } from '../portal-state.ts';
import type { CrmRecord } from '../records/crm-record.ts';
import { propertyValueOf } from '../records/derived-properties.ts';
import { presentRecord } from '../records/present-record.ts';
import { objectTypeOfPath } from './call-record-type.ts';
import { readBody } from './read-body.ts';
import { type Answer, type Call, objectScopes, type Route } from './route.ts';
import { readSearchOffset, type Search, searchSchema } from './search-inputs.ts';
import { searchMatches } from './search-matches.ts';

/** Source: PLATFORM 4.1 and 6.9. What search does not know yet, it neither finds nor shows. */
export const searchRoutes: Route[] = [
  {
    verb: 'post',
    path: '/crm/objects/:version/:objectType/search',
    scopes: objectScopes('read'),
    limit: 'search',
    handle: search,
  },
];

function search({ state, params, body }: Call): Answer {
  const type = objectTypeOfPath(params.objectType);
  const wanted = readBody(searchSchema, body);
  const offset = readSearchOffset(wanted);
  const { records, rest } = belowId(state.records.inOrder(type), wanted);
  const found = records
    .filter(({ archivedAtMs }) => archivedAtMs === null)
    .flatMap((record) => state.searchIndex.seen(record) ?? [])
    .filter((record) => searchMatches(state, record, rest));
  const page = sorted(state, found, wanted).slice(offset, offset + wanted.limit);
  const next = offset + page.length;
  return {
    status: 200,
    body: {
      total: found.length,
      results: page.map((record) => presentRecord(state, record, { properties: wanted.properties, withHistory: [] })),
      ...(next < found.length && page.length > 0 && { paging: { next: { after: String(next) } } }),
    },
  };
}

/**
 * Whoever pages by id asks for what is below one. Records come by id, so those above are left out at once: a large portal would hold
 * up all other calls while it looked at each of them for every page.
 */
function belowId(records: readonly CrmRecord[], search: Search): { records: readonly CrmRecord[]; rest: Search } {
  const [group, ...others] = search.filterGroups;
  const bound = group?.filters.find(
    ({ propertyName, operator }) => propertyName === 'hs_object_id' && operator === 'LT',
  );
  if (group === undefined || bound === undefined || others.length > 0) return { records, rest: search };
  const end = records.findLastIndex(({ id }) => Number(id) < Number(bound.value)) + 1;
  const filters = group.filters.filter((filter) => filter !== bound);
  const filterGroups = filters.length === 0 ? [] : [{ ...group, filters }];
  return { records: records.slice(0, end), rest: { ...search, filterGroups } };
}

function sorted(state: PortalState, records: CrmRecord[], { sorts }: Search): CrmRecord[] {
  const [sort] = sorts;
  if (sort === undefined) return records;
  const sign = sort.direction === 'DESCENDING' ? -1 : 1;
  // They come by id; sorting them once more for each page would hold up all other calls of a large portal.
  if (sort.propertyName === 'hs_object_id') return sign === 1 ? records : records.toReversed();
  const keyed = records.map((record) => ({ record, key: propertyValueOf(state, record, sort.propertyName) ?? '' }));
  return keyed.sort((one, other) => sign * byValue(one.key, other.key)).map(({ record }) => record);
}

function byValue(one: string, other: string): number {
  const difference = Number(one) - Number(other);
  if (one !== '' && other !== '' && !Number.isNaN(difference)) return difference;
  return one < other ? -1 : Number(one > other);
}
