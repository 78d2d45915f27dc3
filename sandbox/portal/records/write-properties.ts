import type { PortalState } from '../portal-state.ts';
import { storedValue } from '../properties/stored-value.ts';
import { addVersion, type ChangeSource, type CrmRecord, currentValue } from './crm-record.ts';
import type { PortalChange } from './portal-change.ts';

/**
 * Gives a record new values, each with an entry of its own in the property's history. A value that is there already
 * changes nothing and is not told to anybody.
 */
export function writeProperties(
  state: PortalState,
  record: CrmRecord,
  values: Record<string, string>,
  source: ChangeSource,
): PortalChange[] {
  const changes: PortalChange[] = [];
  for (const [name, given] of Object.entries(values)) {
    const value = storedValue(state.properties.get(record.objectType, name), given);
    if (value === (currentValue(record, name) ?? '')) continue;
    const atMs = instantOfWrite(state, record, name);
    addVersion(record, name, { value, atMs, source });
    changes.push({
      kind: 'propertyChange',
      record: { type: record.objectType, id: record.id },
      name,
      value,
      atMs,
      source,
    });
  }
  return changes;
}

/** While the clock stands still, a later write must still be later: two values of one property never share an instant. */
function instantOfWrite(state: PortalState, record: CrmRecord, name: string): number {
  const latest = record.versions.get(name)?.at(-1);
  return latest === undefined ? state.clock.now() : Math.max(state.clock.now(), latest.atMs + 1);
}
