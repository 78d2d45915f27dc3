import { liveLinks } from '../../sandbox/portal/api/present-associations.ts';
import type { PortalState } from '../../sandbox/portal/portal-state.ts';
import { type ObjectType, objectTypes } from '../../src/journey/vocabulary.ts';

/** A record as its portal has it: all values that each property took, whom it is associated with now, and who was merged into it. */
export type TrueRecord = {
  objectType: ObjectType;
  id: string;
  isArchived: boolean;
  createdAt: number;
  values: Record<string, string[]>;
  /** `type/id label+label`, sorted; of the recycle bin nothing. */
  links: string[];
  mergedIds: string[];
  tags: Record<string, string | null>;
};

/** Everything that a portal has, record by record. */
export function* truthOf(state: PortalState): Generator<TrueRecord> {
  for (const objectType of objectTypes) {
    for (const record of state.records.inOrder(objectType)) {
      const versions = [...record.versions];
      const isTag = (name: string) => name.startsWith('journey_steward_');
      const links = objectTypes.flatMap((type) =>
        liveLinks(state, { type: objectType, id: record.id }, type).map(
          ({ to, isPrimary }) => `${type}/${to.id} default${isPrimary ? '+primary' : ''}`,
        ),
      );
      yield {
        ...{ objectType, id: record.id, isArchived: record.archivedAtMs !== null, createdAt: record.createdAtMs },
        values: Object.fromEntries(
          versions
            .filter(([name]) => !isTag(name))
            .map(([name, all]) => [name, changesOf(all.map(({ value }) => value))]),
        ),
        links: links.sort(),
        mergedIds: [...new Set(record.mergedIds.map(({ id }) => id))].filter((id) => id !== record.id).sort(),
        tags: Object.fromEntries(
          versions.filter(([name]) => isTag(name)).map(([name, all]) => [name, all.at(-1)?.value ?? null]),
        ),
      };
    }
  }
}

/** Values that followed each other; one that the property had already is no change. */
function changesOf(values: readonly string[]): string[] {
  return values.filter((value, index) => value !== (values[index - 1] ?? ''));
}
