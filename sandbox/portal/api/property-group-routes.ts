import { ApiError, validationError } from '../api-error.ts';
import type { PropertyGroup } from '../properties/property-definition.ts';
import { objectTypeOfPath } from './call-record-type.ts';
import { groupCreateSchema, groupUpdateSchema } from './property-inputs.ts';
import { readBody } from './read-body.ts';
import { type Answer, type Call, type Route, schemaScopes } from './route.ts';

const base = '/crm/properties/:version/:objectType/groups';
const read = schemaScopes('read');
const write = schemaScopes('write');

/** Source: PLATFORM 6.11. There is no list of archived groups. */
export const propertyGroupRoutes: Route[] = [
  { verb: 'get', path: base, scopes: read, handle: list },
  { verb: 'post', path: base, scopes: write, handle: create },
  { verb: 'get', path: `${base}/:groupName`, scopes: read, handle: (call) => ({ status: 200, body: existing(call) }) },
  { verb: 'patch', path: `${base}/:groupName`, scopes: write, handle: update },
  { verb: 'delete', path: `${base}/:groupName`, scopes: write, handle: archive },
];

function list({ state, params }: Call): Answer {
  const groups = state.properties.groups(objectTypeOfPath(params.objectType));
  return { status: 200, body: { results: groups.filter((group) => !group.archived) } };
}

function create({ state, params, body }: Call): Answer {
  const type = objectTypeOfPath(params.objectType);
  const input = readBody(groupCreateSchema, body);
  const known = state.properties.group(type, input.name);
  if (known !== null && !known.archived) {
    throw new ApiError(409, `A property group named '${input.name}' already exists.`, {
      category: 'OBJECT_ALREADY_EXISTS',
      subCategory: 'Properties.GROUP_WITH_NAME_EXISTS',
    });
  }
  const group: PropertyGroup = { ...input, archived: false };
  state.properties.putGroup(type, group);
  return { status: 201, body: group };
}

function update(call: Call): Answer {
  const changes = readBody(groupUpdateSchema, call.body);
  const group = existing(call);
  const updated: PropertyGroup = {
    ...group,
    label: changes.label ?? group.label,
    displayOrder: changes.displayOrder ?? group.displayOrder,
  };
  call.state.properties.putGroup(objectTypeOfPath(call.params.objectType), updated);
  return { status: 200, body: updated };
}

function archive(call: Call): Answer {
  const type = objectTypeOfPath(call.params.objectType);
  const group = existing(call);
  const definitions = call.state.properties.list(type);
  if (definitions.some((definition) => definition.groupName === group.name && definition.archivedAtMs === null)) {
    throw validationError(`Property group ${group.name} has active properties.`, {
      subCategory: 'PropertyGroupError.GROUP_WITH_ACTIVE_PROPERTIES',
    });
  }
  call.state.properties.putGroup(type, { ...group, archived: true });
  return { status: 204 };
}

function existing({ state, params }: Call): PropertyGroup {
  const group = state.properties.group(objectTypeOfPath(params.objectType), params.groupName ?? '');
  if (group === null || group.archived) {
    throw new ApiError(404, `Property group ${params.groupName} does not exist`, { category: 'OBJECT_NOT_FOUND' });
  }
  return group;
}
