import type { Fact } from '../facts.ts';
import type { ActivityKind } from '../vocabulary.ts';
import type { Evidence } from './evidence.ts';

/** The latest activity of some kinds that the evidence knows of. */
export function latestActivity(evidence: Evidence, kinds: readonly ActivityKind[]): Fact | null {
  let latest: Fact | null = null;
  for (const kind of kinds) latest = laterOf(latest, evidence.activities.get(kind)?.fact ?? null);
  return latest;
}

export function laterOf(first: Fact | null, second: Fact | null): Fact | null {
  if (first === null || second === null) return first ?? second;
  return second.occurredAt > first.occurredAt ? second : first;
}
