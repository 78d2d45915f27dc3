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
  const found = state.records
    .inOrder(type)
    .filter(({ archivedAtMs }) => archivedAtMs === null)
    .flatMap((record) => state.searchIndex.seen(record) ?? [])
    .filter((record) => searchMatches(state, record, wanted));
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

function sorted(state: PortalState, records: CrmRecord[], { sorts }: Search): CrmRecord[] {
  const [sort] = sorts;
  if (sort === undefined) return records;
  const sign = sort.direction === 'DESCENDING' ? -1 : 1;
  const keyed = records.map((record) => ({ record, key: propertyValueOf(state, record, sort.propertyName) ?? '' }));
  return keyed.sort((one, other) => sign * byValue(one.key, other.key)).map(({ record }) => record);
}

function byValue(one: string, other: string): number {
  const difference = Number(one) - Number(other);
  if (one !== '' && other !== '' && !Number.isNaN(difference)) return difference;
  return one < other ? -1 : Number(one > other);
}
