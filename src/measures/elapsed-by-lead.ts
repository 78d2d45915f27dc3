import { addElapsedTimes, type ElapsedTime, type LeadTime, parties } from '../agreement/elapsed/elapsed-time.ts';
import type { Team } from '../journey/vocabulary.ts';

/** The business time of many records by the team that led and the stage in which it did, one entry for each pair. */
export type LeadTally = Map<string, LeadTime>;

/** Adds the stretches of a record. */
export function addLeadTimes(tally: LeadTally, times: readonly LeadTime[]): void {
  for (const { team, stage, ms } of times) {
    const key = JSON.stringify([team, stage]);
    const sum = tally.get(key);
    if (sum === undefined) tally.set(key, { team, stage, ms: { ...ms } });
    else for (const party of parties) sum.ms[party] += ms[party];
  }
}

/** To whom the time belonged while a team led, in a stage; of all teams or stages where none is named. */
export function elapsedWhile(
  tally: LeadTally,
  narrowed: { team?: Team | undefined; stage?: string | undefined },
): ElapsedTime {
  const { team, stage } = narrowed;
  return addElapsedTimes(
    [...tally.values()].filter(
      (time) => (team === undefined || time.team === team) && (stage === undefined || time.stage === stage),
    ),
  );
}
