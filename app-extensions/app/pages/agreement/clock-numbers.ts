import type { ClockNumber } from '../../../../src/api/agreement-page-contract.ts';

/** Every clock is in exactly one of these, in the order in which they are shown. */
export const clockNumbersShown = [
  'met',
  'breached',
  'running',
  'paused',
  'cancelled',
] as const satisfies readonly ClockNumber[];
