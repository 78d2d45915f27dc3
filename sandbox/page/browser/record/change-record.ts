import type { RecordPage } from '../../page-data.ts';
import { askPortal } from '../portal/ask-portal.ts';
import { objectWords } from '../portal/object-words.ts';

type RecordName = Pick<RecordPage, 'type' | 'id'>;
type EditListener = (name: RecordName, properties: Record<string, string>) => void;

const listeners = new Set<EditListener>();

/** Hears of edits that the person makes on this page, which is all that HubSpot tells cards of. */
export function listenToEdits(listener: EditListener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export async function editProperties(record: RecordName, properties: Record<string, string>, userId: number) {
  await askPortal('/sandbox/change', {
    action: 'update',
    objectType: objectWords[record.type].control,
    id: record.id,
    properties,
    ...byUser(userId),
  });
  for (const listener of listeners) listener(record, properties);
}

export async function associate(
  action: 'associate' | 'dissociate',
  from: RecordName,
  to: RecordName,
  userId: number,
  isPrimary = false,
): Promise<void> {
  const end = ({ type, id }: RecordName) => ({ objectType: objectWords[type].control, id });
  const more = action === 'associate' ? { isPrimary } : {};
  await askPortal('/sandbox/change', { action, from: end(from), to: end(to), ...more, ...byUser(userId) });
}

/** Makes `other` part of `primary`, which goes on under its own id or under a new one, as the portal is set. */
export async function mergeRecords(primary: RecordName, other: RecordName, userId: number): Promise<void> {
  await askPortal('/sandbox/change', {
    action: 'merge',
    objectType: objectWords[primary.type].control,
    primaryId: primary.id,
    mergedId: other.id,
    ...byUser(userId),
  });
}

function byUser(userId: number) {
  return { changeSource: 'CRM_UI', sourceId: `userId:${userId}` };
}
