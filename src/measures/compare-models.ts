import type { Model } from '../journey/models/model-schema.ts';
import { type Journey, openVisit } from '../journey/visits.ts';
import { type ObjectType, type OwnerTeam, objectTypes } from '../journey/vocabulary.ts';
import { addToTally, emptyTally, type StageCount, type StageTally, tallyOf } from './stage-tally.ts';

/** A model as far as a comparison has to name it: its stages from the earliest to the furthest. */
export type ComparedModel = Pick<Model, 'name' | 'names'> & { stages: Pick<Model['stages'][number], 'id' | 'names'>[] };

/** Records of one type that stand elsewhere under the draft, from one place to another. A stage of null: without a stage. */
export type ComparedMove = {
  objectType: ObjectType;
  fromStage: string | null;
  fromTeam: OwnerTeam;
  toStage: string | null;
  toTeam: OwnerTeam;
  count: number;
  /** The ids of the first few of them. */
  examples: string[];
};

type BeforeAndAfter = { before: StageCount[]; after: StageCount[] };

/** What was counted, of all records or of those of one type. */
export type ComparedCounts = {
  records: number;
  /** Records whose stage or team differs. */
  changed: number;
  /** Where the records stand now. Each of them counts once, in a stage or without one. */
  stages: BeforeAndAfter;
  /**
   * How often a stage was entered from `since` on, with the team that led first; visits by noise are left out. Null when no
   * `since` was given.
   */
  entries: BeforeAndAfter | null;
};

/** Two models over the same records. Instants in ms; `moves` are the most frequent first. */
export type Comparison = ComparedCounts & {
  now: number;
  since: number | null;
  models: { before: ComparedModel; after: ComparedModel };
  objectTypes: (ComparedCounts & { objectType: ObjectType })[];
  moves: ComparedMove[];
};

const mostExamples = 5;

type Counts = { records: number; changed: number } & Record<
  'stages' | 'entries',
  Record<'before' | 'after', StageTally>
>;

/** A comparison while records are added. Its size depends on the two models, never on the number of records. */
export type OpenComparison = {
  current: Model;
  draft: Model;
  now: number;
  since: number | null;
  counts: Map<ObjectType, Counts>;
  moves: Map<string, ComparedMove>;
};

/** Begins to compare what records are under the model in force with what they would be under a draft, both as of `now`. */
export function beginComparison(
  current: Model,
  draft: Model,
  { now, since }: { now: number; since: number | null },
): OpenComparison {
  return { current, draft, now, since, counts: new Map(), moves: new Map() };
}

/**
 * Adds one record, by its journeys under both models.
 *
 * A record is changed when its stage or its team differs. A stage is a stage of its model: with another model name every
 * record that has a stage is changed, even if the stages are spelt the same. That is what people meet in HubSpot, where the
 * tag's value is `model:stage`: each workflow, segment and report that names the former value loses the record.
 */
export function addRecord(comparison: OpenComparison, before: Journey, after: Journey): void {
  const { objectType, recordId } = before.record;
  const counts = comparison.counts.get(objectType) ?? noCounts();
  comparison.counts.set(objectType, counts);
  const from = placeOf(before);
  const to = placeOf(after);
  counts.records += 1;
  addToTally(counts.stages.before, from.stage, from.team);
  addToTally(counts.stages.after, to.stage, to.team);
  addEntries(comparison, counts.entries.before, before);
  addEntries(comparison, counts.entries.after, after);
  if (isSamePlace(comparison, from, to)) return;
  counts.changed += 1;
  const key = JSON.stringify([objectType, from.stage, from.team, to.stage, to.team]);
  const move = comparison.moves.get(key) ?? {
    objectType,
    fromStage: from.stage,
    fromTeam: from.team,
    toStage: to.stage,
    toTeam: to.team,
    count: 0,
    examples: [],
  };
  comparison.moves.set(key, move);
  move.count += 1;
  if (move.examples.length < mostExamples) move.examples.push(recordId);
}

/** What was counted so far. */
export function finishComparison(comparison: OpenComparison): Comparison {
  const { current, draft, now, since, counts, moves } = comparison;
  const present = objectTypes.flatMap((objectType) => {
    const own = counts.get(objectType);
    return own === undefined ? [] : [{ objectType, own }];
  });
  return {
    now,
    since,
    models: { before: comparedModel(current), after: comparedModel(draft) },
    ...countsOf(
      comparison,
      present.map(({ own }) => own),
    ),
    objectTypes: present.map(({ objectType, own }) => ({ objectType, ...countsOf(comparison, [own]) })),
    moves: [...moves.values()].sort((left, right) => right.count - left.count),
  };
}

type Place = { stage: string | null; team: OwnerTeam };

function placeOf(journey: Journey): Place {
  const open = openVisit(journey);
  return open === null ? { stage: null, team: 'nobody' } : { stage: open.stage, team: open.team };
}

function isSamePlace({ current, draft }: OpenComparison, from: Place, to: Place): boolean {
  const isSameStage = from.stage === to.stage && (from.stage === null || current.name === draft.name);
  return isSameStage && from.team === to.team;
}

function addEntries({ since, now }: OpenComparison, tally: StageTally, journey: Journey): void {
  if (since === null) return;
  for (const visit of journey.visits) {
    if (visit.move === 'noise' || visit.enteredAt < since || visit.enteredAt > now) continue;
    addToTally(tally, visit.stage, visit.teams[0]?.team ?? visit.team);
  }
}

function noCounts(): Counts {
  const both = () => ({ before: emptyTally(), after: emptyTally() });
  return { records: 0, changed: 0, stages: both(), entries: both() };
}

function countsOf({ current, draft, since }: OpenComparison, parts: readonly Counts[]): ComparedCounts {
  const total = (pick: (part: Counts) => number) => parts.reduce((sum, part) => sum + pick(part), 0);
  const both = (what: 'stages' | 'entries'): BeforeAndAfter => ({
    before: tallyOf(
      current,
      parts.map((part) => part[what].before),
    ),
    after: tallyOf(
      draft,
      parts.map((part) => part[what].after),
    ),
  });
  return {
    records: total(({ records }) => records),
    changed: total(({ changed }) => changed),
    stages: both('stages'),
    entries: since === null ? null : both('entries'),
  };
}

function comparedModel({ name, names, stages }: Model): ComparedModel {
  return { name, names, stages: stages.map((stage) => ({ id: stage.id, names: stage.names })) };
}
