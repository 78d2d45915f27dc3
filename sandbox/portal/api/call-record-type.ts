import { ApiError } from '../api-error.ts';
import { type ObjectType, objectTypeOf } from '../object-types.ts';

/** The object type of a path. HubSpot answers 400 to a type that it cannot infer. */
export function objectTypeOfPath(segment: string | undefined): ObjectType {
  const type = objectTypeOf(segment ?? '');
  if (type === null) {
    throw new ApiError(400, `Unable to infer object type from: ${segment}`, { category: 'VALIDATION_ERROR' });
  }
  return type;
}
