import type { RecordName } from '../associations/association-store.ts';
import type { ChangeSource } from './crm-record.ts';

type Dated = { atMs: number; source: ChangeSource };

/** What happened to the portal's records; webhooks are made from it. */
export type PortalChange = Dated &
  (
    | { kind: 'creation' | 'deletion' | 'restore' | 'privacyDeletion'; record: RecordName }
    /** `value` as it is kept: datetimes in epoch milliseconds. */
    | { kind: 'propertyChange'; record: RecordName; name: string; value: string }
    | { kind: 'merge'; record: RecordName; primaryId: string; mergedIds: string[]; propertiesMoved: number }
    | { kind: 'associationChange'; from: RecordName; to: RecordName; removed: boolean; isPrimary: boolean }
  );
