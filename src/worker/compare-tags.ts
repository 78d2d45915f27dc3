import { ignoredValues } from '../hubspot/ignored-values.ts';
import type { PresentRecord } from '../hubspot/read-creations.ts';
import { refusalText } from '../hubspot/tag-refusal.ts';
import { dayMs } from '../journey/instant.ts';
import type { ObjectType } from '../journey/vocabulary.ts';
import type { FoundTags, RestingTags } from '../store/restore-tags.ts';

/**
 * Tags that somebody has changed are put right once. When they are changed again within this time, something changes them whatever the
 * app writes: it leaves them alone then, in ms.
 */
const changedAgainMs = 7 * dayMs;

/**
 * Compares the tags that HubSpot took with those that records have now. Somebody may have edited one by hand, a workflow or a merge
 * may have set it. Gives what is to be done about those that differ, and those that had been left alone and are right again.
 */
export function compareTags(
  tags: RestingTags,
  { properties }: Pick<PresentRecord, 'properties'>,
  { objectType, journeyNow }: { objectType: ObjectType; journeyNow: number },
): FoundTags | null {
  const differing = ignoredValues(tags.desired, properties);
  if (differing.length === 0)
    return isTurnedRight(tags, properties) ? { tags, found: tags.desired, next: 'right' } : null;
  // Why they are not as they should be is told already.
  if (tags.failure !== null) return null;
  const found = { ...tags.desired };
  for (const { property, answered } of differing) found[property] = answered;
  const isAgain = tags.restoredAt !== null && journeyNow - tags.restoredAt < changedAgainMs;
  if (!isAgain) return { tags, found, next: 'restore' };
  const failure = refusalText(
    differing.map(({ property, sent: value, answered }) => ({
      kind: 'value-overwritten',
      ...{ objectType, property, value, found: answered },
    })),
  );
  return { tags, found, next: 'set-aside', failure };
}

/** Tags that were left alone, and that the record has now. What HubSpot does not show proves nothing. */
function isTurnedRight({ desired, failure }: RestingTags, properties: PresentRecord['properties']): boolean {
  return failure !== null && Object.keys(desired).every((name) => Object.hasOwn(properties, name));
}
