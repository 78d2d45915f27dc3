import {
  type JourneyStage,
  journeyPageDataSchema,
  type ReadyJourneyPage,
} from '../../../src/api/journey-page-contract.ts';
import { touchpointMapData } from '../../../src/api/touchpoint-map-data.ts';
import { preset } from '../../../src/journey/models/presets.ts';
import { teamNames } from '../../../src/journey/texts.ts';
import type { Language } from '../../../src/journey/vocabulary.ts';
import { shareOf } from '../../../src/measures/share.ts';

const share = (count: number, n: number) => ({ count, n, share: n < 10 ? null : count / n });
const dayMs = 86_400_000;

/** The buying cycle of an invented account: 40 entered the first stage, 4 fewer each one after it. */
export function journeySample(language: Language, change: Partial<ReadyJourneyPage> = {}): ReadyJourneyPage {
  const model = preset('buying-cycle');
  const stages = model.stages.map((stage, index): JourneyStage => {
    const entered = 40 - index * 4;
    const next = model.stages[index + 1];
    const team = stage.lead.at(-1)?.team ?? 'nobody';
    const numbers = numbersOf(entered);
    return {
      id: stage.id,
      label: stage.names[language],
      team: { id: team, label: teamNames[team][language] },
      contributors: [],
      nurtureTrack: stage.nurtureTrack?.names[language] ?? null,
      plays: [
        { id: 'p', label: `play ${index}`, team: { id: 'sales', label: teamNames.sales[language] }, reason: 'why' },
      ],
      touches: [{ kind: 'call', label: 'call', visits: share(7, entered) }],
      touchpointMap: touchpointMapData(
        model,
        stage,
        { entered, touches: [{ kind: 'call', count: 9, visits: shareOf(7, entered, 10) }] },
        language,
      ),
      outcomes: [{ id: 'won', label: 'outcome', count: 3 }],
      ...numbers,
      next: next === undefined ? [] : [{ stage: { id: next.id, label: next.names[language] }, share: numbers.forward }],
    };
  });
  const data = {
    state: 'ready' as const,
    asOf: '2026-11-20T15:00:00.000Z',
    object: 'contact' as const,
    model: { id: model.name, label: model.names[language], version: 3, isCircular: true },
    ...{ since: null, until: null, minimum: 10 },
    records: { measured: 60, withoutStage: 5, timeReversed: 1, outdated: 21 },
    stages,
    by: null,
    segments: [],
    laps: [{ lap: 2, share: share(8, 60) }],
    ...change,
  };
  return journeyPageDataSchema.parse(data) as ReadyJourneyPage;
}

export function numbersOf(entered: number) {
  return {
    ...{ entered, records: entered, now: 3, nowByEdit: 1, edit: 2 },
    forward: share(entered - 5, entered),
    back: share(2, entered),
    out: share(0, entered),
    time: { n: entered, medianMs: 14 * dayMs, p90Ms: 40 * dayMs },
    openAge: { n: 3, medianMs: null, p90Ms: null },
  };
}
