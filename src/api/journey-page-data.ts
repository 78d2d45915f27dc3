import type { Model, Stage } from '../journey/models/model-schema.ts';
import { teamNames } from '../journey/texts.ts';
import type { ActivityKind, Language, OwnerTeam } from '../journey/vocabulary.ts';
import { sourceProperty } from '../measures/measured-record.ts';
import type { Durations, Share, StageMeasures } from '../measures/measures-report.ts';
import { shareOf } from '../measures/share.ts';
import { activityNames } from '../measures/texts/labels.ts';
import { valueName } from '../measures/texts/value-names.ts';
import type { Owner } from '../store/owners.ts';
import { type Counted, type CountRequest, minimumToSay } from './count-journeys.ts';
import type { JourneySplit, JourneyStage, ReadyJourneyPage } from './journey-page-contract.ts';
import { touchpointMapData } from './touchpoint-map-data.ts';

/** What was counted, as the page shows it: named in one language, stage by stage. */
export function journeyPageData(
  request: CountRequest,
  counted: Counted,
  owners: readonly Owner[],
  language: Language,
): ReadyJourneyPage {
  const { model, modelVersion } = request.current;
  const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString());
  return {
    state: 'ready',
    asOf: new Date(counted.asOf).toISOString(),
    object: request.object,
    model: {
      id: model.name,
      label: model.names[language],
      version: modelVersion,
      isCircular: model.newLap !== undefined,
    },
    since: iso(request.since),
    until: iso(request.until),
    minimum: minimumToSay,
    records: {
      measured: counted.records.measured,
      withoutStage: counted.records.withoutStage,
      timeReversed: counted.records.timeReversed,
      outdated: counted.records.outdated,
    },
    stages: counted.whole.stages.map((measures) => stageData(model, measures, language)),
    by: request.by,
    segments: (counted.splits[0]?.segments ?? []).map(({ segment, measures }) => ({
      value: segment,
      label: segmentLabel(request.by, segment, owners, language),
      stages: measures.stages.map((stage) => ({ id: stage.stage, ...numbersOf(model, stage) })),
    })),
    laps: counted.whole.laps.atLeast.map(({ lap, share }) => ({ lap, share: shareData(share) })),
  };
}

function stageData(model: Model, measures: StageMeasures, language: Language): JourneyStage {
  const stage = model.stages.find(({ id }) => id === measures.stage) as Stage;
  const team = (id: OwnerTeam) => ({ id, label: teamNames[id][language] });
  const label = (id: string) => model.stages.find((one) => one.id === id)?.names[language] ?? id;
  const plays = [...new Set(stage.plays.map(({ play }) => play))].flatMap(
    (id) => model.plays.find((play) => play.id === id) ?? [],
  );
  return {
    id: stage.id,
    label: stage.names[language],
    team: team(stage.lead.at(-1)?.team ?? 'nobody'),
    contributors: stage.contributors.map(team),
    nurtureTrack: stage.nurtureTrack?.names[language] ?? null,
    plays: plays.map((play) => ({
      id: play.id,
      label: play.names[language],
      team: team(play.team),
      reason: play.reasons[language],
    })),
    touches: measures.touches.map(({ kind, visits }) => ({
      kind,
      label: activityNames[kind as ActivityKind]?.[language] ?? kind,
      visits: shareData(visits),
    })),
    touchpointMap: touchpointMapData(model, stage, measures, language),
    outcomes: measures.outcomes.map(({ outcome, ended, marked }) => ({
      id: outcome,
      label: model.outcomes.find(({ id }) => id === outcome)?.names[language] ?? outcome,
      count: ended + marked,
    })),
    ...numbersOf(model, measures),
    next: measures.next.map(({ stage: id, ofEntered }) => ({
      stage: { id, label: label(id) },
      share: shareData(ofEntered),
    })),
  };
}

function numbersOf(model: Model, measures: StageMeasures) {
  const ids = model.stages.map(({ id }) => id);
  const place = ids.indexOf(measures.stage);
  const n = measures.entered - measures.endedByEdit;
  const forward = measures.next.filter(({ stage }) => ids.indexOf(stage) > place);
  const forwardCount = forward.reduce((sum, { ofEntered }) => sum + ofEntered.count, 0);
  return {
    entered: measures.entered,
    records: measures.records,
    now: measures.nowHere,
    nowByEdit: measures.nowByEdit,
    forward: shareData(shareOf(forwardCount, n, minimumToSay)),
    back: shareData(measures.fellBack.ofEntered),
    out: shareData(shareOf(measures.endedWithoutStage, n, minimumToSay)),
    edit: measures.endedByEdit,
    time: lengthsOf(measures.time),
    openAge: lengthsOf(measures.openAge),
  };
}

function shareData({ count, n, share }: Share) {
  return { count, n, share };
}

function lengthsOf({ n, medianMs, p90Ms }: Durations) {
  return { n, medianMs, p90Ms };
}

/** Null where nothing is known. */
function segmentLabel(
  by: JourneySplit | null,
  value: string,
  owners: readonly Owner[],
  language: Language,
): string | null {
  if (value === '') return null;
  if (by === 'owner') return owners.find(({ id }) => id === value)?.name ?? value;
  if (by === 'team') return teamNames[value as OwnerTeam]?.[language] ?? value;
  return by === 'source' ? valueName(sourceProperty, value, language) : value;
}
