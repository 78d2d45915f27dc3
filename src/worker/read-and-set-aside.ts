import { crc32 } from 'node:zlib';
import type { HubSpot } from '../hubspot/hubspot-client.ts';
import { objectTypeIds } from '../hubspot/object-type-ids.ts';
import { type RecordHistory, readHistory, type UnreadableRecord } from '../hubspot/read-history.ts';
import type { PastType } from '../journey/vocabulary.ts';
import type { Store } from '../store/operations.ts';
import type { SetAsideEvent } from '../store/record-facts.ts';

export type Reading = {
  store: Pick<Store, 'recordFacts'>;
  hubspot: HubSpot;
  tombstoneKey: Uint8Array;
  journeyNow: () => number;
};

/** No group of deliveries told of it. */
const noGroup = 0;

/**
 * Reads histories as `readHistory` does. A record that can't be read is set aside, once, where an admin sees it; it is read again when
 * it changes, and everybody else goes on.
 */
export async function readAndSetAside(
  { store, hubspot, tombstoneKey, journeyNow }: Reading,
  input: Parameters<typeof readHistory>[1],
): Promise<RecordHistory[]> {
  const { histories, unreadable } = await readHistory(hubspot, input);
  if (unreadable.length > 0) {
    const setAside = unreadable.map((record) => setAsideEvent(input, record));
    const terms = { now: Date.now(), dueAt: journeyNow(), tombstoneKey };
    await store.recordFacts({ facts: [], setAside, erasures: [], groupIds: [], ...terms });
  }
  return histories;
}

function setAsideEvent(
  { accountId, objectType }: { accountId: string; objectType: PastType },
  { recordId, reason }: UnreadableRecord,
): SetAsideEvent {
  const event = {
    subscriptionType: `${objectType}.history`,
    objectTypeId: objectTypeIds[objectType],
    objectId: recordId,
  };
  // The same record has the same place: it is told once, however often it is read.
  const position = crc32(`${objectType}/${recordId}`) >>> 1;
  return { accountId, groupId: noGroup, position, reason, event: JSON.stringify(event) };
}
