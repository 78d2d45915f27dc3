import { type ErrorDetail, validationError } from '../api-error.ts';
import type { ObjectType } from '../object-types.ts';
import type { PortalState } from '../portal-state.ts';
import { type CrmRecord, currentValue } from './crm-record.ts';

/** One write; `record` is null while the record does not exist. */
type Write = { record: CrmRecord | null; values: Readonly<Record<string, string>> };

/** The versions of the API that hold apps to these rules. */
const strictVersions: readonly (string | undefined)[] = ['2026-09'];

/**
 * Throws HubSpot's 400 when a record would be without what an admin wants filled in. Whether a conditional rule concerns writes of
 * other properties too is not documented: `openAnswers.conditionalRule` says so.
 */
export function refuseMissingValues(
  state: PortalState,
  { type, version }: { type: ObjectType; version: string | undefined },
  writes: readonly Write[],
): void {
  if (!strictVersions.includes(version)) return;
  const missing = writes.flatMap((write) => [
    ...missingAtCreation(state, type, write),
    ...missingByCondition(state, type, write),
  ]);
  if (missing.length === 0) return;
  throw validationError('Some required properties were not set.', { errors: missing });
}

function missingAtCreation({ requiredProperties }: PortalState, type: ObjectType, { record, values }: Write) {
  if (record !== null) return [];
  return requiredProperties.atCreation
    .filter(({ objectType, property }) => objectType === type && (values[property] ?? '') === '')
    .map(({ property }) => refusal('MISSING_REQUIRED_PROPERTY', property, `A value for ${property} must be provided`));
}

function missingByCondition(state: PortalState, type: ObjectType, { record, values }: Write): ErrorDetail[] {
  const currently = (name: string) => values[name] ?? (record === null ? '' : (currentValue(record, name) ?? ''));
  return state.requiredProperties.conditional.flatMap(({ objectType, property, value, required }) => {
    if (objectType !== type || currently(property) !== value) return [];
    const concerns = [property, ...required].some((name) => name in values);
    if (!concerns && state.openAnswers.conditionalRule === 'its-properties') return [];
    return required
      .filter((name) => currently(name) === '')
      .map((name) =>
        refusal(
          'MISSING_CONDITIONAL_REQUIRED_PROPERTY',
          name,
          `${name} is required because of a conditional property rule based on [${property}]`,
        ),
      );
  });
}

function refusal(code: string, property: string, message: string): ErrorDetail {
  return { message, code, context: { propertyName: [property] } };
}
