import { compareRecordIds } from '../byte-order.ts';
import { valuesOf } from '../evidence/property-values.ts';
import { dayMs, type Instant } from '../instant.ts';
import type { Model } from '../models/model-schema.ts';
import type { Visit } from '../visits.ts';
import type { ActivityKind, Direction, OwnerTeam } from '../vocabulary.ts';

/** When somebody was last in touch, and how. */
export type LastTouch = { at: Instant; kind: ActivityKind };

/** A touch of a contact, with its direction where that is known. */
export type ContactTouch = LastTouch & { direction?: Direction };

/** A contact of a deal or a company, as far as the group looks at it. */
export type GroupContact = {
  recordId: string;
  /** The value of `hs_buying_role`; several roles are joined by semicolons. */
  buyingRole: string;
  /** The labels of its association with the deal or company that hold now. */
  labels: readonly string[];
  /** `hubspot_owner_id`; empty when nobody owns it. */
  owner: string;
  /** In the order of time; the last one may be open. */
  visits: readonly Pick<Visit, 'stage' | 'team' | 'enteredAt' | 'leftAt'>[];
  touches: readonly ContactTouch[];
};

export type GroupMember = {
  recordId: string;
  /** Buying roles and association labels, in byte order, each once. */
  roles: string[];
  stage: string | null;
  team: OwnerTeam;
  enteredAt: Instant | null;
  owner: string;
  /** The latest touch of any kind, from either side. */
  lastTouch: LastTouch | null;
  isEngaged: boolean;
};

export type Counted = { members: number; engaged: number };

/** Who decides together: the contacts of a deal or a company now, with their roles and stages, and the roles that are missing. */
export type BuyingGroup = Counted & {
  /** Those in touch most recently, at most as many as were asked for; `members` says how many there are. */
  latest: GroupMember[];
  /** In the order of the model; stages that nobody is in are left out. */
  byStage: (Counted & { stage: string })[];
  /** Those without a stage of the model. */
  withoutStage: Counted;
  /** Every role that the model asks for, in its order. */
  byRole: (Counted & { role: string })[];
  /** Those of them that nobody has. */
  missingRoles: string[];
};

/** A touch of the contact's own side, or one that both sides took part in, engages for so long: 90 × 24 h exactly. */
export const engagedForMs = 90 * dayMs;

/**
 * Activities that show that a contact takes part. What the firm does alone (an e-mail sent, a note) does not, nor does an
 * opened e-mail, which mail programs open by themselves. An activity of which only the time is known does.
 */
export const engagingKinds: readonly ActivityKind[] = [
  'call',
  'email-click',
  'email-reply',
  'meeting',
  'message',
  'form',
  'feedback',
  'logged',
];

/**
 * Makes the buying group of a deal or a company out of the contacts that belong to it. Pure; the order of the contacts does
 * not matter. What is dated after `now` has not happened yet.
 */
export function buyingGroup(
  model: Pick<Model, 'stages' | 'buyingGroup'>,
  contacts: readonly GroupContact[],
  { now, most }: { now: Instant; most: number },
): BuyingGroup {
  const members = contacts.map((contact) => memberOf(contact, now)).sort(compareMembers);
  const stages = model.stages.map(({ id }) => id);
  const byRole = (model.buyingGroup?.roles ?? []).map(({ id }) => ({
    role: id,
    ...count(members, ({ roles }) => roles.includes(id)),
  }));
  return {
    ...count(members, () => true),
    latest: members.slice(0, most),
    byStage: stages
      .map((id) => ({ stage: id, ...count(members, ({ stage }) => stage === id) }))
      .filter((counted) => counted.members > 0),
    withoutStage: count(members, ({ stage }) => stage === null || !stages.includes(stage)),
    byRole,
    missingRoles: byRole.filter((counted) => counted.members === 0).map(({ role }) => role),
  };
}

function memberOf({ recordId, buyingRole, labels, owner, visits, touches }: GroupContact, now: Instant): GroupMember {
  const last = visits.at(-1);
  const open = last !== undefined && last.leftAt === null ? last : null;
  const past = touches.filter(({ at }) => at <= now);
  const engaging = latestOf(past.filter(isEngaging));
  return {
    recordId,
    roles: [...new Set([...valuesOf(buyingRole), ...labels.filter(isLabelled)])].filter((role) => role !== '').sort(),
    stage: open?.stage ?? null,
    team: open?.team ?? 'nobody',
    enteredAt: open?.enteredAt ?? null,
    owner,
    lastTouch: latestOf(past),
    isEngaged: engaging !== null && now < engaging.at + engagedForMs,
  };
}

/** Also of a kind that engages nobody when the firm does it: an e-mail that came from the contact. */
function isEngaging({ kind, direction }: ContactTouch): boolean {
  return engagingKinds.includes(kind) || (kind === 'email' && direction === 'incoming');
}

/** `default` and `primary` are how HubSpot associates, not what somebody does in the group. */
function isLabelled(label: string): boolean {
  return label !== 'default' && label !== 'primary';
}

function latestOf(touches: readonly LastTouch[]): LastTouch | null {
  let latest: LastTouch | null = null;
  for (const { at, kind } of touches) if (latest === null || isLater({ at, kind }, latest)) latest = { at, kind };
  return latest;
}

/** Of one instant, the kind that stands first in the alphabet: whatever the order in which they came. */
function isLater(touch: LastTouch, other: LastTouch): boolean {
  return touch.at > other.at || (touch.at === other.at && touch.kind < other.kind);
}

function compareMembers(left: GroupMember, right: GroupMember): number {
  const touchedAt = (member: GroupMember) => member.lastTouch?.at ?? Number.NEGATIVE_INFINITY;
  const [leftAt, rightAt] = [touchedAt(left), touchedAt(right)];
  if (leftAt !== rightAt) return leftAt > rightAt ? -1 : 1;
  return compareRecordIds(left.recordId, right.recordId);
}

function count(members: readonly GroupMember[], counts: (member: GroupMember) => boolean): Counted {
  const counted = members.filter(counts);
  return { members: counted.length, engaged: counted.filter(({ isEngaged }) => isEngaged).length };
}
