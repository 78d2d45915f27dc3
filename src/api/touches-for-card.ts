import { type Activity, activityOf } from '../journey/evidence/activities.ts';
import { applyLink, type Labels, linkOf } from '../journey/evidence/associations.ts';
import { livingId } from '../journey/evidence/evidence.ts';
import { unitedIds } from '../journey/evidence/united-ids.ts';
import { type Fact, type RecordRef, recordKey } from '../journey/facts.ts';
import { type Instant, minuteMs } from '../journey/instant.ts';
import type { Ledger } from '../journey/replay.ts';
import type { Visit } from '../journey/visits.ts';
import { type ActivityKind, activityKinds, type Language } from '../journey/vocabulary.ts';
import { activitiesOnce } from '../measures/touches-of.ts';
import type { Owner } from '../store/owners.ts';
import { type CardVisit, mostTouching } from './card-contract.ts';
import { countedActivities } from './touch-words.ts';

/**
 * The touches of each visit, in the order of the visits: of each kind how many, how many of them came from the buyer, by whom of the
 * firm, and when the last one was. Of a deal those of its contacts count too, while they belong to it.
 */
export function touchesForCard(
  ledger: Ledger,
  visits: readonly Visit[],
  { owners, language, now }: { owners: readonly Owner[]; language: Language; now: Instant },
): CardVisit['touches'][] {
  const within = visits.map((): Activity[] => []);
  let index = -1;
  for (const activity of knownByKind(activitiesOnce(touchingFacts(ledger)))) {
    if (activity.at > now) break;
    while ((visits[index + 1]?.enteredAt ?? Number.POSITIVE_INFINITY) <= activity.at) index += 1;
    if (activity.at < (visits[index]?.leftAt ?? Number.POSITIVE_INFINITY)) within[index]?.push(activity);
  }
  return within.map((activities) => {
    const byKind = [...Map.groupBy(activities, ({ kind }) => kind)];
    return byKind
      .map(([kind, some]) => touchesOfKind(kind, some, owners, language))
      .sort((left, right) => placeOf(left.kind) - placeOf(right.kind));
  });
}

/** Kinds of activities for which HubSpot also writes that something was logged. */
const alsoLogged: ReadonlySet<ActivityKind> = new Set(['call', 'email', 'email-reply', 'meeting', 'message', 'note']);

/** Leaves out that something was logged where in the same minute it is told what it was: that is one touch. */
function knownByKind(activities: readonly Activity[]): Activity[] {
  const minuteOf = ({ at }: Activity) => Math.floor(at / minuteMs);
  const known = new Set(activities.filter(({ kind }) => alsoLogged.has(kind)).map(minuteOf));
  return activities.filter((activity) => activity.kind !== 'logged' || !known.has(minuteOf(activity)));
}

function placeOf(kind: ActivityKind): number {
  return activityKinds.indexOf(kind);
}

function touchesOfKind(
  kind: ActivityKind,
  activities: readonly Activity[],
  owners: readonly Owner[],
  language: Language,
): CardVisit['touches'][number] {
  const people = [...new Set(activities.map(({ ownerId }) => ownerId).filter((id) => id !== ''))];
  return {
    kind,
    label: countedActivities(kind, activities.length, language),
    count: activities.length,
    fromBuyer: activities.filter(({ direction }) => direction === 'incoming').length,
    by: people.slice(0, mostTouching).map((id) => ({ id, name: owners.find((one) => one.id === id)?.name ?? id })),
    lastAt: new Date(Math.max(...activities.map(({ at }) => at))).toISOString(),
  };
}

/** The facts that may tell of a touch of the record, in the order of time. */
function touchingFacts(ledger: Ledger): Fact[] {
  const { record, aliases, facts } = ledger;
  const isSelf = (one: RecordRef) => one.objectType === record.objectType && livingId(aliases, one) === record.recordId;
  const linking = record.objectType === 'deal' ? facts.filter(({ kind }) => kind === 'association') : [];
  const telling = facts.filter((fact) => isOfOwn(fact, record) && activityOf(fact) !== null);
  const idsAt = unitedIds(facts);
  const labels = new Map<string, Labels>();
  const labelsOf = (one: RecordRef) => {
    const key = recordKey({ objectType: one.objectType, recordId: livingId(aliases, one) });
    const known: Labels = labels.get(key) ?? new Map();
    labels.set(key, known);
    return known;
  };
  const inTime = [...linking, ...telling].sort(byTime);
  return inTime.filter((fact) => {
    const isOwn = isSelf(fact);
    if (fact.kind !== 'association') return isOwn || labelsOf(fact).size > 0;
    const link = linkOf(fact, isOwn, isSelf, idsAt);
    if (link !== null) applyLink(labelsOf(link.other), link, fact.value);
    return false;
  });
}

function isOfOwn({ objectType }: RecordRef, record: RecordRef): boolean {
  return objectType === record.objectType || (record.objectType === 'deal' && objectType === 'contact');
}

/** Of one instant, whom a record belongs to comes first. */
function byTime(left: Fact, right: Fact): number {
  return (
    left.occurredAt - right.occurredAt || Number(right.kind === 'association') - Number(left.kind === 'association')
  );
}
