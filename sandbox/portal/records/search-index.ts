import type { CrmRecord } from './crm-record.ts';
import type { PortalChange } from './portal-change.ts';

/** What search knows: on HubSpot it learns of a change seconds to minutes after it was made. Source: PLATFORM 6.9. */
export type SearchIndex = {
  /** So long a change is not seen by search, in ms of real time; 0 is never. */
  lagMs: number;
  /** A change has just been made. */
  note(changes: readonly PortalChange[]): void;
  /** A record as search has it now; null while it does not know of it at all. */
  seen(record: CrmRecord): CrmRecord | null;
};

type Unseen = { at: number; change: PortalChange };

export function createSearchIndex(wallClock: () => number, lagMs: number): SearchIndex {
  const unseen = new Map<string, Unseen[]>();

  /** What search has not learnt of a record yet. */
  const unseenOf = (key: string): PortalChange[] => {
    const left = (unseen.get(key) ?? []).filter(({ at }) => wallClock() - at < index.lagMs);
    if (left.length === 0) unseen.delete(key);
    else unseen.set(key, left);
    return left.map(({ change }) => change);
  };

  const index: SearchIndex = {
    lagMs,
    note: (changes) => {
      if (index.lagMs === 0) return;
      for (const change of changes) {
        if (change.kind === 'associationChange') continue;
        const key = `${change.record.type}/${change.record.id}`;
        unseen.set(key, [...(unseen.get(key) ?? []), { at: wallClock(), change }]);
      }
    },
    seen: (record) => {
      const changes = unseenOf(`${record.objectType}/${record.id}`);
      if (changes.length === 0) return record;
      return changes.some(({ kind }) => kind === 'creation') ? null : withoutChanges(record, changes);
    },
  };
  return index;
}

function withoutChanges(record: CrmRecord, changes: readonly PortalChange[]): CrmRecord {
  const versions: CrmRecord['versions'] = new Map();
  let updatedAtMs = record.createdAtMs;
  for (const [name, all] of record.versions) {
    const known = all.filter(
      ({ atMs, value }) =>
        !changes.some(
          (one) => one.kind === 'propertyChange' && one.name === name && one.atMs === atMs && one.value === value,
        ),
    );
    if (known.length > 0) versions.set(name, known);
    updatedAtMs = Math.max(updatedAtMs, known.at(-1)?.atMs ?? 0);
  }
  return { ...record, versions, updatedAtMs };
}
