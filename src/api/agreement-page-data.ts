import type { AgreementVersion, ClockKind } from '../agreement/clock.ts';
import { clockNames } from '../agreement/clock-names.ts';
import { parties } from '../agreement/elapsed/elapsed-time.ts';
import { teamNames } from '../journey/texts.ts';
import type { Language, OwnerTeam, Team } from '../journey/vocabulary.ts';
import { elapsedWhile } from '../measures/elapsed-by-lead.ts';
import type { AccountModel } from '../replay-record.ts';
import type { AgreementGroup, ReadyAgreementPage } from './agreement-page-contract.ts';
import { partyIn, reasonIn } from './clocks-data.ts';
import { type AgreementCountRequest, breachesTold, type CountedAgreement } from './count-agreement.ts';
import { minimumToSay } from './count-journeys.ts';
import { dayOfClock } from './day-of-clock.ts';

/** How the agreement is kept, as the page shows it: named in one language, of one team and stage or all. */
export function agreementPageData(
  { current, since }: AgreementCountRequest,
  inForce: AgreementVersion,
  counted: CountedAgreement,
  { team, stage, language }: { team?: Team | undefined; stage?: string | undefined; language: Language },
): ReadyAgreementPage {
  const isAsked = (one: OwnerTeam) => team === undefined || team === one;
  const isAskedStage = (one: string) => stage === undefined || stage === one;
  const elapsed = elapsedWhile(counted.elapsed, { team, stage });
  // While a team leads, the time is its own or the client's.
  const told = parties.filter((party) => team === undefined || party === team || party === 'client');
  const name = namesIn(current, language);
  const dayIn = (policyVersion: number, of: Team) => {
    const daySeconds = dayOfClock(current.agreements ?? [], { policyVersion, team: of });
    return daySeconds === undefined ? {} : { daySeconds };
  };
  return {
    state: 'ready',
    asOf: isoOf(counted.asOf),
    since: since === null ? null : isoOf(since),
    agreement: { label: inForce.agreement.names[language], version: inForce.version },
    minimum: minimumToSay,
    failed: counted.failed,
    stages: current.model.stages.map(({ id }) => name.stage(id)),
    groups: counted.compliance
      .filter((group) => isAsked(group.team) && isAskedStage(group.stage))
      .map(({ metOfDecided, late, ...group }) => ({
        ...{ team: name.team(group.team), stage: name.stage(group.stage), clock: name.clock(group.kind) },
        ...{ met: group.met, breached: group.breached, openBreaches: group.openBreaches },
        ...{ running: group.running, paused: group.paused, cancelled: group.cancelled },
        metShare: { count: metOfDecided.count, n: metOfDecided.n, share: metOfDecided.share },
        ...dayIn(inForce.version, group.team),
        late: { n: late.n, medianSeconds: secondsOf(late.medianMs), p90Seconds: secondsOf(late.p90Ms) },
      })) satisfies AgreementGroup[],
    breaches: counted.breaches
      .filter(({ clock }) => isAsked(clock.team) && isAskedStage(clock.stage))
      .slice(0, breachesTold)
      .map(({ record: { objectType, recordId }, clock }) => ({
        ...{ objectType, recordId },
        ...{ team: name.team(clock.team), stage: name.stage(clock.stage), clock: name.clock(clock.kind) },
        dueAt: clock.dueAtMs === null ? null : isoOf(clock.dueAtMs),
        stoppedAt: clock.stoppedAtMs === null ? null : isoOf(clock.stoppedAtMs),
        lateSeconds: clock.breachedBySeconds,
        ...dayIn(clock.policyVersion, clock.team),
      })),
    returns: counted.returns
      .filter((returned) => (isAsked(returned.by) || isAsked(returned.to)) && isAskedStage(returned.stage))
      .map(({ stage: returnedIn, by, to, reason, count }) => ({
        ...{ stage: name.stage(returnedIn), by: name.team(by), to: name.team(to) },
        reason: reasonIn(current.agreements ?? [], reason, language),
        count,
      })),
    elapsed: {
      totalSeconds: Math.floor(elapsed.totalMs / 1_000),
      parties: told.map((id) => ({
        ...{ id, label: partyIn(id, language) },
        seconds: Math.floor(elapsed.ms[id] / 1_000),
        percent: elapsed.percent[id],
      })),
    },
  };
}

/** What teams, stages and clocks are called. */
export function namesIn({ model }: Pick<AccountModel, 'model'>, language: Language) {
  return {
    team: (id: OwnerTeam) => ({ id, label: teamNames[id][language] }),
    stage: (id: string) => ({ id, label: model.stages.find((stage) => stage.id === id)?.names[language] ?? id }),
    clock: (id: ClockKind) => ({ id, label: clockNames[id][language] }),
  };
}

function secondsOf(ms: number | null): number | null {
  return ms === null ? null : Math.floor(ms / 1_000);
}

function isoOf(at: number): string {
  return new Date(at).toISOString();
}
