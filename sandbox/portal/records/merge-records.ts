import type { PortalState } from '../portal-state.ts';
import { emptyRecord } from './create-record.ts';
import { addVersion, type ChangeSource, type CrmRecord, currentValue } from './crm-record.ts';
import type { PortalChange } from './portal-change.ts';

/**
 * Merges records into one, under `newId`. Histories are united; a value of the primary stays the current one where it has
 * one, and the lifecycle stage is the furthest of all. Ids that are no longer in use lead to the record that exists.
 */
export function mergeRecords(
  state: PortalState,
  primary: CrmRecord,
  others: readonly CrmRecord[],
  newId: string,
  atMs: number,
  source: ChangeSource,
): { record: CrmRecord; change: PortalChange } {
  const merged = emptyRecord(
    primary.objectType,
    newId,
    Math.min(...[primary, ...others].map((one) => one.createdAtMs)),
  );
  merged.updatedAtMs = atMs;
  const kept = keptValues(state, primary, others);
  let propertiesMoved = 0;
  for (const record of [...others, primary]) {
    merged.mergedIds.push(...record.mergedIds);
    if (record.id !== newId) merged.mergedIds.push({ id: record.id, atMs });
    for (const [name, versions] of record.versions) for (const version of versions) addVersion(merged, name, version);
    state.records.remove(record);
  }
  const mergeSource = { changeSource: 'MERGE_OBJECTS', sourceId: source.sourceId };
  for (const [name, value] of kept) {
    if (currentValue(primary, name) !== value) propertiesMoved += 1;
    if (currentValue(merged, name) === value) continue;
    const latestMs = merged.versions.get(name)?.at(-1)?.atMs ?? atMs;
    addVersion(merged, name, { value, atMs: Math.max(atMs, latestMs + 1), source: mergeSource });
  }
  state.records.add(merged);
  const type = primary.objectType;
  for (const record of [primary, ...others]) {
    state.records.addAlias(type, record.id, newId);
    if (record.id !== newId) state.associations.move({ type, id: record.id }, { type, id: newId });
  }
  const change: PortalChange = {
    kind: 'merge',
    record: { type, id: newId },
    primaryId: primary.id,
    mergedIds: others.map((other) => other.id),
    propertiesMoved,
    atMs,
    source,
  };
  return { record: merged, change };
}

function keptValues(state: PortalState, primary: CrmRecord, others: readonly CrmRecord[]): Map<string, string> {
  const kept = new Map<string, string>();
  for (const record of [...others, primary]) {
    for (const name of record.versions.keys()) {
      const value = currentValue(record, name) ?? '';
      if (value !== '') kept.set(name, value);
    }
  }
  const options = state.properties.get(primary.objectType, 'lifecyclestage')?.options ?? [];
  const order = options.map((option) => option.value);
  const stages = [primary, ...others].map((record) => currentValue(record, 'lifecyclestage') ?? '');
  const furthest = stages.reduce((one, other) => (order.indexOf(other) > order.indexOf(one) ? other : one));
  if (furthest !== '') kept.set('lifecyclestage', furthest);
  return kept;
}
