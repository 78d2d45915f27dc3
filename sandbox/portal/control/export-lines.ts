import { objectTypes } from '../object-types.ts';
import type { PortalState } from '../portal-state.ts';
import { propertyNamesOf } from '../records/derived-properties.ts';
import { presentRecord } from '../records/present-record.ts';

/**
 * Every record as one line of JSON, by type and ascending id, archived ones included: `objectType`, the record with all its
 * properties, `associations` (`{contact: [ids], …}`) and, when asked for, the history of each property.
 */
export function* exportLines(state: PortalState, withHistory: boolean): Generator<string> {
  for (const type of objectTypes) {
    for (const record of state.records.inOrder(type)) {
      const names = propertyNamesOf(state, record);
      const associations = objectTypes.flatMap((to) => {
        const ids = state.associations.of({ type, id: record.id }, to).map((link) => link.to.id);
        return ids.length === 0 ? [] : [[to, ids.sort((one, other) => Number(one) - Number(other))]];
      });
      const line = {
        objectType: type,
        ...presentRecord(state, record, { properties: names, withHistory: withHistory ? names : [] }),
        associations: Object.fromEntries(associations),
      };
      yield `${JSON.stringify(line)}\n`;
    }
  }
}
