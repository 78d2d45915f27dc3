import type { Instant } from '../../journey/instant.ts';
import type { OwnerTeam } from '../../journey/vocabulary.ts';
import type { Agreement } from '../agreement-schema.ts';
import type { ClockEvidence, Contact } from './record-evidence.ts';

/** The instants at which an agreement sees a touch, ascending, each once: activities, and touchpoints that were marked done. */
export type TouchInstants = (team: OwnerTeam) => readonly Instant[];

/** What counts as a touch of a team under an agreement; found once for each team. */
export function touchesUnder(
  agreement: Agreement,
  evidence: Pick<ClockEvidence, 'contacts' | 'actions'>,
): TouchInstants {
  const withdrawn = new Set(evidence.actions.filter(({ name }) => name === 'touchpoint-withdrawn').map(({ id }) => id));
  const done = evidence.actions
    .filter(({ name, id }) => name === 'touchpoint-done' && !withdrawn.has(id))
    .map(({ at }) => at);
  const known = new Map<OwnerTeam, readonly Instant[]>();
  return (team) => {
    // Only where it is asked who of the firm it was does the team make a difference.
    const asked = agreement.touches.by === 'lead-team' ? team : 'nobody';
    const before = known.get(asked);
    if (before !== undefined) return before;
    const isBy = partyOf(agreement, team);
    const contacts = evidence.contacts.filter((contact) => isKind(agreement, contact) && isBy(contact));
    const touches = [...new Set([...contacts.map(({ at }) => at), ...done])].sort((left, right) => left - right);
    known.set(asked, touches);
    return touches;
  };
}

/** HubSpot tells no direction of meetings, notes and messages: what has none counts in either. */
function isKind({ touches }: Agreement, { kind, direction }: Contact): boolean {
  if (!touches.kinds.includes(kind)) return false;
  return touches.direction === undefined || direction === '' || direction === touches.direction;
}

function partyOf({ touches, teams }: Agreement, team: OwnerTeam): (contact: Contact) => boolean {
  if (touches.by === 'anyone') return () => true;
  if (touches.by === 'owner') return ({ ownerId, recordOwner }) => ownerId !== '' && ownerId === recordOwner;
  const people = team === 'nobody' ? undefined : teams[team];
  const members = new Set([
    ...(people?.members ?? []),
    ...(people?.leadPerson === undefined ? [] : [people.leadPerson]),
  ]);
  return ({ ownerId }) => members.has(ownerId);
}

/** The first touch after an instant and no later than another one; null when there is none. */
export function firstTouch(touches: readonly Instant[], after: Instant, until: Instant): Instant | null {
  let [first, last] = [0, touches.length];
  while (first < last) {
    const middle = (first + last) >> 1;
    if ((touches[middle] ?? until) <= after) first = middle + 1;
    else last = middle;
  }
  const touch = touches[first];
  return touch !== undefined && touch <= until ? touch : null;
}
