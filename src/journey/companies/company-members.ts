import { never } from '../conditions/verdict.ts';
import type { Labels } from '../evidence/associations.ts';
import { type RecordRef, recordKey } from '../facts.ts';
import type { Instant } from '../instant.ts';
import type { Model } from '../models/model-schema.ts';
import type { OutcomeMark, Visit } from '../visits.ts';
import type { OwnerTeam } from '../vocabulary.ts';

/** A contact or deal of a company with its visits, as replay gave them under the model of the roll-up. */
export type CompanyMember = { record: RecordRef; visits: readonly Visit[] };

/** Where a member stands for the company at one instant. */
export type Place = { visit: Visit; index: number; lap: number; team: OwnerTeam; marks: readonly string[] };

/** A member while the company's journey is being rolled up. */
export type MemberState = {
  name: string;
  visits: readonly { visit: Visit; index: number }[];
  /** Position in `visits` of the first visit that has not ended yet. */
  next: number;
  labels: Labels;
  place: Place | null;
  read: VisitRead | null;
};

/** How far a visit's teams and marks have been read: each once, however often the member is asked for. */
type VisitRead = { visit: Visit; teams: number; marks: number; holding: OutcomeMark[] };

export function stateOf(model: Model, member: CompanyMember): MemberState {
  const positions = new Map(model.stages.map((stage, index) => [stage.id, index]));
  const visits = member.visits.flatMap((visit) => {
    const index = positions.get(visit.stage);
    // A visit in a stage that the model does not have is still of another model; it counts when it has been replayed.
    return index === undefined ? [] : [{ visit, index }];
  });
  return { name: recordKey(member.record), visits, next: 0, labels: new Map(), place: null, read: null };
}

/** The instants at which a member's visits may change the company's. */
export function instantsOf(member: CompanyMember): Instant[] {
  return member.visits
    .flatMap(({ enteredAt, leftAt, teams, marks }) => [
      enteredAt,
      leftAt,
      ...teams.map(({ from }) => from),
      ...marks.flatMap(({ from, to }) => [from, to]),
    ])
    .filter((instant) => instant !== null);
}

/** Where a member stands at an instant, which may not be earlier than the one asked for before. Null while it does not count. */
export function placeAt(member: MemberState, at: Instant): Place | null {
  for (;;) {
    const leftAt = member.visits[member.next]?.visit.leftAt ?? null;
    if (leftAt === null || leftAt > at) break;
    member.next += 1;
  }
  const current = member.visits[member.next];
  if (member.labels.size === 0 || current === undefined || current.visit.enteredAt > at) return null;
  const { visit, index } = current;
  const read = readUpTo(member, visit, at);
  const team = visit.teams[read.teams - 1]?.team ?? visit.team;
  return { visit, index, lap: visit.lap, team, marks: standing(read.holding).map(({ outcome }) => outcome) };
}

/** What a person has set stands alone. */
function standing(marks: readonly OutcomeMark[]): readonly OutcomeMark[] {
  const said = marks.filter(({ isSaid }) => isSaid);
  return said.length > 0 ? said : marks;
}

function readUpTo(member: MemberState, visit: Visit, at: Instant): VisitRead {
  const read = member.read?.visit === visit ? member.read : { visit, teams: 0, marks: 0, holding: [] };
  member.read = read;
  while ((visit.teams[read.teams]?.from ?? never) <= at) read.teams += 1;
  const begun = read.marks;
  while ((visit.marks[read.marks]?.from ?? never) <= at) read.marks += 1;
  read.holding = [...read.holding, ...visit.marks.slice(begun, read.marks)].filter(({ to }) => to === null || to > at);
  return read;
}

/** The members who stand in one stage of one lap, and how many of them each team leads and each mark is on. */
export type Crowd = {
  index: number;
  lap: number;
  members: Set<MemberState>;
  teams: Map<string, number>;
  marks: Map<string, number>;
};

/** All members who count, by stage and lap, so that the furthest are found without asking everybody. */
export type Crowds = Map<number, Map<number, Crowd>>;

/** Puts a member where it stands now; takes it out of where it stood before. */
export function placeMember(crowds: Crowds, member: MemberState, place: Place | null): void {
  const before = member.place;
  if (before !== null) leave(crowds, member, before);
  member.place = place;
  if (place !== null) join(crowds, member, place);
}

function join(crowds: Crowds, member: MemberState, place: Place): void {
  const { index, lap } = place;
  const laps = crowds.get(index) ?? new Map<number, Crowd>();
  const crowd = laps.get(lap) ?? { index, lap, members: new Set(), teams: new Map(), marks: new Map() };
  crowds.set(index, laps.set(lap, crowd));
  crowd.members.add(member);
  count(crowd, place, 1);
}

function leave(crowds: Crowds, member: MemberState, place: Place): void {
  const laps = crowds.get(place.index);
  const crowd = laps?.get(place.lap);
  if (laps === undefined || crowd === undefined) return;
  crowd.members.delete(member);
  count(crowd, place, -1);
  if (crowd.members.size === 0) laps.delete(place.lap);
  if (laps.size === 0) crowds.delete(place.index);
}

function count(crowd: Crowd, { team, marks }: Place, difference: 1 | -1): void {
  crowd.teams.set(team, (crowd.teams.get(team) ?? 0) + difference);
  for (const outcome of new Set(marks)) crowd.marks.set(outcome, (crowd.marks.get(outcome) ?? 0) + difference);
}

/** Those in the furthest stage, and of them those in the highest lap. Null when nobody counts. */
export function furthestCrowd(crowds: Crowds): Crowd | null {
  const laps = crowds.get(Math.max(...crowds.keys()));
  return laps?.get(Math.max(...laps.keys())) ?? null;
}
