import type { ObjectType } from '../object-types.ts';

/** Where a change came from, in the words that webhooks (`changeSource`) and property history (`sourceType`) share. */
export type ChangeSource = { changeSource: string; sourceId: string | null };

/** One entry of a property's history. Datetime values are kept as epoch milliseconds in text, an emptied property as ''. */
export type PropertyVersion = { value: string; atMs: number; source: ChangeSource };

export type CrmRecord = {
  objectType: ObjectType;
  id: string;
  createdAtMs: number;
  updatedAtMs: number;
  archivedAtMs: number | null;
  /** Oldest first; the last one is the current value. Never an empty list. */
  versions: Map<string, PropertyVersion[]>;
  /** Ids that went into this record, its own earlier id included when a merge gave it a new one. */
  mergedIds: { id: string; atMs: number }[];
};

/** The current value; null when the property never had one. */
export function currentValue(record: CrmRecord, name: string): string | null {
  return record.versions.get(name)?.at(-1)?.value ?? null;
}

/**
 * Adds a version in time order. Versions of one instant keep the order in which they were added.
 * The same value at the same instant is the same version and is not added again.
 */
export function addVersion(record: CrmRecord, name: string, version: PropertyVersion): void {
  const versions = record.versions.get(name);
  record.updatedAtMs = Math.max(record.updatedAtMs, version.atMs);
  if (versions === undefined) {
    record.versions.set(name, [version]);
    return;
  }
  let position = versions.length;
  while (position > 0 && versions[position - 1]!.atMs > version.atMs) position -= 1;
  for (let earlier = position - 1; earlier >= 0 && versions[earlier]!.atMs === version.atMs; earlier -= 1) {
    if (versions[earlier]!.value === version.value) return;
  }
  versions.splice(position, 0, version);
}
