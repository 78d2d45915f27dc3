import type { ObjectType } from '../object-types.ts';

export type RecordName = { type: ObjectType; id: string };
type Link = { to: RecordName; isPrimary: boolean };

/** Associations between records. Each is kept from both ends, with one mark for primary. */
export type AssociationStore = {
  /** False when it was there already with the same mark. */
  put(from: RecordName, to: RecordName, isPrimary: boolean): boolean;
  /** False when there was none. */
  remove(from: RecordName, to: RecordName): boolean;
  get(from: RecordName, to: RecordName): Link | null;
  of(from: RecordName, toType: ObjectType): Link[];
  /** Gives all associations of one record to another, which keeps its own primary. */
  move(from: RecordName, to: RecordName): void;
  removeAll(of: RecordName): void;
};

export function createAssociationStore(): AssociationStore {
  const links = new Map<string, Map<string, Link>>();
  const linksOf = (name: RecordName): Map<string, Link> => {
    const existing = links.get(keyOf(name));
    if (existing !== undefined) return existing;
    const made = new Map<string, Link>();
    links.set(keyOf(name), made);
    return made;
  };
  const get = (from: RecordName, to: RecordName): Link | null => links.get(keyOf(from))?.get(keyOf(to)) ?? null;
  const put = (from: RecordName, to: RecordName, isPrimary: boolean): boolean => {
    if (get(from, to)?.isPrimary === isPrimary) return false;
    linksOf(from).set(keyOf(to), { to, isPrimary });
    linksOf(to).set(keyOf(from), { to: from, isPrimary });
    return true;
  };
  const remove = (from: RecordName, to: RecordName): boolean => {
    links.get(keyOf(to))?.delete(keyOf(from));
    return links.get(keyOf(from))?.delete(keyOf(to)) ?? false;
  };
  const all = (name: RecordName): Link[] => [...(links.get(keyOf(name))?.values() ?? [])];
  const removeAll = (name: RecordName): void => {
    for (const link of all(name)) remove(name, link.to);
    links.delete(keyOf(name));
  };
  return {
    put,
    remove,
    get,
    of: (from, toType) => all(from).filter((link) => link.to.type === toType),
    move: (from, to) => {
      for (const link of all(from)) {
        if (get(to, link.to) === null && keyOf(to) !== keyOf(link.to)) {
          const hasPrimary = all(to).some((own) => own.isPrimary && own.to.type === link.to.type);
          put(to, link.to, link.isPrimary && !hasPrimary);
        }
      }
      removeAll(from);
    },
    removeAll,
  };
}

function keyOf(name: RecordName): string {
  return `${name.type}:${name.id}`;
}
