import { compareBytes } from '../byte-order.ts';
import { stageAt } from '../derive-stage.ts';
import { applyLink } from '../evidence/associations.ts';
import { recordKey } from '../facts.ts';
import type { Instant } from '../instant.ts';
import type { Model } from '../models/model-schema.ts';
import { isNoise, moveBetween } from '../moves.ts';
import { outcomesOfStage } from '../outcomes-said.ts';
import type { Ledger } from '../replay.ts';
import { beginVisit, closeVisit, type Journey, setMark, setTeam, type Visit } from '../visits.ts';
import type { JourneyFlag, MoveKind } from '../vocabulary.ts';
import { type CompanyPoint, companyFacts } from './company-facts.ts';
import {
  type CompanyMember,
  type Crowd,
  type Crowds,
  furthestCrowd,
  instantsOf,
  type MemberState,
  type Place,
  placeAt,
  placeMember,
  stateOf,
} from './company-members.ts';

/**
 * A company's own facts, and the contacts and deals that are or were associated with it, with the visits that they have
 * under the model. `aliases` names the losers of merges among the companies and among the members.
 */
export type Company = Ledger & { members: readonly CompanyMember[] };

type RollUp = {
  model: Model;
  points: ReadonlyMap<Instant, CompanyPoint>;
  members: ReadonlyMap<string, MemberState>;
  crowds: Crowds;
  visits: Visit[];
  open: { visit: Visit; index: number } | null;
  lap: number;
  isDeleted: boolean;
  owner: string;
};

/** What one instant has done to one member: where it stood, where it stands, whether imports and the like alone did it. */
type Change = { member: MemberState; before: Place | null; after: Place | null; isNoise: boolean };

/**
 * A company's journey: at each instant the furthest stage in which one of its members is. It reads the members' visits and
 * never their facts. Pure; the answer does not depend on the order of the members or of the facts.
 */
export function rollUpCompany(model: Model, company: Company, now: Instant): Journey {
  const points = companyFacts(company);
  const rollUp: RollUp = {
    model,
    points,
    members: new Map(company.members.map((member) => [recordKey(member.record), stateOf(model, member)])),
    crowds: new Map(),
    visits: [],
    open: null,
    lap: 1,
    isDeleted: false,
    owner: '',
  };
  const past: CompanyPoint[] = [];
  let nextFlipAt: Instant | null = null;
  for (const { at, touched } of stepsOf(company, points)) {
    if (at > now) {
      nextFlipAt = at;
      break;
    }
    judgeStep(rollUp, at, touched);
    const point = points.get(at);
    if (point !== undefined) past.push(point);
  }
  if (rollUp.open !== null) rollUp.open.visit.owner = rollUp.owner;
  return {
    record: company.record,
    model: { name: model.name, version: model.version },
    visits: rollUp.visits,
    flags: flagsOf(past),
    nextFlipAt,
  };
}

function flagsOf(points: readonly CompanyPoint[]): JourneyFlag[] {
  const flags: JourneyFlag[] = [];
  if (points.some(({ isAmbiguous }) => isAmbiguous)) flags.push('ambiguous');
  if (points.some(({ isEstimated }) => isEstimated)) flags.push('estimated');
  if (points.some(({ isSeen }) => isSeen)) flags.push('seen');
  return flags;
}

/** Every instant at which something may change, with the names of the members that it concerns. */
function stepsOf(company: Company, points: RollUp['points']): Step[] {
  const steps = new Map<Instant, Step>();
  for (const [at, { links }] of points) {
    const { touched } = stepAt(steps, at);
    for (const name of links.keys()) touched.add(name);
  }
  for (const member of company.members) {
    const name = recordKey(member.record);
    for (const at of instantsOf(member)) stepAt(steps, at).touched.add(name);
  }
  return [...steps.values()].sort(byInstant);
}

type Step = { at: Instant; touched: Set<string> };

function stepAt(steps: Map<Instant, Step>, at: Instant): Step {
  const step = steps.get(at) ?? { at, touched: new Set() };
  steps.set(at, step);
  return step;
}

function byInstant(left: Step, right: Step): number {
  return left.at - right.at;
}

function judgeStep(rollUp: RollUp, at: Instant, touched: ReadonlySet<string>): void {
  const point = rollUp.points.get(at);
  rollUp.isDeleted = point?.isDeleted ?? rollUp.isDeleted;
  rollUp.owner = point?.owner ?? rollUp.owner;
  const changes: Change[] = [];
  for (const name of touched) changes.push(...changeOf(rollUp, name, at, point));
  const crowd = rollUp.isDeleted ? null : furthestCrowd(rollUp.crowds);
  const lap = Math.max(rollUp.lap, crowd?.lap ?? 0);
  const stays = rollUp.open?.index === crowd?.index && rollUp.open?.visit.lap === (crowd === null ? undefined : lap);
  if (!stays) moveTo(rollUp, { at, changes, crowd, lap });
  if (crowd !== null) refreshOpenVisit(rollUp, at, crowd);
}

function changeOf(rollUp: RollUp, name: string, at: Instant, point: CompanyPoint | undefined): Change[] {
  const member = rollUp.members.get(name);
  if (member === undefined) return [];
  const links = point?.links.get(name) ?? [];
  const relinked = links.filter(({ link, fact }) => applyLink(member.labels, link, fact.value)).map(({ fact }) => fact);
  const before = member.place;
  const after = placeAt(member, at);
  placeMember(rollUp.crowds, member, after);
  const entered = member.visits[member.next]?.visit;
  const reasons = [
    ...(entered?.enteredAt === at ? [entered.move === 'noise'] : []),
    ...(relinked.length > 0 ? [isNoise(relinked)] : []),
  ];
  return [{ member, before, after, isNoise: reasons.length > 0 && reasons.every((reason) => reason) }];
}

type Move = { at: Instant; changes: readonly Change[]; crowd: Crowd | null; lap: number };

function moveTo(rollUp: RollUp, { at, changes, crowd, lap }: Move): void {
  const left = rollUp.open;
  const causes = causesOf(left, changes, crowd);
  if (left !== null) closeVisit(left.visit, at, outcomeOf(rollUp, at, changes, causes), rollUp.owner);
  rollUp.open = null;
  if (crowd === null) return;
  const visit = beginVisit({
    lap,
    stage: stageAt(rollUp.model, crowd.index).id,
    enteredAt: at,
    move: kindOfMove(left, crowd, lap, causes),
    cause: { rule: 'roll-up', facts: namesOf(causes, crowd) },
  });
  rollUp.visits.push(visit);
  rollUp.open = { visit, index: crowd.index };
  rollUp.lap = lap;
}

/** Those who came to where the company is now; where nobody came, those who left where it was. */
function causesOf(left: RollUp['open'], changes: readonly Change[], crowd: Crowd | null): readonly Change[] {
  const moved = changes.filter(({ before, after }) => before?.index !== after?.index || before?.lap !== after?.lap);
  const came = moved.filter(({ after }) => after !== null && after.index === crowd?.index && after.lap === crowd.lap);
  return came.length > 0 ? came : moved.filter(({ before }) => before !== null && before.index === left?.index);
}

/** Where the company itself changed (it was restored), those who stand where it is now are the cause. */
function namesOf(causes: readonly Change[], crowd: Crowd): string[] {
  const members = causes.length > 0 ? causes.map(({ member }) => member) : [...crowd.members];
  return members.map(({ name }) => name).sort(compareBytes);
}

function kindOfMove(left: RollUp['open'], crowd: Crowd, lap: number, causes: readonly Change[]): MoveKind {
  if (left === null) return 'start';
  if (causes.length > 0 && causes.every((cause) => cause.isNoise)) return 'noise';
  return lap > left.visit.lap ? 'new-lap' : moveBetween(left.index, crowd.index);
}

/**
 * The outcome of the members' visits in this stage that ended at this instant; else of the visits that those ended who have
 * gone further; else the mark that holds. Of several the first in byte order. A deletion of the company is no outcome.
 */
function outcomeOf(rollUp: RollUp, at: Instant, changes: readonly Change[], causes: readonly Change[]): string {
  if (rollUp.open === null || rollUp.isDeleted) return '';
  const { index, visit } = rollUp.open;
  const here = changes.filter(({ before }) => before?.index === index);
  return firstOutcome(here, at) ?? firstOutcome(causes, at) ?? visit.outcome;
}

function firstOutcome(changes: readonly Change[], at: Instant): string | undefined {
  const ended = changes.flatMap(({ before }) => (before?.visit.leftAt === at ? [before.visit.outcome] : []));
  return ended.filter((outcome) => outcome !== '').sort(compareBytes)[0];
}

/** Several teams may lead in one stage; the one that the model names first leads the company. */
function refreshOpenVisit(rollUp: RollUp, at: Instant, crowd: Crowd): void {
  if (rollUp.open === null) return;
  const { visit, index } = rollUp.open;
  const stage = stageAt(rollUp.model, index);
  setTeam(visit, stage.lead.find(({ team }) => (crowd.teams.get(team) ?? 0) > 0)?.team ?? 'nobody', at);
  for (const outcome of outcomesOfStage(stage)) {
    setMark(visit, outcome, crowd.marks.get(outcome) === crowd.members.size, at);
  }
}
