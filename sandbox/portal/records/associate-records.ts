import type { RecordName } from '../associations/association-store.ts';
import type { PortalState } from '../portal-state.ts';
import type { ChangeSource } from './crm-record.ts';
import type { PortalChange } from './portal-change.ts';

/**
 * Associates two records. HubSpot tells it once per direction; a primary association is also a plain one, which is told
 * beside it when it is new.
 */
export function associateRecords(
  state: PortalState,
  from: RecordName,
  to: RecordName,
  isPrimary: boolean,
  source: ChangeSource,
): PortalChange[] {
  const existing = state.associations.get(from, to);
  if (existing !== null && (existing.isPrimary || !isPrimary)) return [];
  if (isPrimary) withdrawPrimary(state, from, to);
  state.associations.put(from, to, isPrimary);
  const told = { removed: false, atMs: state.clock.now(), source };
  const plain = existing === null ? bothDirections(from, to, { ...told, isPrimary: false }) : [];
  return isPrimary ? [...plain, ...bothDirections(from, to, { ...told, isPrimary: true })] : plain;
}

export function dissociateRecords(
  state: PortalState,
  from: RecordName,
  to: RecordName,
  source: ChangeSource,
): PortalChange[] {
  const existing = state.associations.get(from, to);
  if (existing === null) return [];
  state.associations.remove(from, to);
  const told = { removed: true, atMs: state.clock.now(), source };
  const plain = bothDirections(from, to, { ...told, isPrimary: false });
  return existing.isPrimary ? [...plain, ...bothDirections(from, to, { ...told, isPrimary: true })] : plain;
}

/** A contact and a deal have one primary company each: the earlier one becomes a plain association. */
function withdrawPrimary(state: PortalState, from: RecordName, to: RecordName): void {
  const [owner, company] = to.type === 'company' ? [from, to] : [to, from];
  for (const link of state.associations.of(owner, company.type)) {
    if (link.isPrimary) state.associations.put(owner, link.to, false);
  }
}

function bothDirections(
  from: RecordName,
  to: RecordName,
  told: { removed: boolean; isPrimary: boolean; atMs: number; source: ChangeSource },
): PortalChange[] {
  return [
    { kind: 'associationChange', from, to, ...told },
    { kind: 'associationChange', from: to, to: from, ...told },
  ];
}
