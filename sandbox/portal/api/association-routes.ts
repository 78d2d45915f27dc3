import { z } from 'zod';
import { validationError } from '../api-error.ts';
import { refuseUnassociable } from '../associations/refuse-unassociable.ts';
import { type ObjectType, objectTypeNames } from '../object-types.ts';
import type { PortalState } from '../portal-state.ts';
import { associateRecords, dissociateRecords } from '../records/associate-records.ts';
import { type BatchError, batchAnswer } from './batch-answer.ts';
import { refuseLargeBatch } from './batch-inputs.ts';
import { objectTypeOfPath } from './call-record-type.ts';
import { liveLinks, presentTypes } from './present-associations.ts';
import { readBody } from './read-body.ts';
import { type Answer, type Call, objectScopes, type Route } from './route.ts';

const base = '/crm/associations/:version/:objectType/:toObjectType/batch';

/** Source: PLATFORM 4.2 and 6.6. */
export const associationRoutes: Route[] = [
  { verb: 'post', path: `${base}/read`, scopes: objectScopes('read'), handle: batchRead },
  { verb: 'post', path: `${base}/create`, scopes: objectScopes('write'), handle: batchCreate },
  { verb: 'post', path: `${base}/archive`, scopes: objectScopes('write'), handle: batchArchive },
  { verb: 'post', path: `${base}/associate/default`, scopes: objectScopes('write'), handle: batchAssociateDefault },
];

const idsPerRead = 1000;
const pairsPerCreate = 2000;
const linksPerPage = 500;

const id = z.union([z.string().min(1), z.number()]).transform(String);
const end = z.object({ id });
const readSchema = z.object({ inputs: z.array(z.object({ id, after: z.string().optional() })) });
const typeSchema = z.object({ associationCategory: z.string(), associationTypeId: z.number().int() });
const createSchema = z.object({
  inputs: z.array(z.object({ from: end, to: end, types: z.array(typeSchema).min(1) })),
});
const defaultSchema = z.object({ inputs: z.array(z.object({ from: end, to: end })) });
const archiveSchema = z.object({ inputs: z.array(z.object({ from: end, to: z.array(end) })) });

function batchRead(call: Call): Answer {
  const { state } = call;
  const { fromType, toType, ids } = typesOf(call);
  const { inputs } = readBody(readSchema, call.body);
  refuseLargeBatch(inputs.length, idsPerRead);
  const errors: BatchError[] = [];
  const results = inputs.flatMap((input) => {
    const links = liveLinks(state, { type: fromType, id: input.id }, toType);
    const start = Number(input.after ?? 0);
    const page = links.slice(start, start + linksPerPage);
    if (page.length === 0) {
      errors.push(nothingAssociated(fromType, toType, input.id));
      return [];
    }
    const next = start + page.length;
    return [
      {
        from: { id: input.id },
        to: page.map((link) => ({
          toObjectId: associatedId(state, link.to.id),
          associationTypes: presentTypes(ids, link.isPrimary),
        })),
        ...(next < links.length && { paging: { next: { after: String(next) } } }),
      },
    ];
  });
  return batchAnswer(state, results, errors);
}

function batchCreate(call: Call): Answer {
  const { fromType, toType, ids } = typesOf(call);
  const { inputs } = readBody(createSchema, call.body);
  refuseLargeBatch(inputs.length, pairsPerCreate);
  const known = [ids.plain, ids.primary];
  for (const given of inputs.flatMap((input) => input.types)) {
    if (!known.includes(given.associationTypeId)) {
      throw validationError(`Association type ${given.associationTypeId} does not lead from ${fromType} to ${toType}.`);
    }
  }
  const pairs = inputs.map(({ from, to, types }) => ({
    from,
    to,
    isPrimary: () => types.some((given) => given.associationTypeId === ids.primary),
  }));
  return associateAll(call, fromType, toType, pairs, 201);
}

/** The default association is the plain one, and the primary one where a record has no primary company yet. */
function batchAssociateDefault(call: Call): Answer {
  const { fromType, toType, ids } = typesOf(call);
  const { inputs } = readBody(defaultSchema, call.body);
  refuseLargeBatch(inputs.length, pairsPerCreate);
  const pairs = inputs.map(({ from, to }) => ({
    from,
    to,
    isPrimary: () => {
      const owner = toType === 'company' ? { type: fromType, id: from.id } : { type: toType, id: to.id };
      return ids.primary !== null && !call.state.associations.of(owner, 'company').some((link) => link.isPrimary);
    },
  }));
  return associateAll(call, fromType, toType, pairs, 200);
}

function associateAll(
  call: Call,
  fromType: ObjectType,
  toType: ObjectType,
  pairs: readonly { from: { id: string }; to: { id: string }; isPrimary: () => boolean }[],
  status: number,
): Answer {
  const { state, source, emit } = call;
  const errors: BatchError[] = [];
  const results = pairs.flatMap((pair) => {
    const { from, to } = pair;
    const missing = [
      ...(isLive(state, fromType, from.id) ? [] : [from.id]),
      ...(isLive(state, toType, to.id) ? [] : [to.id]),
    ];
    if (missing.length > 0) {
      errors.push(missingEnd(missing));
      return [];
    }
    const isPrimary = pair.isPrimary();
    emit(associateRecords(state, { type: fromType, id: from.id }, { type: toType, id: to.id }, isPrimary, source));
    return [
      {
        fromObjectTypeId: objectTypeNames[fromType].id,
        fromObjectId: associatedId(state, from.id),
        toObjectTypeId: objectTypeNames[toType].id,
        toObjectId: associatedId(state, to.id),
        labels: isPrimary ? ['Primary'] : [],
      },
    ];
  });
  return batchAnswer(state, results, errors, status);
}

function batchArchive(call: Call): Answer {
  const { state, source, emit } = call;
  const { fromType, toType } = typesOf(call);
  const { inputs } = readBody(archiveSchema, call.body);
  refuseLargeBatch(inputs.length, idsPerRead);
  for (const { from, to } of inputs) {
    for (const target of to) {
      emit(dissociateRecords(state, { type: fromType, id: from.id }, { type: toType, id: target.id }, source));
    }
  }
  return { status: 204 };
}

function typesOf({ params }: Call) {
  const fromType = objectTypeOfPath(params.objectType);
  const toType = objectTypeOfPath(params.toObjectType);
  return { fromType, toType, ids: refuseUnassociable(fromType, toType) };
}

function isLive(state: PortalState, type: ObjectType, recordId: string): boolean {
  return state.records.get(type, recordId)?.archivedAtMs === null;
}

function associatedId(state: PortalState, recordId: string): string | number {
  return state.openAnswers.associatedRecordId === 'number' ? Number(recordId) : recordId;
}

function nothingAssociated(fromType: ObjectType, toType: ObjectType, recordId: string): BatchError {
  return {
    status: 'error',
    category: 'OBJECT_NOT_FOUND',
    subCategory: 'crm.associations.NO_ASSOCIATIONS_FOUND',
    message: `No ${toType} is associated with ${fromType} ${recordId}.`,
    context: { fromObjectId: [recordId], fromObjectType: [fromType], toObjectType: [toType] },
  };
}

function missingEnd(ids: readonly string[]): BatchError {
  return {
    status: 'error',
    category: 'OBJECT_NOT_FOUND',
    message: `Records to associate do not exist: ${ids.join(', ')}.`,
    context: { ids: [...ids] },
  };
}
