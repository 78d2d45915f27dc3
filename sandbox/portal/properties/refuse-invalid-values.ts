import { type ErrorDetail, validationError } from '../api-error.ts';
import { readInstant } from '../iso-text.ts';
import type { ObjectType } from '../object-types.ts';
import { type PortalState, pipelinesOf } from '../portal-state.ts';
import { brokenRule } from './broken-rule.ts';
import type { PropertyDefinition } from './property-definition.ts';
import type { ValidationRule } from './validation-rules.ts';

const longestValue = 65_536;
const dayMs = 86_400_000;

/** What a pipeline allows as values of records. */
type PipelineIds = { id: string; stages: readonly { id: string }[] };

type Refusal = { name: string; message: string; error: string };

/**
 * Throws HubSpot's 400 when a value does not fit its property or breaks a rule that an admin put on it, with every refused property
 * of the call.
 * Emptying is always allowed. What only HubSpot sets is refused to apps, and not to the portal itself (activity roll-ups).
 */
export function refuseInvalidValues(
  state: PortalState,
  type: ObjectType,
  values: readonly Record<string, string>[],
  writer: 'app' | 'portal' = 'app',
): void {
  const refusals: Refusal[] = [];
  for (const given of values) {
    for (const [name, value] of Object.entries(given)) {
      const definition = state.properties.get(type, name);
      const place = { pipelines: pipelinesOf(state, type), rules: state.validationRules.of(type, name) };
      const refusal = refusalOf(definition, place, name, value, writer);
      if (refusal !== null) refusals.push(refusal);
    }
  }
  if (refusals.length === 0) return;
  const results = refusals.map((refusal) => ({
    isValid: false,
    ...refusal,
    localizedErrorMessage: refusal.message,
  }));
  throw validationError(`Property values were not valid: ${JSON.stringify(results)}`, {
    errors: refusals.map(
      ({ name, message, error }): ErrorDetail => ({ message, code: error, context: { propertyName: [name] } }),
    ),
  });
}

function refusalOf(
  definition: PropertyDefinition | null,
  { pipelines, rules }: { pipelines: readonly PipelineIds[]; rules: readonly ValidationRule[] },
  name: string,
  value: string,
  writer: 'app' | 'portal',
): Refusal | null {
  if (definition === null || definition.archivedAtMs !== null) {
    return { name, message: `Property "${name}" does not exist`, error: 'PROPERTY_DOESNT_EXIST' };
  }
  if (definition.readOnlyValue && writer === 'app') {
    return {
      name,
      message: `"${name}" is a read only property; its value cannot be set.`,
      error: 'READ_ONLY_VALUE',
    };
  }
  if (value === '') return null;
  const problem = problemOf(definition, pipelines, value) ?? brokenOf(rules, value);
  return problem === null ? null : { name, ...problem };
}

function brokenOf(rules: readonly ValidationRule[], value: string): { message: string; error: string } | null {
  for (const rule of rules) {
    const broken = brokenRule(rule, value);
    if (broken !== null) return broken;
  }
  return null;
}

function problemOf(
  definition: PropertyDefinition,
  pipelines: readonly PipelineIds[],
  value: string,
): { message: string; error: string } | null {
  switch (definition.type) {
    case 'string':
    case 'phone_number':
      if (value.length > longestValue) {
        return {
          message: `Property values cannot be longer than ${longestValue} characters.`,
          error: 'VALUE_TOO_LONG',
        };
      }
      if (definition.name === 'email' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value)) {
        return { message: `Email address ${value} is invalid`, error: 'INVALID_EMAIL' };
      }
      return null;
    case 'number':
      return Number.isFinite(Number(value)) && value.trim() === value
        ? null
        : { message: `${value} was not a valid number.`, error: 'INVALID_DOUBLE' };
    case 'datetime':
      return readInstant(value) === null ? { message: `${value} was not a valid long.`, error: 'INVALID_LONG' } : null;
    case 'date':
      return (readInstant(value) ?? 1) % dayMs === 0
        ? null
        : { message: `${value} is not at midnight UTC or is no date.`, error: 'INVALID_DATE' };
    case 'bool':
      return ['true', 'false'].includes(value) ? null : invalidOption(value, ['true', 'false']);
    case 'enumeration':
      return enumerationProblem(definition, pipelines, value);
  }
}

function enumerationProblem(definition: PropertyDefinition, pipelines: readonly PipelineIds[], value: string) {
  // Owners come and go, and a portal keeps the ids of those who left: any id is taken.
  if (definition.optionsFrom === 'OWNER') return null;
  const allowed = allowedValues(definition, pipelines);
  const parts = definition.fieldType === 'checkbox' ? value.split(';').filter((part) => part !== '') : [value];
  const unknown = parts.find((part) => !allowed.includes(part));
  return unknown === undefined ? null : invalidOption(unknown, allowed);
}

function allowedValues(definition: PropertyDefinition, pipelines: readonly PipelineIds[]): string[] {
  if (definition.optionsFrom !== 'PIPELINE') return definition.options.map((option) => option.value);
  if (definition.name === 'pipeline' || definition.name === 'hs_pipeline')
    return pipelines.map((pipeline) => pipeline.id);
  return pipelines.flatMap((pipeline) => pipeline.stages.map((stage) => stage.id));
}

function invalidOption(value: string, allowed: string[]): { message: string; error: string } {
  return { message: `${value} was not one of the allowed options: [${allowed.join(', ')}]`, error: 'INVALID_OPTION' };
}
