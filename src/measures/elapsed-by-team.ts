import { addElapsedTimes, type ElapsedInput, type ElapsedTime, leadTimes } from '../agreement/elapsed/elapsed-time.ts';
import type { Team } from '../journey/vocabulary.ts';

/**
 * To whom business time belonged: in all, and in the stretches in which each team had the lead, where it is that team's own or the
 * client's. The teams' parts and what was nobody's add up to the whole.
 */
export type ElapsedByTeam = { whole: ElapsedTime; teams: Record<Team, ElapsedTime> };

/** The time of one record in a period, by the team that led. */
export function elapsedByTeam(input: ElapsedInput): ElapsedByTeam {
  const times = leadTimes(input);
  const ledBy = (team: Team) => times.filter((time) => time.team === team);
  return { whole: addElapsedTimes(times), teams: ofTeams((team) => addElapsedTimes(ledBy(team))) };
}

/** The times of several records together. */
export function addElapsedByTeam(parts: readonly ElapsedByTeam[]): ElapsedByTeam {
  return {
    whole: addElapsedTimes(parts.map(({ whole }) => whole)),
    teams: ofTeams((team) => addElapsedTimes(parts.map((part) => part.teams[team]))),
  };
}

function ofTeams(give: (team: Team) => ElapsedTime): Record<Team, ElapsedTime> {
  return { marketing: give('marketing'), sales: give('sales'), service: give('service') };
}
