import { validationError } from '../api-error.ts';
import type { ObjectType } from '../object-types.ts';
import { associationTypeIds } from './association-types.ts';

export function refuseUnassociable(
  from: ObjectType,
  to: ObjectType,
): NonNullable<ReturnType<typeof associationTypeIds>> {
  const ids = associationTypeIds(from, to);
  if (ids === null) throw validationError(`This portal does not associate ${from} with ${to}.`);
  return ids;
}
