import type { Account } from '../../store/accounts.ts';
import type { Store } from '../../store/operations.ts';
import type { RepairState } from '../../store/read-repairs.ts';
import { isReadable } from '../../store/readable-types.ts';
import { isCompared, repairSummary } from '../draw-repair.ts';
import { type Finding, note, ok, problem, spanText } from './finding.ts';

/** Every account is compared with its portal each night; two nights without are no chance, in ms. */
const longAgoMs = 2 * 86_400_000;

/** When an account was last compared with its portal, and what that recovered. */
export async function examineComparison(
  store: Pick<Store, 'readRepairs'>,
  { accountId, scopes }: Account,
  { now, journeyNow }: { now: number; journeyNow: number },
): Promise<Finding[]> {
  // What may not be read grows old by itself; the missing scope is told in its own place.
  const states = (await store.readRepairs({ accountId, now })).filter(({ objectType }) =>
    isReadable(objectType, scopes),
  );
  if (states.length === 0) {
    return [note('comparison', 'Not compared with the portal yet: it happens each night, once the past is read.')];
  }
  const checkedAt = Math.min(...states.map((state) => state.checkedAt ?? state.since));
  const age = journeyNow - checkedAt;
  if (age > longAgoMs) {
    const remedy = 'See whether the app runs, and what its log says; `journey-steward repair` compares at once.';
    return [problem('comparison', `Last compared with the portal ${spanText(age)} ago.${failureOf(states)}`, remedy)];
  }
  const summary = repairSummary(states);
  return [isCompared(states) ? ok('comparison', summary) : note('comparison', summary + failureOf(states))];
}

function failureOf(states: readonly RepairState[]): string {
  const failure = states.find((state) => state.failure !== null && state.finishedAt === null)?.failure;
  return failure == null ? '' : ` Last failure: ${failure}`;
}
