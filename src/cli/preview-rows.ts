import { type OwnerTeam, ownerTeams } from '../journey/vocabulary.ts';
import type { ComparedCounts, ComparedModel } from '../measures/compare-models.ts';
import type { Preview } from '../preview-model.ts';

/** One line of a table of counts; null where a side does not have what the line is about. */
export type PreviewRow = { label: string; before: number | null; after: number | null };

/**
 * The stages of a preview. Where the models have one name, each stage of the draft with what it was before, then the stages that
 * the draft no longer has. Stages of models with different names are different stages: first those of one, then of the other.
 */
export function stageRows(
  { models }: Pick<Preview, 'models'>,
  { before, after }: ComparedCounts['stages'],
): PreviewRow[] {
  const isOtherModel = models.before.name !== models.after.name;
  const countIn = (counts: ComparedCounts['stages']['before'], stage: string | null) =>
    counts.find((found) => found.stage === stage)?.count ?? null;
  const ofDraft = models.after.stages.map(({ id }) => ({
    label: labelOf(models.after, id, isOtherModel),
    before: isOtherModel ? null : countIn(before, id),
    after: countIn(after, id),
  }));
  const gone = models.before.stages
    .filter(({ id }) => isOtherModel || !models.after.stages.some((stage) => stage.id === id))
    .map(({ id }) => ({ label: labelOf(models.before, id, isOtherModel), before: countIn(before, id), after: null }));
  const without = { before: countIn(before, null) ?? 0, after: countIn(after, null) ?? 0 };
  return [
    ...(isOtherModel ? [...gone, ...ofDraft] : [...ofDraft, ...gone]),
    ...(without.before + without.after === 0 ? [] : [{ label: stageName(models.after, null), ...without }]),
  ];
}

/** The teams of a preview; nobody only where somebody is nobody's. */
export function teamRows({ before, after }: ComparedCounts['stages']): PreviewRow[] {
  const countOf = (counts: ComparedCounts['stages']['before'], team: OwnerTeam) =>
    counts.reduce((sum, { teams }) => sum + (teams[team] ?? 0), 0);
  return ownerTeams
    .map((team) => ({ label: team, before: countOf(before, team), after: countOf(after, team) }))
    .filter((row) => row.label !== 'nobody' || row.before + row.after > 0);
}

/** A stage as people call it in English. */
export function stageName(model: ComparedModel, stage: string | null): string {
  if (stage === null) return 'no stage';
  return model.stages.find(({ id }) => id === stage)?.names.en ?? stage;
}

function labelOf(model: ComparedModel, stage: string, withModel: boolean): string {
  const name = stageName(model, stage);
  return withModel ? `${model.names.en}: ${name}` : name;
}
