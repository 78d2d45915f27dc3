import type { AgreementVersion, ClocksOfRecord, Handoff, ReturnGiven } from '../agreement/clock.ts';
import { clockNames } from '../agreement/clock-names.ts';
import { statusOfClock, tightestClock } from '../agreement/tightest-clock.ts';
import { teamNames } from '../journey/texts.ts';
import { openVisit, type Visit } from '../journey/visits.ts';
import type { Language, OwnerTeam } from '../journey/vocabulary.ts';
import type { Owner } from '../store/owners.ts';
import type { CardData } from './card-contract.ts';
import { reasonIn } from './clocks-data.ts';
import { dayOfClock } from './day-of-clock.ts';

type Agreed = {
  clocks: ClocksOfRecord;
  versions: readonly AgreementVersion[];
  visits: readonly Visit[];
  owners: readonly Owner[];
  language: Language;
};

/** What the card shows of the agreement: the tightest open clock, how the lead came to the team that has it, who that is. */
export function agreedForCard(agreed: Agreed): Pick<CardData, 'clock' | 'handoff' | 'lead'> {
  const { clocks, language } = agreed;
  const last = clocks.leads.at(-1);
  const lead = last !== undefined && last.toMs === null ? teamIn(last.team, language) : null;
  return { clock: clockOf(agreed), handoff: handoffOf(agreed), lead };
}

function clockOf({ clocks, versions, language }: Agreed): CardData['clock'] {
  const clock = tightestClock(clocks.clocks);
  if (clock === null) return null;
  const daySeconds = dayOfClock(versions, clock);
  return {
    kind: clock.kind,
    label: clockNames[clock.kind][language],
    team: teamIn(clock.team, language),
    status: statusOfClock(clock),
    startedAt: isoOf(clock.startedAtMs),
    dueAt: clock.dueAtMs === null ? null : isoOf(clock.dueAtMs),
    targetSeconds: clock.targetSeconds,
    secondsLeft: clock.targetSeconds - clock.businessSeconds,
    ...(daySeconds !== undefined && { daySeconds }),
  };
}

/** The last passage of the lead in the open visit; null where it did not pass, or the visit is over. */
export function presentHandoff(
  { handoffs }: Pick<ClocksOfRecord, 'handoffs'>,
  visits: readonly Visit[],
): Handoff | null {
  const open = openVisit({ visits: [...visits] });
  const last = handoffs.at(-1);
  const isPresent = open !== null && last !== undefined && last.offeredAtMs >= open.enteredAt;
  return isPresent && last.stage === open.stage ? last : null;
}

function handoffOf({ clocks, versions, visits, owners, language }: Agreed): CardData['handoff'] {
  const handoff = presentHandoff(clocks, visits);
  if (handoff === null) return null;
  const reasons = (versions.at(-1)?.agreement.returnReasons ?? []).map(({ id, name }) => ({
    id,
    label: name[language],
  }));
  const given = (because: ReturnGiven | null) =>
    because === null
      ? null
      : {
          reason: reasonIn(versions, because.reason, language),
          note: because.note,
          by: because.by === '' ? null : { id: because.by, name: nameOf(owners, because.by) },
        };
  const answeredAtMs = handoff.acceptedAtMs ?? handoff.returnedAtMs;
  return {
    state: handoff.state,
    stage: handoff.stage,
    from: teamIn(handoff.from, language),
    to: teamIn(handoff.to, language),
    cause: handoff.cause,
    offeredAt: isoOf(handoff.offeredAtMs),
    answeredAt: answeredAtMs === null ? null : isoOf(answeredAtMs),
    because: given(handoff.because),
    reasons,
  };
}

function nameOf(owners: readonly Owner[], userId: string): string | null {
  return owners.find((owner) => owner.userId === userId)?.name ?? null;
}

function teamIn(id: OwnerTeam, language: Language) {
  return { id, label: teamNames[id][language] };
}

function isoOf(at: number): string {
  return new Date(at).toISOString();
}
