import { clockNames } from '../../src/agreement/clock-names.ts';
import type { ClocksData, DeadlineData } from '../../src/api/clocks-contract.ts';
import { teamNames } from '../../src/journey/texts.ts';
import type { Language } from '../../src/journey/vocabulary.ts';
import { sampleSentences } from './card-sample-sentences.ts';

const asOf = '2026-11-20T09:30:00.000Z';

function clockIn(language: Language): ClocksData['clocks'][number] {
  return {
    id: 'contact~900001~1~purchase-decision~4~accept~1',
    kind: 'accept',
    label: clockNames.accept[language],
    stage: { id: 'purchase-decision', label: 'purchase-decision' },
    team: { id: 'sales', label: teamNames.sales[language] },
    lap: 2,
    state: 'running',
    startedAt: '2026-11-20T08:00:00.000Z',
    stoppedAt: null,
    dueAt: '2026-11-20T11:00:00.000Z',
    targetSeconds: 10_800,
    businessSeconds: 5400,
    pausedSeconds: 0,
    breachedBySeconds: 0,
    policyVersion: 1,
    calendarVersion: 1,
    revisedFrom: null,
  };
}

/** The clocks of a fictitious contact: one that is open, and whose its time was. */
export function clocksSample(language: Language): ClocksData {
  const party = (id: 'marketing' | 'sales' | 'service' | 'nobody', seconds: number, percent: number) => ({
    id,
    label: teamNames[id][language],
    seconds,
    percent,
  });
  const earlier = { ...clockIn(language), id: 'earlier', startedAt: '2026-08-01T08:00:00.000Z', stoppedAt: asOf };
  return {
    recordId: '900001',
    asOf,
    clocks: [earlier, clockIn(language)],
    handoffs: [],
    elapsed: {
      from: '2026-07-02T09:20:00.000Z',
      to: asOf,
      totalSeconds: 400_000,
      parties: [
        party('marketing', 240_000, 60),
        party('sales', 160_000, 40),
        party('service', 0, 0),
        party('nobody', 0, 0),
      ],
    },
  };
}

/** Why that clock is due when it is: with a pause and a holiday in it. */
export function deadlineSample(language: Language): DeadlineData {
  const span = (kind: 'counted' | 'paused' | 'holiday', from: string, to: string, name: string | null = null) => ({
    kind,
    from,
    to,
    name,
    facts: [],
  });
  return {
    clock: clockIn(language),
    within: { businessHours: 3 },
    zone: 'Asia/Seoul',
    endAt: asOf,
    countedSeconds: 5400,
    pausedSeconds: 1800,
    earlier: null,
    spans: [
      span('counted', '2026-11-20T08:00:00.000Z', '2026-11-20T09:00:00.000Z'),
      span('paused', '2026-11-20T09:00:00.000Z', asOf),
    ],
    ahead: [span('holiday', '2026-11-22T15:00:00.000Z', '2026-11-23T15:00:00.000Z', 'Erfundener Feiertag')],
    policyPublishedAt: '2026-01-01T00:00:00.000Z',
    sentences: [sampleSentences[language].formSent, sampleSentences[language].lifecycle],
  };
}
