import { describe, expect, it } from 'vitest';
import { buildScenario } from '../../../sandbox/scenario/build-scenario.ts';
import { preset } from '../../../src/journey/models/presets.ts';
import type { Visit } from '../../../src/journey/visits.ts';
import { replayContacts } from './replay-scenario.ts';

const events = buildScenario({ portalId: 20_260_101 });

function visitsUnder(modelName: string): Visit[] {
  return replayContacts(preset(modelName), events).flatMap((journey) => journey.visits);
}

function distinct(values: string[]): string[] {
  return [...new Set(values)].toSorted();
}

describe('the year of the scenario, replayed', () => {
  it('gives a journey to everybody but the two that became one and the one who asked to be forgotten', () => {
    const journeys = replayContacts(preset('lead-funnel'), events);
    expect(journeys.filter((journey) => journey.visits.length > 0)).toHaveLength(58);
    expect(journeys.flatMap((journey) => journey.flags)).toEqual([]);
  });

  it('passes through every stage of the lead funnel, and ends with somebody in each', () => {
    const stages = ['attract', 'capture', 'convert', 'expand', 'nurture'];
    const visits = visitsUnder('lead-funnel');
    expect(distinct(visits.map((visit) => visit.stage))).toEqual(stages);
    expect(distinct(visits.filter((visit) => visit.leftAt === null).map((visit) => visit.stage))).toEqual(stages);
  });

  it('has every kind of move that nobody makes by hand', () => {
    const moves = visitsUnder('lead-funnel').map((visit) => visit.move);
    expect(distinct(moves)).toEqual(['advance', 'noise', 'regress', 'skip', 'start']);
    expect(moves.filter((move) => move === 'noise')).toHaveLength(12 + 5);
  });

  it('wins, loses and leaves undecided', () => {
    const outcomes = visitsUnder('lead-funnel').map((visit) => `${visit.stage} ${visit.outcome}`);
    expect(outcomes).toEqual(
      expect.arrayContaining(['convert won', 'convert lost', 'convert no-decision', 'nurture won']),
    );
  });

  it.each(['client-lifecycle', 'buying-cycle'])('goes round again under %s', (modelName) => {
    const visits = visitsUnder(modelName);
    expect(visits.filter((visit) => visit.move === 'new-lap')).toHaveLength(3);
    expect(visits.every((visit) => visit.lap <= 2)).toBe(true);
  });

  it('has clients between two engagements, and former clients of both camps', () => {
    const visits = visitsUnder('client-lifecycle');
    expect(visits.map((visit) => visit.stage)).toContain('between-engagements');
    const former = visits.filter((visit) => visit.stage === 'former-client');
    expect(distinct(former.map((visit) => visit.outcome))).toEqual(['advocate', 'gone']);
  });
});
