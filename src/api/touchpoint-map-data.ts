import type { Model, Stage } from '../journey/models/model-schema.ts';
import type { ActivityKind, Language } from '../journey/vocabulary.ts';
import type { StageMeasures } from '../measures/measures-report.ts';
import { shareOf } from '../measures/share.ts';
import { activityNames } from '../measures/texts/labels.ts';
import { minimumToSay } from './count-journeys.ts';
import type { JourneyTouchpointMap } from './journey-page-contract.ts';

/** The touchpoint map of a stage in one language, with what took place of each kind. Null where the stage has none. */
export function touchpointMapData(
  model: Model,
  { touchpointMap }: Stage,
  counted: Pick<StageMeasures, 'touches' | 'entered'>,
  language: Language,
): JourneyTouchpointMap | null {
  if (touchpointMap === undefined) return null;
  const { touchpoints, decisions } = touchpointMap;
  return {
    touchpoints: touchpoints.map(({ id, place, names, occasions, kinds }) => ({
      ...{ id, place, label: names[language], occasion: occasions[language] },
      kinds: kinds.map((kind) => tookPlace(kind, counted, language)),
    })),
    decisions: decisions.map(({ id, names, leadsTo }) => ({
      ...{ id, label: names[language] },
      leadsTo: leadsTo.map((destination) => destinationOf(model, destination, language)),
    })),
  };
}

function tookPlace(
  kind: ActivityKind,
  { touches, entered }: Pick<StageMeasures, 'touches' | 'entered'>,
  language: Language,
) {
  const found = touches.find((one) => one.kind === kind);
  const { count, n, share } = found?.visits ?? shareOf(0, entered, minimumToSay);
  return { kind, label: activityNames[kind][language], touches: found?.count ?? 0, visits: { count, n, share } };
}

function destinationOf({ stages, outcomes }: Model, id: string, language: Language) {
  const stage = stages.find((one) => one.id === id);
  const outcome = outcomes.find((one) => one.id === id);
  const kind = stage === undefined ? ('outcome' as const) : ('stage' as const);
  return { id, kind, label: (stage ?? outcome)?.names[language] ?? id };
}
