import { validationError } from '../api-error.ts';
import type { PortalState } from '../portal-state.ts';
import { type CrmRecord, currentValue } from './crm-record.ts';

/**
 * The API moves a lifecycle stage only forward in the portal's order; emptying it first makes any stage possible. What
 * HubSpot answers to a backward write is not documented, so the portal's open answers decide: the write is left out, or 400.
 * Source: PLATFORM 6.2.
 */
export function withoutBackwardLifecycle(
  state: PortalState,
  record: CrmRecord,
  values: Record<string, string>,
): Record<string, string> {
  const { lifecyclestage: wanted, ...rest } = values;
  if (wanted === undefined || wanted === '') return values;
  const current = currentValue(record, 'lifecyclestage') ?? '';
  if (current === '') return values;
  const options = state.properties.get(record.objectType, 'lifecyclestage')?.options ?? [];
  const order = [...options].sort((one, other) => one.displayOrder - other.displayOrder).map((option) => option.value);
  if (order.indexOf(wanted) >= order.indexOf(current)) return values;
  if (state.openAnswers.backwardLifecycle === 'ignore') return rest;
  throw validationError(`The lifecycle stage cannot be set backwards from ${current} to ${wanted}.`, {
    errors: [
      {
        message: `The lifecycle stage cannot be set backwards from ${current} to ${wanted}.`,
        code: 'INVALID_LIFECYCLE_STAGE',
        context: { propertyName: ['lifecyclestage'] },
      },
    ],
  });
}
