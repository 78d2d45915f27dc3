import { ApiError, notFound, validationError } from '../api-error.ts';
import { type ObjectType, objectTypeNames } from '../object-types.ts';
import type { PortalState } from '../portal-state.ts';
import { refuseInvalidValues } from '../properties/refuse-invalid-values.ts';
import { archiveRecord } from '../records/archive-record.ts';
import type { CrmRecord } from '../records/crm-record.ts';
import { propertyValueOf } from '../records/derived-properties.ts';
import { presentRecord } from '../records/present-record.ts';
import { refuseMissingValues } from '../records/refuse-missing-values.ts';
import { withoutBackwardLifecycle } from '../records/without-backward-lifecycle.ts';
import { writeProperties } from '../records/write-properties.ts';
import { createSchema } from './batch-inputs.ts';
import { objectTypeOfPath } from './call-record-type.ts';
import { createFromInput } from './create-from-input.ts';
import { presentAssociations } from './present-associations.ts';
import { readBody, readLimit, readList } from './read-body.ts';
import { type Answer, type Call, objectScopes, type Route } from './route.ts';

const base = '/crm/objects/:version/:objectType';
const read = objectScopes('read');
const write = objectScopes('write');

/** Calls about one record, and the list. The old id of a merged record answers with the record that exists. */
export const objectRoutes: Route[] = [
  { verb: 'get', path: base, scopes: read, handle: list },
  { verb: 'post', path: base, scopes: write, handle: create },
  { verb: 'get', path: `${base}/:recordId`, scopes: read, handle: readOne },
  { verb: 'patch', path: `${base}/:recordId`, scopes: write, handle: update },
  { verb: 'delete', path: `${base}/:recordId`, scopes: write, handle: archive },
];

const recordsPerPage = 100;
const recordsPerPageWithHistory = 50;

function list({ state, params, query }: Call): Answer {
  const type = objectTypeOfPath(params.objectType);
  const requested = requestedProperties(query);
  const limit = readLimit(
    query.limit,
    10,
    requested.withHistory.length > 0 ? recordsPerPageWithHistory : recordsPerPage,
  );
  const archived = query.archived === 'true';
  const after = query.after === undefined ? -1 : Number(query.after);
  if (Number.isNaN(after)) throw validationError(`after is no cursor of this list: ${query.after}.`);
  const page: CrmRecord[] = [];
  for (const record of state.records.inOrder(type)) {
    if (Number(record.id) <= after || (record.archivedAtMs !== null) !== archived) continue;
    page.push(record);
    if (page.length > limit) break;
  }
  const hasMore = page.length > limit;
  const shown = page.slice(0, limit);
  const results = shown.map((record) => ({
    ...presentRecord(state, record, requested),
    ...presentAssociations(state, record, readList(query.associations)),
  }));
  return { status: 200, body: { results, ...(hasMore && { paging: { next: { after: shown.at(-1)?.id } } }) } };
}

function create(call: Call): Answer {
  const type = objectTypeOfPath(call.params.objectType);
  return { status: 201, body: createFromInput(call, type, readBody(createSchema, call.body)) };
}

function readOne({ state, params, query }: Call): Answer {
  const type = objectTypeOfPath(params.objectType);
  const record = findRecord(state, type, params.recordId ?? '', query.idProperty);
  if ((record.archivedAtMs !== null) !== (query.archived === 'true')) throw notFound(params.recordId ?? '');
  return {
    status: 200,
    body: {
      ...presentRecord(state, record, requestedProperties(query)),
      ...presentAssociations(state, record, readList(query.associations)),
    },
  };
}

function update({ state, params, query, body, source, emit }: Call): Answer {
  const type = objectTypeOfPath(params.objectType);
  const { properties } = readBody(createSchema, body);
  const record = findRecord(state, type, params.recordId ?? '', query.idProperty);
  if (record.archivedAtMs !== null) throw notFound(params.recordId ?? '');
  refuseInvalidValues(state, type, [properties]);
  refuseMissingValues(state, { type, version: params.version }, [{ record, values: properties }]);
  emit(writeProperties(state, record, withoutBackwardLifecycle(state, record, properties), source));
  return {
    status: 200,
    body: presentRecord(state, record, { properties: Object.keys(properties), withHistory: [] }),
  };
}

/** Archiving what is not there is no error. */
function archive({ state, params, source, emit }: Call): Answer {
  const record = state.records.get(objectTypeOfPath(params.objectType), params.recordId ?? '');
  if (record !== null) emit(archiveRecord(state, record, source));
  return { status: 204 };
}

/** Throws 404 when nothing has the id, or no record has this value of a unique property. */
export function findRecord(state: PortalState, type: ObjectType, id: string, idProperty?: string): CrmRecord {
  const record =
    idProperty === undefined || idProperty === 'hs_object_id'
      ? state.records.resolve(type, id)
      : findByUnique(state, type, idProperty, id);
  if (record === null) throw notFound(id);
  return record;
}

function findByUnique(state: PortalState, type: ObjectType, name: string, value: string): CrmRecord | null {
  if (state.properties.get(type, name)?.hasUniqueValue !== true) {
    throw validationError(`${name} is no property of ${objectTypeNames[type].plural} with unique values.`);
  }
  const wanted = value.toLowerCase();
  const found = state.records
    .inOrder(type)
    .find((record) => record.archivedAtMs === null && propertyValueOf(state, record, name)?.toLowerCase() === wanted);
  return found ?? null;
}

const longestQuery = 16_000;

function requestedProperties(query: Call['query']) {
  const asked = { properties: readList(query.properties), withHistory: readList(query.propertiesWithHistory) };
  if ([...asked.properties, ...asked.withHistory].join(',').length > longestQuery) {
    throw new ApiError(414, 'The URI is too long. Use a batch read for many properties.');
  }
  return asked;
}
