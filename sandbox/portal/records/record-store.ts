import { type ObjectType, objectTypes } from '../object-types.ts';
import type { CrmRecord } from './crm-record.ts';

/** All records of a portal, by type and id, with the old ids of merged records. */
export type RecordStore = {
  /** The record of exactly this id, archived or not. */
  get(type: ObjectType, id: string): CrmRecord | null;
  /** As `get`, but the old id of a merged record finds the record that exists now. */
  resolve(type: ObjectType, id: string): CrmRecord | null;
  add(record: CrmRecord): void;
  /** Takes the record out; archived records stay until this. */
  remove(record: CrmRecord): void;
  /** Takes the record out and remembers that its id must never come back. */
  erase(record: CrmRecord): void;
  isErased(type: ObjectType, id: string): boolean;
  addAlias(type: ObjectType, oldId: string, newId: string): void;
  /** In ascending order of id, as a number. */
  inOrder(type: ObjectType): readonly CrmRecord[];
  count(type: ObjectType): number;
  newId(type: ObjectType): string;
};

/** HubSpot's ids have no meaning; new ones start here and step over those that a history brought along. */
const firstNewId = 70_000_000_001;

export function createRecordStore(): RecordStore {
  const records = perType(() => new Map<string, CrmRecord>());
  const aliases = perType(() => new Map<string, string>());
  const ordered: Partial<Record<ObjectType, CrmRecord[]>> = {};
  const erased = perType(() => new Set<string>());
  let nextId = firstNewId;

  const get = (type: ObjectType, id: string): CrmRecord | null => records[type].get(id) ?? null;
  const remove = (record: CrmRecord): void => {
    records[record.objectType].delete(record.id);
    delete ordered[record.objectType];
  };
  return {
    get,
    resolve: (type, id) => {
      let current = id;
      for (let next = aliases[type].get(current); next !== undefined; next = aliases[type].get(current)) current = next;
      return get(type, current);
    },
    add: (record) => {
      records[record.objectType].set(record.id, record);
      delete ordered[record.objectType];
    },
    remove,
    erase: (record) => {
      for (const id of [record.id, ...record.mergedIds.map((merged) => merged.id)]) erased[record.objectType].add(id);
      remove(record);
    },
    isErased: (type, id) => erased[type].has(id),
    addAlias: (type, oldId, newId) => {
      aliases[type].delete(newId);
      if (oldId !== newId) aliases[type].set(oldId, newId);
    },
    inOrder: (type) => {
      const sorted = ordered[type] ?? [...records[type].values()].sort(byId);
      ordered[type] = sorted;
      return sorted;
    },
    count: (type) => {
      let live = 0;
      for (const record of records[type].values()) if (record.archivedAtMs === null) live += 1;
      return live;
    },
    newId: (type) => {
      while (records[type].has(String(nextId)) || aliases[type].has(String(nextId))) nextId += 1;
      const id = String(nextId);
      nextId += 1;
      return id;
    },
  };
}

function byId(one: CrmRecord, other: CrmRecord): number {
  return Number(one.id) - Number(other.id);
}

function perType<T>(make: () => T): Record<ObjectType, T> {
  return Object.fromEntries(objectTypes.map((type) => [type, make()])) as Record<ObjectType, T>;
}
