import { type JourneyRecord, recordKey } from '../../journey/facts.ts';
import type { Instant } from '../../journey/instant.ts';
import type { Visit } from '../../journey/visits.ts';
import type { OwnerTeam, Team } from '../../journey/vocabulary.ts';
import type { AgreementVersion, Handoff, ReturnGiven } from '../clock.ts';
import type { SaidAction } from '../said-actions.ts';
import { agreedLeads, agreedStage, type Policy, policiesOf } from './policy.ts';
import type { ClockEvidence } from './record-evidence.ts';
import { firstTouch, type TouchInstants, touchesUnder } from './touches.ts';

/** A stretch of a visit in which one team has the lead. `toMs` is null for the present one. */
export type Tenure = {
  team: OwnerTeam;
  fromMs: Instant;
  toMs: Instant | null;
  /** Which of the visit's tenures it is, from 1. */
  number: number;
  /** The passage by which the team came to lead; null where it led before, or where nobody was asked. */
  handoff: Handoff | null;
  stay: Stay;
};

/** A visit with what is agreed for it. `key`: record, lap, stage and the how manieth visit of that stage in that lap it is. */
export type Stay = { visit: Visit; key: string; policies: Policy[]; endMs: Instant; tenures: Tenure[] };

export type LeadsInput = {
  record: JourneyRecord;
  visits: readonly Visit[];
  versions: readonly AgreementVersion[];
  evidence: Pick<ClockEvidence, 'contacts' | 'actions' | 'begunByNoise'>;
  now: Instant;
};

/**
 * Who leads when, and how the lead passes from team to team. It is offered when the agreed lead changes, and is the team's from then on;
 * a return gives it back to the team that it came from, and the stage remains. What is said at the instant at which something
 * is offered answers what was before it.
 */
export function leadsOf(input: LeadsInput): Stay[] {
  const { record, visits, versions, now } = input;
  const touches = new Map(
    versions.map(({ version, agreement }) => [version, touchesUnder(agreement, input.evidence)] as const),
  );
  const counts = new Map<string, number>();
  const stays: Stay[] = [];
  for (const visit of visits) {
    const place = `${recordKey(record)}/${visit.lap}/${visit.stage}`;
    const count = (counts.get(place) ?? 0) + 1;
    counts.set(place, count);
    const policies = policiesOf(versions, visit, now);
    const before = stays.at(-1);
    const follows = before !== undefined && before.visit.leftAt === visit.enteredAt;
    const stay = { visit, key: `${place}/${count}`, policies, endMs: visit.leftAt ?? now, tenures: [] };
    stays.push(stay);
    lead(stay, follows ? (before.tenures.at(-1) ?? null) : null, input.evidence, touches);
  }
  return stays;
}

/** Lets the lead pass through one visit. */
function lead(
  stay: Stay,
  before: Tenure | null,
  { actions, begunByNoise }: LeadsInput['evidence'],
  touches: ReadonlyMap<number, TouchInstants>,
): void {
  const { visit, policies, endMs } = stay;
  const agreed = agreedLeads(visit, policies);
  const handoffs: Handoff[] = [];
  let agreedTeam = agreed[0]?.team ?? 'nobody';

  const policyAt = (at: Instant) => policies.findLast(({ fromMs }) => fromMs <= at) ?? policies[0];
  const begin = (team: OwnerTeam, at: Instant, handoff: Handoff | null) => {
    const last = stay.tenures.at(-1);
    if (last !== undefined) endTenure(last, at);
    stay.tenures.push({ team, fromMs: at, toMs: null, number: stay.tenures.length + 1, handoff, stay });
  };
  const offer = (from: OwnerTeam, to: Team, at: Instant, cause: Handoff['cause'], because: ReturnGiven | null) => {
    const key = `${stay.key}/handoff/${handoffs.length + 1}`;
    const handoff = offered({ key, stage: visit.stage, lap: visit.lap, from, to, offeredAtMs: at, cause, because });
    handoffs.push(handoff);
    begin(to, at, handoff);
  };
  const passTo = (team: OwnerTeam, at: Instant, last: Tenure | null) => {
    const from = giverOf(last, team);
    const isAsked = from !== 'nobody' || acceptsWithin(policyAt(at), visit.stage);
    if (team === 'nobody' || from === team || !isAsked) begin(team, at, null);
    else offer(from, team, at, 'stage', null);
  };
  const touchUntil = (at: Instant) => {
    const handoff = stay.tenures.at(-1)?.handoff ?? null;
    if (handoff?.state !== 'offered') return;
    const policy = policyAt(handoff.offeredAtMs);
    if (policy === undefined || policy.version.agreement.accept === 'button') return;
    const instants = touches.get(policy.version.version)?.(handoff.to) ?? [];
    const touch = firstTouch(instants, handoff.offeredAtMs, at);
    if (touch !== null) accept(handoff, touch, 'touch');
  };
  const act = (action: SaidAction) => {
    const tenure = stay.tenures.at(-1);
    if (tenure === undefined || tenure.team === 'nobody' || !('said' in action) || action.name === 'touchpoint-done')
      return;
    const { at, said } = action;
    if (said.stage !== visit.stage || said.team !== tenure.team) return;
    const { handoff, team } = tenure;
    if (action.name === 'handoff-accepted') {
      const isByButton = policyAt(at)?.version.agreement.accept !== 'first-touch';
      if (handoff?.state === 'offered' && isByButton) accept(handoff, at, 'button');
    } else if (action.name === 'handoff-returned') {
      if (handoff === null || handoff.from === 'nobody') return;
      const given = { reason: action.said.reason, note: action.said.note, by: said.by };
      Object.assign(handoff, { state: 'returned', returnedAtMs: at, returned: given });
      offer(team, handoff.from, at, 'return', given);
    } else if (agreedTeam !== 'nobody' && agreedTeam !== team) {
      if (handoff?.state === 'offered') accept(handoff, at, 'button');
      offer(team, agreedTeam, at, 'again', null);
    }
  };

  if (begunByNoise.has(visit)) begin(agreedTeam, visit.enteredAt, null);
  else passTo(agreedTeam, visit.enteredAt, before);
  for (const event of eventsOf(agreed, actions, visit.enteredAt, endMs)) {
    touchUntil(event.at);
    if ('action' in event) act(event.action);
    else {
      agreedTeam = event.team;
      const last = stay.tenures.at(-1) ?? null;
      if (last?.team !== agreedTeam) passTo(agreedTeam, event.at, last);
    }
  }
  touchUntil(endMs);
  const last = stay.tenures.at(-1);
  if (last !== undefined && visit.leftAt !== null) endTenure(last, visit.leftAt);
}

/** The team that the lead comes from: where an offer was not answered yet, the one that made it. */
function giverOf(last: Tenure | null, to: OwnerTeam): OwnerTeam {
  const { team = 'nobody', handoff = null } = last ?? {};
  const isOpen = handoff !== null && handoff.cause !== 'return' && handoff.acceptedAtMs === null;
  return team === to && isOpen && handoff.returnedAtMs === null ? handoff.from : team;
}

function acceptsWithin(policy: Policy | undefined, stage: string): boolean {
  return policy !== undefined && agreedStage(policy, stage)?.targets.acceptWithin !== undefined;
}

type LeadEvent = { at: Instant } & ({ action: SaidAction } | { team: OwnerTeam });

/** What happens to the lead after the visit has begun; what is said before what is agreed, at one instant. */
function eventsOf(
  agreed: readonly { team: OwnerTeam; fromMs: Instant }[],
  actions: readonly SaidAction[],
  from: Instant,
  to: Instant,
): LeadEvent[] {
  const said = actions.filter(({ at }) => at > from && at <= to).map((action) => ({ at: action.at, action }));
  const changed = agreed.slice(1).map(({ team, fromMs }) => ({ at: fromMs, team }));
  return [...said, ...changed].sort((left, right) => left.at - right.at);
}

function offered(
  given: Pick<Handoff, 'key' | 'stage' | 'lap' | 'from' | 'to' | 'offeredAtMs' | 'cause' | 'because'>,
): Handoff {
  const unanswered = { acceptedAtMs: null, acceptedBy: null, returnedAtMs: null, returned: null };
  return { ...given, state: 'offered', ...unanswered };
}

function accept(handoff: Handoff, at: Instant, by: 'button' | 'touch'): void {
  handoff.state = 'accepted';
  handoff.acceptedAtMs = at;
  handoff.acceptedBy = by;
}

function endTenure(tenure: Tenure, at: Instant): void {
  tenure.toMs = at;
  if (tenure.handoff?.state === 'offered') tenure.handoff.state = 'ended';
}
