import type { Instant } from '../../journey/instant.ts';
import { type Team, teams } from '../../journey/vocabulary.ts';
import { businessBetween } from '../calendar/business-time.ts';
import { workingHours } from '../calendar/working-hours.ts';
import type { AgreementVersion, ClocksOfRecord, Lead } from '../clock.ts';
import { wholePercents } from './whole-percents.ts';

/** To whom the time of a journey belongs: the team that leads; the client, while the clocks are paused; or nobody. */
export const parties = [...teams, 'client', 'nobody'] as const;
export type Party = (typeof parties)[number];

/** The business time of a journey by whom it belongs to, ms; `percent` adds up to 100, or is 0 throughout where there is none. */
export type ElapsedTime = { ms: Record<Party, number>; totalMs: number; percent: Record<Party, number> };

export type ElapsedInput = {
  clocks: Pick<ClocksOfRecord, 'leads' | 'pauses'>;
  versions: readonly AgreementVersion[];
  /** The period that is told of; what lies outside does not count. */
  fromMs: Instant;
  toMs: Instant;
};

/** To whom the business time of a record belonged in a period. */
export function elapsedTime(input: ElapsedInput): ElapsedTime {
  return withShares(sumOf(leadTimes(input)));
}

/** The time of one stretch of a journey in which nobody else took the lead: its team's own and the client's, or nobody's. */
export type LeadTime = Pick<Lead, 'team' | 'stage'> & { ms: Record<Party, number> };

/**
 * To whom the business time of each stretch of a record belonged in a period. Time is counted by the calendar of the team that leads, as
 * clocks do; time that is nobody's by that of the team that led before, and before all others by that of the first team that has one.
 */
export function leadTimes({ clocks, versions, fromMs, toMs }: ElapsedInput): LeadTime[] {
  const times: LeadTime[] = [];
  let lastTeam: Team | null = null;
  for (const lead of clocks.leads) {
    if (lead.team !== 'nobody') lastTeam = lead.team;
    const hours = hoursOf(versions, lead, lastTeam);
    const from = Math.max(fromMs, lead.fromMs);
    const to = Math.min(toMs, lead.toMs ?? toMs);
    if (hours === null || to <= from) continue;
    const all = businessBetween(hours.hours, from, to);
    const paused = clocks.pauses
      .filter(({ policyVersion }) => policyVersion === hours.version)
      .reduce((sum, pause) => {
        const [begins, ends] = [Math.max(from, pause.fromMs), Math.min(to, pause.toMs ?? to)];
        return begins < ends ? sum + businessBetween(hours.hours, begins, ends) : sum;
      }, 0);
    const own = lead.team === 'nobody' ? { nobody: all } : { client: paused, [lead.team]: all - paused };
    times.push({ team: lead.team, stage: lead.stage, ms: { ...noTime(), ...own } });
  }
  return times;
}

/** The elapsed times of several records together. */
export function addElapsedTimes(times: Iterable<Pick<ElapsedTime, 'ms'>>): ElapsedTime {
  return withShares(sumOf(times));
}

function sumOf(times: Iterable<Pick<ElapsedTime, 'ms'>>): Record<Party, number> {
  const ms = noTime();
  for (const time of times) for (const party of parties) ms[party] += time.ms[party];
  return ms;
}

function withShares(ms: Record<Party, number>): ElapsedTime {
  const totalMs = parties.reduce((sum, party) => sum + ms[party], 0);
  const percents = wholePercents(parties.map((party) => ms[party]));
  return { ms, totalMs, percent: recordOf((_, index) => percents[index] ?? 0) };
}

function noTime(): Record<Party, number> {
  return recordOf(() => 0);
}

function recordOf(give: (party: Party, index: number) => number): Record<Party, number> {
  return Object.fromEntries(parties.map((party, index) => [party, give(party, index)])) as Record<Party, number>;
}

/** The working hours by which the time of a lead is counted, and the version of the agreement that they are of. */
function hoursOf(versions: readonly AgreementVersion[], lead: Lead, lastTeam: Team | null) {
  const inForce = versions.find(({ version }) => version === lead.policyVersion);
  if (inForce === undefined) return null;
  const given = inForce.agreement.teams;
  const team = lead.team === 'nobody' ? (lastTeam ?? teams.find((one) => given[one] !== undefined)) : lead.team;
  const calendar = team && given[team]?.calendar;
  return calendar === undefined ? null : { hours: workingHours(calendar), version: inForce.version };
}
