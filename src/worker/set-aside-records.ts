import { crc32 } from 'node:zlib';
import { objectTypeIds } from '../hubspot/object-type-ids.ts';
import type { UnreadableRecord } from '../hubspot/read-each-record.ts';
import type { PastType } from '../journey/vocabulary.ts';
import type { Store } from '../store/operations.ts';
import type { SetAsideEvent } from '../store/record-facts.ts';

/** Where records that can't be read are set aside. */
export type SettingAside = {
  store: Pick<Store, 'recordFacts'>;
  tombstoneKey: Uint8Array;
  journeyNow: () => number;
};

type Asked = {
  accountId: string;
  objectType: PastType;
  part: 'associations' | 'history' | 'record' | 'recycle-bin' | 'search';
};

/** No group of deliveries told of it. */
const noGroup = 0;

/** Sets records aside that HubSpot answered in a form that the app does not know, each once, where an admin sees it. */
export async function setAsideRecords(
  { store, tombstoneKey, journeyNow }: SettingAside,
  asked: Asked,
  unreadable: readonly UnreadableRecord[],
): Promise<void> {
  if (unreadable.length === 0) return;
  const setAside = unreadable.map((record) => setAsideEvent(asked, record));
  const terms = { now: Date.now(), dueAt: journeyNow(), tombstoneKey };
  await store.recordFacts({ facts: [], setAside, erasures: [], groupIds: [], ...terms });
}

function setAsideEvent({ accountId, objectType, part }: Asked, { recordId, reason }: UnreadableRecord): SetAsideEvent {
  const event = {
    subscriptionType: `${objectType}.${part}`,
    objectTypeId: objectTypeIds[objectType],
    ...(recordId !== null && { objectId: recordId }),
  };
  // The same record has the same place: it is told once, however often and in whatever part it is read.
  const place = recordId === null ? `${part}/${reason}` : recordId;
  const position = crc32(`${objectType}/${place}`) >>> 1;
  return { accountId, groupId: noGroup, position, reason, event: JSON.stringify(event) };
}
