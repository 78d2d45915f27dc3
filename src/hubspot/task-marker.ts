import { createHash } from 'node:crypto';
import type { StepKey } from '../store/clock-steps.ts';

/**
 * The text by which a task is known to be ours, and for which step of which clock: HubSpot has no key under which a second task
 * would be refused. It is a digest, so it names nobody.
 */
export function taskMarker({ accountId, objectType, recordId, clockKey, step }: StepKey): string {
  const key = JSON.stringify([accountId, objectType, recordId, clockKey, step]);
  return `journey-steward:${createHash('sha256').update(key).digest('hex').slice(0, 24)}`;
}

/** The marker in a task's body; null when the task is somebody else's. */
export function markerIn(body: string): string | null {
  return /journey-steward:[0-9a-f]{24}/.exec(body)?.[0] ?? null;
}
