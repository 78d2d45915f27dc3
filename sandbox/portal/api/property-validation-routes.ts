import { z } from 'zod';
import { ApiError } from '../api-error.ts';
import type { ObjectType } from '../object-types.ts';
import type { PropertyDefinition } from '../properties/property-definition.ts';
import { refuseUnfitRule, type ValidationRule, validationRuleSchema } from '../properties/validation-rules.ts';
import { objectTypeOfPath } from './call-record-type.ts';
import { readBody } from './read-body.ts';
import type { Answer, Call, Route } from './route.ts';

const base = '/crm/property-validations/:version/:objectType';
const plurals = ['contacts', 'companies', 'deals'];
const write = () => plurals.map((plural) => `crm.schemas.${plural}.write`);
/** One scope of any kind of record is enough to read the rules of all. */
const read = () => plurals.flatMap((plural) => [`crm.schemas.${plural}.read`, `crm.objects.${plural}.read`]);

/** The rules that admins put on properties. There is no call that takes a rule away. Source: HubSpot's description at 2026-09. */
export const propertyValidationRoutes: Route[] = [
  { verb: 'get', path: base, scopes: read, handle: listAll },
  { verb: 'get', path: `${base}/:propertyName`, scopes: read, handle: listOfProperty },
  { verb: 'get', path: `${base}/:propertyName/rule-type/:ruleType`, scopes: read, handle: readOne },
  { verb: 'put', path: `${base}/:propertyName/rule-type/:ruleType`, scopes: write, handle: put },
];

function listAll({ state, params }: Call): Answer {
  const type = objectTypeOfPath(params.objectType);
  const results = state.properties
    .list(type)
    .map(({ name }) => ({ propertyName: name, propertyValidationRules: state.validationRules.of(type, name) }))
    .filter(({ propertyValidationRules }) => propertyValidationRules.length > 0);
  return { status: 200, body: { results } };
}

function listOfProperty(call: Call): Answer {
  const { type, definition } = propertyOf(call);
  return { status: 200, body: { results: call.state.validationRules.of(type, definition.name) } };
}

function readOne(call: Call): Answer {
  const { type, definition } = propertyOf(call);
  const rule = call.state.validationRules
    .of(type, definition.name)
    .find(({ ruleType }) => ruleType === call.params.ruleType);
  if (rule === undefined) throw missing(`${definition.name} has no rule of type ${call.params.ruleType}`);
  return { status: 200, body: rule };
}

function put(call: Call): Answer {
  const { type, definition } = propertyOf(call);
  const given = readBody(z.record(z.string(), z.unknown()), call.body);
  const rule: ValidationRule = readBody(validationRuleSchema, { ...given, ruleType: call.params.ruleType });
  refuseUnfitRule(definition, rule);
  call.state.validationRules.put(type, definition.name, rule);
  return { status: 204 };
}

function propertyOf({ state, params }: Call): { type: ObjectType; definition: PropertyDefinition } {
  const type = objectTypeOfPath(params.objectType);
  const definition = state.properties.get(type, params.propertyName ?? '');
  if (definition === null || definition.archivedAtMs !== null) {
    throw missing(`Property ${params.propertyName} does not exist`);
  }
  return { type, definition };
}

function missing(message: string): ApiError {
  return new ApiError(404, message, { category: 'OBJECT_NOT_FOUND' });
}
