import type { Fact } from './facts.ts';

/** What a person said who corrected a stage, and who it was, by the id of a HubSpot user; empty when it is not known. */
export type CorrectionSaid = { id: string; reason: string; by: string };

/** Reads the correction out of the facts of a cause; null when none of them is one. */
export function correctionSaid(facts: readonly Pick<Fact, 'kind' | 'subject' | 'value'>[]): CorrectionSaid | null {
  const said = facts.find(({ kind, subject }) => kind === 'action' && subject.startsWith(prefix));
  if (said === undefined) return null;
  const { reason, by } = JSON.parse(said.value) as { reason?: string; by?: string | number };
  return { id: said.subject.slice(prefix.length), reason: reason ?? '', by: String(by ?? '') };
}

const prefix = 'stage-corrected:';
