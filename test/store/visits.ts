import type { Clock, Handoff } from '../../src/agreement/clock.ts';
import type { JourneyRecord } from '../../src/journey/facts.ts';
import type { Journey, Visit } from '../../src/journey/visits.ts';
import { nothingAgreed } from '../../src/store/save-clocks.ts';
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
    agreed: nothingAgreed,
    desiredTags,
    restMs: 0,
    ...rest,
  };
}

/** A clock of convert that began at 1 and is due at 5. */
export function clockOf({ objectType, recordId }: JourneyRecord, rest: Partial<Clock> = {}): Clock {
  return {
    key: `${objectType}/${recordId}/1/convert/1/first-touch/1`,
    kind: 'first-touch',
    stage: 'convert',
    team: 'sales',
    lap: 1,
    startedAtMs: 1,
    stoppedAtMs: null,
    dueAtMs: 5,
    state: 'running',
    targetSeconds: 3600,
    businessSeconds: 0,
    pausedSeconds: 0,
    breachedBySeconds: 0,
    policyVersion: 1,
    calendarVersion: 1,
    steps: [],
    nextChangeAtMs: 5,
    ...rest,
  };
}

/** What marketing offers sales at 1. */
export function handoffOf({ objectType, recordId }: JourneyRecord, rest: Partial<Handoff> = {}): Handoff {
  return {
    key: `${objectType}/${recordId}/1/convert/1/handoff/1`,
    stage: 'convert',
    lap: 1,
    from: 'marketing',
    to: 'sales',
    offeredAtMs: 1,
    cause: 'stage',
    because: null,
    state: 'offered',
    acceptedAtMs: null,
    acceptedBy: null,
    returnedAtMs: null,
    returned: null,
    ...rest,
  };
}
