import type { ErrorDetail } from '../api-error.ts';
import { isoText } from '../iso-text.ts';
import type { PortalState } from '../portal-state.ts';
import type { Answer } from './route.ts';

/** One refused part of a batch. Source: PLATFORM 6.9. */
export type BatchError = {
  status: 'error';
  category: string;
  message: string;
  subCategory?: string;
  errors?: ErrorDetail[];
  context: Record<string, string[]>;
};

/** A batch that went through whole answers 200 or 201; one with refused parts answers 207. */
export function batchAnswer(
  state: PortalState,
  results: readonly unknown[],
  errors: readonly BatchError[],
  status = 200,
): Answer {
  const instant = isoText(state.wallClock());
  const body = { status: 'COMPLETE', results, startedAt: instant, completedAt: instant };
  if (errors.length === 0) return { status, body };
  return { status: 207, body: { ...body, numErrors: errors.length, errors } };
}

/** Records that do not exist are told in one error with all their ids. */
export function missingError(action: 'get' | 'update', typeName: string, ids: readonly string[]): BatchError[] {
  if (ids.length === 0) return [];
  return [
    {
      status: 'error',
      category: 'OBJECT_NOT_FOUND',
      message: `Could not ${action} some ${typeName} objects, they may be deleted or not exist. Check that ids are valid.`,
      context: { ids: [...ids] },
    },
  ];
}

/** Inputs that a fault on demand struck: they may be sent again. */
export function struckError(ids: readonly string[]): BatchError[] {
  if (ids.length === 0) return [];
  return [
    {
      status: 'error',
      category: 'INTERNAL_ERROR',
      message: 'Some inputs could not be processed. Try them again.',
      context: { ids: [...ids] },
    },
  ];
}
