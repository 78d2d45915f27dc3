import type { Model } from '../journey/models/model-schema.ts';
import { type OwnerTeam, ownerTeams } from '../journey/vocabulary.ts';

/** How many stand in a stage, and how many of them each team leads; only teams that lead somebody are named. */
export type StageCount = { stage: string | null; count: number; teams: Partial<Record<OwnerTeam, number>> };

/** Counts by stage and team while they are counted. */
export type StageTally = Map<string | null, Map<OwnerTeam, number>>;

export function emptyTally(): StageTally {
  return new Map();
}

export function addToTally(tally: StageTally, stage: string | null, team: OwnerTeam): void {
  const teams = tally.get(stage) ?? new Map<OwnerTeam, number>();
  tally.set(stage, teams.set(team, (teams.get(team) ?? 0) + 1));
}

/**
 * Tallies of one model together: each of its stages in the model's order, empty ones too, and then what has no stage, if
 * there is any.
 */
export function tallyOf(model: Pick<Model, 'stages'>, tallies: readonly StageTally[]): StageCount[] {
  const counts = model.stages.map(({ id }) => countOf(id, tallies));
  const without = countOf(null, tallies);
  return without.count === 0 ? counts : [...counts, without];
}

function countOf(stage: string | null, tallies: readonly StageTally[]): StageCount {
  const teams: StageCount['teams'] = {};
  let count = 0;
  for (const team of ownerTeams) {
    const own = tallies.reduce((sum, tally) => sum + (tally.get(stage)?.get(team) ?? 0), 0);
    if (own === 0) continue;
    teams[team] = own;
    count += own;
  }
  return { stage, count, teams };
}
