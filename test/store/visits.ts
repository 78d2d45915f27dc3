import type { JourneyRecord } from '../../src/journey/facts.ts';
import type { Journey, Visit } from '../../src/journey/visits.ts';
import type { ReplayedJourney } from '../../src/store/save-journeys.ts';
import { of } from './hear.ts';

/** A visit in a stage; open unless it says when it was left. */
export function visit(stage: string, enteredAt: number, rest: Partial<Visit> = {}): Visit {
  const team = rest.team ?? 'marketing';
  return {
    lap: 1,
    stage,
    enteredAt,
    leftAt: null,
    move: 'start',
    outcome: '',
    team,
    teams: [{ team, from: enteredAt }],
    owner: '',
    marks: [],
    cause: { rule: `${stage}/rule`, facts: [] },
    ...rest,
  };
}

export function journeyOf(record: JourneyRecord, visits: Visit[], rest: Partial<Journey> = {}): Journey {
  return { record, model: { name: 'lead-funnel', version: 1 }, visits, flags: [], nextFlipAt: null, ...rest };
}

/** A journey to save, made from the ledger at a version. */
export function replayed(
  accountId: string,
  journey: Journey,
  ledgerVersion: number,
  rest: Partial<ReplayedJourney> = {},
): ReplayedJourney {
  const desiredTags = JSON.stringify({ journey_steward_stage: journey.visits.at(-1)?.stage ?? '' });
  return {
    record: of(accountId, journey.record),
    ledgerVersion,
    modelVersion: 1,
    journey,
    desiredTags,
    restMs: 0,
    ...rest,
  };
}
