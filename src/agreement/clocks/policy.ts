import type { Instant } from '../../journey/instant.ts';
import type { Visit } from '../../journey/visits.ts';
import type { OwnerTeam, Team } from '../../journey/vocabulary.ts';
import type { AgreedStage } from '../agreement-schema.ts';
import type { Calendar } from '../calendar-schema.ts';
import type { AgreementVersion } from '../clock.ts';

/** An agreement in force for a visit from an instant on. */
export type Policy = { version: AgreementVersion; fromMs: Instant };

/**
 * The agreements that a visit is under, one after the other: the one that was in force when it began, and those that were
 * published while it went on for open visits, too. The first agreement of all is also that of the time before it.
 */
export function policiesOf(
  versions: readonly AgreementVersion[],
  visit: Pick<Visit, 'enteredAt' | 'leftAt'>,
  now: Instant,
): Policy[] {
  const end = visit.leftAt ?? now;
  const policies: Policy[] = [];
  for (const version of inOrder(versions)) {
    const { publishedAtMs, appliesTo } = version;
    if (policies.length === 0 || publishedAtMs <= visit.enteredAt) {
      policies.splice(0, policies.length, { version, fromMs: visit.enteredAt });
    } else if (appliesTo === 'open-visits' && publishedAtMs <= end) policies.push({ version, fromMs: publishedAtMs });
  }
  return policies;
}

const ordered = new WeakMap<readonly AgreementVersion[], readonly AgreementVersion[]>();

function inOrder(versions: readonly AgreementVersion[]): readonly AgreementVersion[] {
  const known = ordered.get(versions);
  if (known !== undefined) return known;
  const sorted = versions.toSorted((left, right) => left.version - right.version);
  ordered.set(versions, sorted);
  return sorted;
}

export function agreedStage({ version }: Policy, stage: string): AgreedStage | undefined {
  return version.agreement.stages[stage];
}

/** Whether nothing is agreed for records of the kind whose clocks run. */
export function leavesOut({ version }: Policy): boolean {
  return version.agreement.records.length === 0;
}

/** The calendar that a team's time is counted by; undefined where the agreement has none for it. */
export function calendarOf({ version }: Policy, team: Team): Calendar | undefined {
  return version.agreement.teams[team]?.calendar;
}

/** The version of an agreement in which a team's calendar came to be as it is in a later one. */
export function calendarVersion(versions: readonly AgreementVersion[], version: number, team: Team): number {
  const upTo = inOrder(versions).filter((one) => one.version <= version);
  const present = textOf(upTo.at(-1)?.agreement.teams[team]?.calendar);
  let since = version;
  for (const one of upTo.toReversed()) {
    if (textOf(one.agreement.teams[team]?.calendar) !== present) break;
    since = one.version;
  }
  return since;
}

const texts = new WeakMap<Calendar, string>();

function textOf(calendar: Calendar | undefined): string {
  if (calendar === undefined) return '';
  const known = texts.get(calendar) ?? JSON.stringify(calendar);
  texts.set(calendar, known);
  return known;
}

/** Each change of the team that leads a visit by agreement and model, before anybody returned anything. */
export function agreedLeads(visit: Visit, policies: readonly Policy[]): { team: OwnerTeam; fromMs: Instant }[] {
  const instants = [...new Set([...visit.teams.map(({ from }) => from), ...policies.map(({ fromMs }) => fromMs)])].sort(
    (left, right) => left - right,
  );
  const leads: { team: OwnerTeam; fromMs: Instant }[] = [];
  for (const at of instants) {
    if (at < visit.enteredAt) continue;
    const policy = policies.findLast(({ fromMs }) => fromMs <= at);
    const byModel = visit.teams.findLast(({ from }) => from <= at)?.team ?? 'nobody';
    const agreed = (policy && agreedStage(policy, visit.stage)?.lead) ?? byModel;
    const team = policy !== undefined && leavesOut(policy) ? 'nobody' : agreed;
    if (leads.at(-1)?.team !== team) leads.push({ team, fromMs: at });
  }
  return leads;
}
