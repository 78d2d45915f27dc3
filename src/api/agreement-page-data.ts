import type { AgreementVersion, ClockKind } from '../agreement/clock.ts';
import { clockNames } from '../agreement/clock-names.ts';
import { parties } from '../agreement/elapsed/elapsed-time.ts';
import { teamNames } from '../journey/texts.ts';
import type { Language, OwnerTeam, Team } from '../journey/vocabulary.ts';
import type { AccountModel } from '../replay-record.ts';
import type { AgreementGroup, ReadyAgreementPage } from './agreement-page-contract.ts';
import { partyIn, reasonIn } from './clocks-data.ts';
import { type AgreementCountRequest, breachesTold, type CountedAgreement } from './count-agreement.ts';
import { minimumToSay } from './count-journeys.ts';

/** How the agreement is kept, as the page shows it: named in one language, of one team or all. */
export function agreementPageData(
  { current, since }: AgreementCountRequest,
  inForce: AgreementVersion,
  counted: CountedAgreement,
  { team, language }: { team?: Team | undefined; language: Language },
): ReadyAgreementPage {
  const isAsked = (one: OwnerTeam) => team === undefined || team === one;
  const { elapsed } = counted;
  const name = namesIn(current, language);
  return {
    state: 'ready',
    asOf: isoOf(counted.asOf),
    since: since === null ? null : isoOf(since),
    agreement: { label: inForce.agreement.names[language], version: inForce.version },
    minimum: minimumToSay,
    failed: counted.failed,
    groups: counted.compliance
      .filter((group) => isAsked(group.team))
      .map(({ metOfDecided, late, ...group }) => ({
        ...{ team: name.team(group.team), stage: name.stage(group.stage), clock: name.clock(group.kind) },
        ...{ met: group.met, breached: group.breached, openBreaches: group.openBreaches },
        ...{ running: group.running, paused: group.paused, cancelled: group.cancelled },
        metShare: { count: metOfDecided.count, n: metOfDecided.n, share: metOfDecided.share },
        late: { n: late.n, medianSeconds: secondsOf(late.medianMs), p90Seconds: secondsOf(late.p90Ms) },
      })) satisfies AgreementGroup[],
    breaches: counted.breaches
      .filter(({ clock }) => isAsked(clock.team))
      .slice(0, breachesTold)
      .map(({ record: { objectType, recordId }, clock }) => ({
        ...{ objectType, recordId },
        ...{ team: name.team(clock.team), stage: name.stage(clock.stage), clock: name.clock(clock.kind) },
        dueAt: clock.dueAtMs === null ? null : isoOf(clock.dueAtMs),
        stoppedAt: clock.stoppedAtMs === null ? null : isoOf(clock.stoppedAtMs),
        lateSeconds: clock.breachedBySeconds,
      })),
    returns: counted.returns
      .filter(({ by, to }) => isAsked(by) || isAsked(to))
      .map(({ stage, by, to, reason, count }) => ({
        ...{ stage: name.stage(stage), by: name.team(by), to: name.team(to) },
        reason: reasonIn(current.agreements ?? [], reason, language),
        count,
      })),
    elapsed: {
      totalSeconds: Math.floor(elapsed.totalMs / 1_000),
      parties: parties.map((id) => ({
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
