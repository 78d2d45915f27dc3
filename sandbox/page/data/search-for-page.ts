import { z } from 'zod';
import { searchSchema } from '../../portal/api/search-inputs.ts';
import { searchMatches } from '../../portal/api/search-matches.ts';
import type { ObjectType } from '../../portal/object-types.ts';
import type { PortalState } from '../../portal/portal-state.ts';
import { propertyValueOf } from '../../portal/records/derived-properties.ts';

const types: Readonly<Record<string, ObjectType>> = { '0-1': 'contact', '0-2': 'company', '0-3': 'deal' };

/** What an extension asks by `useCrmSearch`. */
export const pageSearchSchema = searchSchema.extend({
  objectType: z.enum(['0-1', '0-2', '0-3']),
  pageLength: z.number().int().min(1).max(100).default(10),
});

/** The records that an extension looks for, in the form in which HubSpot's worker hands them over. */
export function searchForPage(state: PortalState, search: z.output<typeof pageSearchSchema>) {
  const { objectType, pageLength, properties } = search;
  const offset = Number(search.after ?? 0);
  const found = state.records
    .inOrder(types[objectType] ?? 'contact')
    .filter((record) => record.archivedAtMs === null && searchMatches(state, record, search));
  const shown = found.slice(offset, offset + pageLength);
  const next = offset + shown.length;
  return {
    total: found.length,
    hasMore: next < found.length,
    ...(next < found.length && { after: String(next) }),
    results: shown.map((record) => ({
      objectId: Number(record.id),
      properties: Object.fromEntries(properties.map((name) => [name, propertyValueOf(state, record, name) ?? null])),
    })),
  };
}
