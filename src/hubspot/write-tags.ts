import { JourneyStewardError } from '../errors.ts';
import { asOfTag } from '../journey/tags.ts';
import type { ObjectType } from '../journey/vocabulary.ts';
import type { Obstacle, TagWrite, TagWriteResult } from '../store/tag-writes.ts';
import { apiPaths } from './api-paths.ts';
import { type ExplainedRefusal, explainRefusal } from './explain-refusal.ts';
import type { HubSpot } from './hubspot-client.ts';
import { HubSpotRefusal } from './hubspot-refusal.ts';
import { differenceOf, named, retryDelayMs, settleAnswer, type TagClock } from './settle-tag-answer.ts';
import { refusalText, type TagRefusal } from './tag-refusal.ts';

/**
 * A call that has to wait longer than this for its turn is not made now: whoever writes tags can serve another account
 * meanwhile.
 */
const longestWaitMs = 2_000;

/** A value that HubSpot has refused, and why: no other record of the batch need try it. */
type RefusedValues = Map<string, TagRefusal>;

type Batch = { hubspot: HubSpot; accountId: string; objectType: ObjectType; clock: TagClock; refused: RefusedValues };

/**
 * Writes the tags of up to 100 records of one account and object type in one call, each only where it differs. HubSpot
 * takes or refuses such a batch as a whole, so a refused one is halved until the record that it minds stands alone.
 * Writing the same tags again does no harm: after an unknown result the write is simply repeated.
 */
export async function writeTags(
  hubspot: HubSpot,
  writes: readonly TagWrite[],
  clock: TagClock,
): Promise<TagWriteResult[]> {
  const [first] = writes;
  if (first === undefined) return [];
  const { accountId, objectType } = first;
  const changed = writes.filter((write) => Object.keys(differenceOf(write)).length > 0);
  const unchanged = writes.filter((write) => !changed.includes(write));
  const batch = { hubspot, accountId, objectType, clock, refused: new Map() };
  return [
    ...unchanged.map((write) => ({ ...named(write), written: write.desired })),
    ...(await writeBatch(batch, changed)),
  ];
}

async function writeBatch(batch: Batch, given: readonly TagWrite[]): Promise<TagWriteResult[]> {
  const hopeless = given.flatMap((write) => refusedBefore(batch, write));
  const writes = given.filter((write) => !hopeless.some(({ record }) => record.recordId === write.recordId));
  if (writes.length === 0) return hopeless;
  return [...hopeless, ...(await callFor(batch, writes))];
}

async function callFor(batch: Batch, writes: readonly TagWrite[]): Promise<TagWriteResult[]> {
  const { clock } = batch;
  const inputs = writes.map((write) => ({
    id: write.recordId,
    properties: { ...differenceOf(write), [asOfTag]: String(clock.journeyNow) },
  }));
  try {
    const path = apiPaths.batchUpdate(batch.objectType);
    const call = { method: 'POST', path, body: { inputs }, longestWaitMs } as const;
    const answer = await batch.hubspot.call(batch.accountId, call);
    return settleAnswer(writes, call, answer, clock);
  } catch (error) {
    return settleFailure(batch, writes, error);
  }
}

async function settleFailure(batch: Batch, writes: readonly TagWrite[], error: unknown): Promise<TagWriteResult[]> {
  const { now } = batch.clock;
  const [only] = writes;
  if (only === undefined || !minds(error)) return later(writes, error, now, obstacleOf(error));
  const explained = reasonsOf(error, { objectType: batch.objectType, sent: differenceOf(only) });
  const standing = explained.find(({ reach }) => reach === 'object-type');
  if (standing !== undefined) return later(writes, refusalText([standing.refusal]), now, 'object-type');
  if (writes.length === 1) {
    rememberValues(batch, error, only);
    const isGone = error instanceof HubSpotRefusal && error.said.answered === 404;
    const refusals: TagRefusal[] = isGone ? [{ kind: 'record-gone' }] : explained.map(({ refusal }) => refusal);
    const failure = refusalText(refusals.length > 0 ? refusals : [{ kind: 'record-refused', said: messageOf(error) }]);
    return [{ ...named(only), setAside: true, failure }];
  }
  const middle = Math.ceil(writes.length / 2);
  const left = await writeBatch(batch, writes.slice(0, middle));
  return [...left, ...(await writeBatch(batch, writes.slice(middle)))];
}

/**
 * Whether it is the records themselves that HubSpot minds. Whatever else stands in the way may pass, and the tags wait. A 404 that
 * does not speak of objects is about the address, and so about no record at all.
 */
function minds(error: unknown): boolean {
  if (!(error instanceof JourneyStewardError)) return false;
  if (error.code === 'hubspot-refused') return true;
  return error instanceof HubSpotRefusal && error.said.answered === 404 && error.said.category === 'OBJECT_NOT_FOUND';
}

/** What else can't be written as long as this lasts: the lock of one record keeps nobody else. */
function obstacleOf(error: unknown): Obstacle | undefined {
  if (!(error instanceof JourneyStewardError)) return undefined;
  if (error.code === 'hubspot-rate-limited') return 'budget';
  if (error.code === 'hubspot-answer-unreadable') return 'object-type';
  const answered = error instanceof HubSpotRefusal ? error.said.answered : null;
  if (answered === 423) return undefined;
  return answered === 403 || answered === 404 ? 'object-type' : 'account';
}

function reasonsOf(error: unknown, place: Parameters<typeof explainRefusal>[1]): ExplainedRefusal[] {
  const reasons = error instanceof HubSpotRefusal ? error.said.reasons : [];
  return reasons.map((reason) => explainRefusal(reason, place));
}

function rememberValues({ objectType, refused }: Batch, error: unknown, write: TagWrite): void {
  const sent = differenceOf(write);
  for (const reason of error instanceof HubSpotRefusal ? error.said.reasons : []) {
    const { reach, refusal } = explainRefusal(reason, { objectType, sent });
    if (reach === 'value' && reason.property !== null) {
      refused.set(JSON.stringify([reason.property, sent[reason.property]]), refusal);
    }
  }
}

function refusedBefore({ refused }: Batch, write: TagWrite): (TagWriteResult & { setAside: true })[] {
  if (refused.size === 0) return [];
  const refusals = Object.entries(differenceOf(write)).flatMap((entry) => refused.get(JSON.stringify(entry)) ?? []);
  return refusals.length === 0 ? [] : [{ ...named(write), setAside: true, failure: refusalText(refusals) }];
}

function later(
  writes: readonly TagWrite[],
  error: unknown,
  now: number,
  obstacle: Obstacle | undefined,
): TagWriteResult[] {
  const failure = typeof error === 'string' ? error : messageOf(error);
  return writes.map((write) => ({
    ...named(write),
    retryAt: now + retryDelayMs(write, error),
    failure,
    ...(obstacle !== undefined && { obstacle }),
  }));
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
