import type { z } from 'zod';
import { ApiError } from '../api-error.ts';
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
import { type BatchError, batchAnswer, missingError, struckError } from './batch-answer.ts';
import {
  batchCreateSchema,
  batchIdsSchema,
  batchReadSchema,
  batchUpdateSchema,
  refuseDuplicateIds,
  refuseLargeBatch,
  refuseLargeHistoryBatch,
} from './batch-inputs.ts';
import { objectTypeOfPath } from './call-record-type.ts';
import { createFromInput } from './create-from-input.ts';
import { readBody } from './read-body.ts';
import { type Answer, type Call, objectScopes, type Route } from './route.ts';

const base = '/crm/objects/:version/:objectType/batch';

type UpdateInput = z.output<typeof batchUpdateSchema>['inputs'][number];

export const objectBatchRoutes: Route[] = [
  { verb: 'post', path: `${base}/read`, scopes: objectScopes('read'), handle: batchRead },
  { verb: 'post', path: `${base}/update`, scopes: objectScopes('write'), handle: batchUpdate },
  { verb: 'post', path: `${base}/create`, scopes: objectScopes('write'), handle: batchCreate },
  { verb: 'post', path: `${base}/archive`, scopes: objectScopes('write'), handle: batchArchive },
];

function batchRead({ state, params, query, body, failsInput }: Call): Answer {
  const type = objectTypeOfPath(params.objectType);
  const { inputs, properties, propertiesWithHistory, idProperty } = readBody(batchReadSchema, body);
  if (propertiesWithHistory.length > 0) refuseLargeHistoryBatch(inputs.length);
  refuseLargeBatch(inputs.length);
  const ids = inputs.map((input) => input.id);
  refuseDuplicateIds(ids);
  const archived = query.archived === 'true';
  const results: unknown[] = [];
  const missing: string[] = [];
  const struck: string[] = [];
  for (const id of ids) {
    if (failsInput()) {
      struck.push(id);
      continue;
    }
    const record = findForBatchRead(state, type, id, idProperty);
    if (record === null || (record.archivedAtMs !== null) !== archived) missing.push(id);
    else results.push(presentRecord(state, record, { properties, withHistory: propertiesWithHistory }));
  }
  const errors = [...missingError('get', objectTypeNames[type].associationName, missing), ...struckError(struck)];
  return batchAnswer(state, results, errors);
}

function findForBatchRead(state: PortalState, type: ObjectType, id: string, idProperty?: string): CrmRecord | null {
  if (idProperty !== undefined && idProperty !== 'hs_object_id') {
    const records = state.records.inOrder(type);
    return (
      records.find((record) => propertyValueOf(state, record, idProperty)?.toLowerCase() === id.toLowerCase()) ?? null
    );
  }
  return state.openAnswers.mergedIdInBatchRead === 'answered'
    ? state.records.resolve(type, id)
    : state.records.get(type, id);
}

/**
 * All or nothing on values, unless refused values fail alone; records that do not exist fail alone. The old id of a merged record
 * does not exist here.
 */
function batchUpdate(call: Call): Answer {
  const { state, params, body, source, emit, failsInput } = call;
  const type = objectTypeOfPath(params.objectType);
  const { inputs } = readBody(batchUpdateSchema, body);
  refuseLargeBatch(inputs.length);
  refuseDuplicateIds(inputs.map((input) => input.id));
  const refused = refusedInputs(call, type, inputs);
  const missing: string[] = [];
  const struck: string[] = [];
  const found: { record: CrmRecord; values: Record<string, string> }[] = [];
  for (const { id, properties } of inputs.filter((input) => !refused.has(input.id))) {
    const record = state.records.get(type, id);
    if (failsInput()) struck.push(id);
    else if (record === null || record.archivedAtMs !== null) missing.push(id);
    else found.push({ record, values: withoutBackwardLifecycle(state, record, properties) });
  }
  emit(found.flatMap(({ record, values }) => writeProperties(state, record, values, source)));
  const results = found.map(({ record, values }) =>
    presentRecord(state, record, { properties: Object.keys(values), withHistory: [] }),
  );
  const errors = [...missingError('update', objectTypeNames[type].associationName, missing), ...struckError(struck)];
  return batchAnswer(state, results, [...refused.values(), ...errors]);
}

/** The inputs that are refused alone, by their id. Throws where they are refused with the whole call. */
function refusedInputs(call: Call, type: ObjectType, inputs: readonly UpdateInput[]): Map<string, BatchError> {
  if (call.state.openAnswers.invalidInBatch === 'refuses-all') {
    refuseUpdates(call, type, inputs);
    return new Map();
  }
  return new Map(
    inputs.flatMap((input) => {
      try {
        refuseUpdates(call, type, [input]);
        return [];
      } catch (error) {
        return [[input.id, partOf(error, { ids: [input.id] })]];
      }
    }),
  );
}

function refuseUpdates({ state, params }: Call, type: ObjectType, inputs: readonly UpdateInput[]): void {
  refuseInvalidValues(
    state,
    type,
    inputs.map((input) => input.properties),
  );
  const writes = inputs.flatMap(({ id, properties: values }) => {
    const record = state.records.get(type, id);
    return record === null ? [] : [{ record, values }];
  });
  refuseMissingValues(state, { type, version: params.version }, writes);
}

/** A refusal as one part of a batch's answer. */
function partOf(error: unknown, context: Record<string, string[]>): BatchError {
  if (!(error instanceof ApiError)) throw error;
  return { ...error.body, category: error.body.category ?? 'VALIDATION_ERROR', context };
}

/** A bad input fails the whole call, unless every input has a trace id of its own: then it fails alone. */
function batchCreate(call: Call): Answer {
  const { state } = call;
  const type = objectTypeOfPath(call.params.objectType);
  const { inputs } = readBody(batchCreateSchema, call.body);
  refuseLargeBatch(inputs.length);
  const traceIds = new Set(inputs.map((input) => input.objectWriteTraceId ?? ''));
  const eachAlone = traceIds.size === inputs.length && !traceIds.has('');
  if (!eachAlone) {
    refuseInvalidValues(
      state,
      type,
      inputs.map((input) => input.properties),
    );
    const writes = inputs.map((input) => ({ record: null, values: input.properties }));
    refuseMissingValues(state, { type, version: call.params.version }, writes);
    const records = inputs.map((input) => createFromInput(call, type, input));
    return batchAnswer(state, records, [], 201);
  }
  const results: unknown[] = [];
  const errors = inputs.flatMap((input) => {
    try {
      results.push({ ...createFromInput(call, type, input), objectWriteTraceId: input.objectWriteTraceId });
      return [];
    } catch (error) {
      return [partOf(error, { objectWriteTraceId: [input.objectWriteTraceId ?? ''] })];
    }
  });
  return batchAnswer(state, results, errors, 201);
}

function batchArchive({ state, params, body, source, emit }: Call): Answer {
  const type = objectTypeOfPath(params.objectType);
  const { inputs } = readBody(batchIdsSchema, body);
  refuseLargeBatch(inputs.length);
  const records = inputs.map((input) => state.records.get(type, input.id)).filter((record) => record !== null);
  emit(records.flatMap((record) => archiveRecord(state, record, source)));
  return { status: 204 };
}
