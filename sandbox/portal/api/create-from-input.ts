import { ApiError, validationError } from '../api-error.ts';
import { associationTypeIds } from '../associations/association-types.ts';
import { type ObjectType, objectTypes } from '../object-types.ts';
import type { PortalState } from '../portal-state.ts';
import { refuseInvalidValues } from '../properties/refuse-invalid-values.ts';
import { associateRecords } from '../records/associate-records.ts';
import { createRecord } from '../records/create-record.ts';
import { currentValue } from '../records/crm-record.ts';
import { type AnsweredRecord, presentRecord } from '../records/present-record.ts';
import { refuseMissingValues } from '../records/refuse-missing-values.ts';
import type { CreateInput } from './batch-inputs.ts';
import type { Call } from './route.ts';

/** Creates one record with its associations, tells it, and answers it. */
export function createFromInput(call: Call, type: ObjectType, input: CreateInput): AnsweredRecord {
  const { state, params, source, emit } = call;
  refuseInvalidValues(state, type, [input.properties]);
  refuseMissingValues(state, { type, version: params.version }, [{ record: null, values: input.properties }]);
  refuseTakenEmail(state, type, input.properties.email);
  refuseIncomplete(type, input.properties);
  const associated = input.associations.flatMap((association) =>
    association.types.map((given) => ({
      ...targetOf(type, given.associationTypeId),
      id: association.to.id,
    })),
  );
  for (const { type: toType, id } of associated) {
    if (state.records.get(toType, id) === null) throw validationError(`No ${toType} with id ${id} to associate with.`);
  }
  const { record, changes } = createRecord(state, type, input.properties, source);
  const from = { type, id: record.id };
  const links = associated.flatMap(({ type: toType, id, isPrimary }) =>
    associateRecords(state, from, { type: toType, id }, isPrimary, source),
  );
  emit([...changes, ...links]);
  return presentRecord(state, record, { properties: Object.keys(input.properties), withHistory: [] });
}

/** The type at the other end of an association type id. */
function targetOf(from: ObjectType, typeId: number): { type: ObjectType; isPrimary: boolean } {
  for (const type of objectTypes) {
    const ids = associationTypeIds(from, type);
    if (ids !== null && (ids.plain === typeId || ids.primary === typeId)) {
      return { type, isPrimary: ids.primary === typeId };
    }
  }
  throw validationError(`Association type ${typeId} does not start at ${from}.`);
}

const requiredProperties: Partial<Record<ObjectType, readonly string[]>> = {
  deal: ['dealname', 'dealstage'],
  task: ['hs_timestamp'],
};

function refuseIncomplete(type: ObjectType, values: Record<string, string>): void {
  const missing = (requiredProperties[type] ?? []).filter((name) => (values[name] ?? '') === '');
  if (missing.length === 0) return;
  throw validationError(`Error creating ${type.toUpperCase()}. Some required properties were not set.`, {
    errors: missing.map((name) => ({
      message: `${name} is required`,
      code: 'MISSING_REQUIRED_PROPERTY',
      context: { propertyName: [name] },
    })),
  });
}

function refuseTakenEmail(state: PortalState, type: ObjectType, email: string | undefined): void {
  if (type !== 'contact' || email === undefined || email === '') return;
  const wanted = email.toLowerCase();
  const owner = state.records
    .inOrder('contact')
    .find((contact) => contact.archivedAtMs === null && currentValue(contact, 'email')?.toLowerCase() === wanted);
  if (owner === undefined) return;
  throw new ApiError(409, `Contact already exists. Existing ID: ${owner.id}`, { category: 'CONFLICT' });
}
