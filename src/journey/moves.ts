import type { Fact, HeardFact } from './facts.ts';
import type { MoveKind } from './vocabulary.ts';

/**
 * HubSpot's names for changes that no buyer made: imports, merges, migrations, edits of many records at once, and edits of
 * a pipeline's settings that rewrite the deals in it.
 */
const noiseSources: ReadonlySet<string> = new Set([
  'IMPORT',
  'CRM_UI_BULK_ACTION',
  'MERGE_CONTACTS',
  'MERGE_COMPANIES',
  'MERGE_OBJECTS',
  'MIGRATION',
  'PIPELINE_SETTINGS',
]);

/** Whether a move is noise: every fact that caused it came from an import, a merge, a migration or a bulk edit. */
export function isNoise(causes: readonly HeardFact[]): boolean {
  return (
    causes.length > 0 && causes.every((fact) => fact.kind === 'merged' || noiseSources.has(fact.hearing.changeSource))
  );
}

/**
 * The facts that caused a move: those of the change point on which the new stage's rule holds. Where the rule held before
 * and a further stage's rule has ceased to hold, they are all that changed at the change point.
 */
export function causesOf(changed: readonly HeardFact[], support: readonly Fact[]): readonly HeardFact[] {
  const supporting = changed.filter((fact) => support.includes(fact));
  return supporting.length > 0 ? supporting : changed;
}

/** The kind of a move between two stages of one lap, by their positions in the model. */
export function moveBetween(from: number, to: number): MoveKind {
  if (to === from) return 'start';
  if (to < from) return 'regress';
  return to === from + 1 ? 'advance' : 'skip';
}
