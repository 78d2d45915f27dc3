import { z } from 'zod';
import { ApiError, validationError } from '../api-error.ts';
import type { ObjectType } from '../object-types.ts';
import type { PortalState } from '../portal-state.ts';
import { definitionOf, type PropertyDefinition } from '../properties/property-definition.ts';
import { batchAnswer } from './batch-answer.ts';
import { refuseLargeBatch } from './batch-inputs.ts';
import { objectTypeOfPath } from './call-record-type.ts';
import { presentProperty } from './present-property.ts';
import { propertyCreateSchema, propertyUpdateSchema } from './property-inputs.ts';
import { readBody } from './read-body.ts';
import { type Answer, type Call, type Route, schemaScopes } from './route.ts';

const base = '/crm/properties/:version/:objectType';
const read = schemaScopes('read');
const write = schemaScopes('write');

export const propertyRoutes: Route[] = [
  { verb: 'get', path: base, scopes: read, handle: list },
  { verb: 'post', path: base, scopes: write, handle: create },
  { verb: 'post', path: `${base}/batch/create`, scopes: write, handle: batchCreate },
  { verb: 'post', path: `${base}/batch/read`, scopes: read, handle: batchRead },
  { verb: 'get', path: `${base}/:propertyName`, scopes: read, handle: readOne },
  { verb: 'patch', path: `${base}/:propertyName`, scopes: write, handle: update },
  { verb: 'delete', path: `${base}/:propertyName`, scopes: write, handle: archive },
];

function list({ state, params, query }: Call): Answer {
  const archived = query.archived === 'true';
  const definitions = state.properties.list(objectTypeOfPath(params.objectType));
  const results = definitions.filter((one) => (one.archivedAtMs !== null) === archived).map(presentProperty);
  return { status: 200, body: { results } };
}

function create({ state, params, body }: Call): Answer {
  const type = objectTypeOfPath(params.objectType);
  return { status: 201, body: presentProperty(createProperty(state, type, body)) };
}

/** Whatever part of the batch is refused is answered beside the others. */
function batchCreate({ state, params, body }: Call): Answer {
  const type = objectTypeOfPath(params.objectType);
  const { inputs } = readBody(z.object({ inputs: z.array(z.looseObject({ name: z.string() })) }), body);
  refuseLargeBatch(inputs.length);
  const results: unknown[] = [];
  const errors = inputs.flatMap((input) => {
    try {
      results.push(presentProperty(createProperty(state, type, input)));
      return [];
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      const category = error.body.category ?? 'VALIDATION_ERROR';
      return [{ ...error.body, category, context: { ...error.body.context, name: [input.name] } }];
    }
  });
  return batchAnswer(state, results, errors);
}

function batchRead({ state, params, body }: Call): Answer {
  const type = objectTypeOfPath(params.objectType);
  const { inputs } = readBody(z.object({ inputs: z.array(z.object({ name: z.string() })) }), body);
  refuseLargeBatch(inputs.length);
  const found = inputs.map(({ name }) => state.properties.get(type, name));
  const results = found.filter((one) => one !== null && one.archivedAtMs === null);
  const errors = inputs
    .filter((_, index) => !results.includes(found[index] ?? null))
    .map(({ name }) => ({
      status: 'error' as const,
      category: 'OBJECT_NOT_FOUND',
      message: `Property ${name} does not exist`,
      context: { name: [name] },
    }));
  return batchAnswer(
    state,
    results.flatMap((one) => (one === null ? [] : [presentProperty(one)])),
    errors,
  );
}

function readOne(call: Call): Answer {
  return { status: 200, body: presentProperty(existing(call, call.query.archived === 'true')) };
}

function update(call: Call): Answer {
  const { state, params, body } = call;
  const type = objectTypeOfPath(params.objectType);
  const definition = existing(call, false);
  const changes = readBody(propertyUpdateSchema, body);
  if (changes.groupName !== undefined) refuseUnknownGroup(state, type, changes.groupName);
  const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
  const updated: PropertyDefinition = { ...definition, ...given, updatedAtMs: state.clock.now() };
  state.properties.put(type, updated);
  return { status: 200, body: presentProperty(updated) };
}

function archive(call: Call): Answer {
  const { state, params } = call;
  const definition = existing(call, false);
  if (definition.hubspotDefined) {
    throw validationError(`${definition.name} is defined by HubSpot and cannot be deleted.`, {
      subCategory: 'PropertyValidationError.CANNOT_DELETE_PROPERTY_IN_USE',
    });
  }
  state.properties.put(objectTypeOfPath(params.objectType), { ...definition, archivedAtMs: state.clock.now() });
  return { status: 204 };
}

/** A name in the recycle bin comes back with its old type, whatever the call says. Source: PLATFORM 6.11 and 9.3. */
function createProperty(state: PortalState, type: ObjectType, body: unknown): PropertyDefinition {
  const input = readBody(propertyCreateSchema, body);
  refuseUnknownGroup(state, type, input.groupName);
  const known = state.properties.get(type, input.name);
  if (known !== null && known.archivedAtMs === null) {
    throw new ApiError(409, `A property named '${input.name}' already exists.`, {
      category: 'OBJECT_ALREADY_EXISTS',
      subCategory: 'Properties.PROPERTY_WITH_NAME_EXISTS',
    });
  }
  const nowMs = state.clock.now();
  const definition =
    known === null
      ? definitionOf({ ...input, createdAtMs: nowMs, updatedAtMs: nowMs })
      : { ...known, archivedAtMs: null, updatedAtMs: nowMs };
  state.properties.put(type, definition);
  return definition;
}

function existing({ state, params }: Call, archived: boolean): PropertyDefinition {
  const definition = state.properties.get(objectTypeOfPath(params.objectType), params.propertyName ?? '');
  if (definition === null || (definition.archivedAtMs !== null) !== archived) {
    throw new ApiError(404, `Property ${params.propertyName} does not exist`, { category: 'OBJECT_NOT_FOUND' });
  }
  return definition;
}

function refuseUnknownGroup(state: PortalState, type: ObjectType, name: string): void {
  const group = state.properties.group(type, name);
  if (group === null || group.archived) {
    throw validationError(`Property group ${name} does not exist.`, {
      subCategory: 'Properties.GROUP_DOES_NOT_EXIST',
    });
  }
}
