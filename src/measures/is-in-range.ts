import type { MeasureOptions } from './measure-options.ts';
import type { MeasuredVisit } from './measured-record.ts';

/** Whether a visit began in the period that is measured. */
export function isInRange(
  { since, until }: Pick<MeasureOptions, 'since' | 'until'>,
  { enteredAt }: Pick<MeasuredVisit, 'enteredAt'>,
): boolean {
  return (since === null || enteredAt >= since) && (until === null || enteredAt < until);
}
