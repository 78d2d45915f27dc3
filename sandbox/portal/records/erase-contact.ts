import type { PortalState } from '../portal-state.ts';
import type { ChangeSource, CrmRecord } from './crm-record.ts';
import type { PortalChange } from './portal-change.ts';

/**
 * Privacy deletion: the contact and its associations are gone for good. HubSpot tells it twice, as a privacy deletion and
 * as a deletion, in either order.
 */
export function eraseContact(state: PortalState, contact: CrmRecord, source: ChangeSource): PortalChange[] {
  const record = { type: contact.objectType, id: contact.id };
  state.associations.removeAll(record);
  state.records.erase(contact);
  const told = { record, atMs: state.clock.now(), source };
  return state.random.shuffle<PortalChange>([
    { kind: 'privacyDeletion', ...told },
    { kind: 'deletion', ...told },
  ]);
}
