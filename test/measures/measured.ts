import type { HeardFact } from '../../src/journey/facts.ts';
import { preset } from '../../src/journey/models/presets.ts';
import { addRecord, addReferral, beginMeasures, finishMeasures } from '../../src/measures/measure-journeys.ts';
import type { MeasureOptions } from '../../src/measures/measure-options.ts';
import type { MeasuredRecord, MeasuredVisit } from '../../src/measures/measured-record.ts';
import type { StageMeasures } from '../../src/measures/measures-report.ts';
import { type ReplayOptions, replayHistory } from '../journey/journey-text.ts';
import { instantOf } from '../journey/notation.ts';

export const funnelStages = preset('lead-funnel').stages.map(({ id }) => id);

/** A record as measures read it; what is left out is unknown. */
export function measuredRecord(recordId: string, rest: Partial<MeasuredRecord> = {}): MeasuredRecord {
  return { recordId, modelVersion: 1, flags: [], visits: [], values: new Map(), createdAt: null, touches: [], ...rest };
}

/** The record of a written history, replayed. */
export function historyRecord(
  recordId: string,
  history: string | readonly HeardFact[],
  rest: Partial<MeasuredRecord> & { replay?: ReplayOptions } = {},
): MeasuredRecord {
  const { replay, ...known } = rest;
  const { visits, flags } = replayHistory(history, replay);
  return measuredRecord(recordId, { visits, flags, ...known });
}

/** Reads `capture d1–d4 start lost; nurture d4– noise (lap 2)`, as `visitLines` writes it. */
export function visitsOf(text: string, rest: Partial<MeasuredVisit> = {}): MeasuredVisit[] {
  return text.split(';').map((line) => {
    const match = /^(\S+) (d[^–]*)–(d.*?)? ([a-z-]+)(?: ([a-z-]+))?(?: \(lap (\d+)\))?$/.exec(line.trim());
    if (match === null) throw new Error(`"${line}" is no visit.`);
    const [, stage = '', entered = '', left, move = '', outcome = '', lap = '1'] = match;
    return {
      stage,
      enteredAt: instantOf(entered),
      leftAt: left === undefined ? null : instantOf(left),
      move: move as MeasuredVisit['move'],
      outcome,
      lap: Number(lap),
      team: 'marketing',
      owner: '',
      ...rest,
    };
  });
}

/** Measures some records as of day 1000, with no minimum unless the options say otherwise. */
export function measure(
  records: readonly MeasuredRecord[],
  options: Partial<MeasureOptions> = {},
): ReturnType<typeof finishMeasures> {
  const counts = beginMeasures({
    stages: funnelStages,
    modelVersion: 1,
    asOf: instantOf('d1000'),
    since: null,
    until: null,
    minimum: 1,
    splits: [],
    valueProperties: [],
    amountProperties: [],
    signals: [],
    withWonDeals: false,
    ...options,
  });
  for (const record of records) addRecord(counts, record);
  for (const referral of counts.named) {
    addReferral(counts, referral, records.find(({ recordId }) => recordId === referral.referredBy) ?? null);
  }
  return finishMeasures(counts);
}

export function stageOf(measured: Pick<ReturnType<typeof measure>, 'whole'>, stage: string): StageMeasures {
  return measured.whole.stages.find((candidate) => candidate.stage === stage)!;
}
