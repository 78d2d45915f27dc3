import { z } from 'zod';
import { validationError } from '../api-error.ts';

export const searchOperators = [
  'EQ',
  'NEQ',
  'LT',
  'LTE',
  'GT',
  'GTE',
  'BETWEEN',
  'IN',
  'NOT_IN',
  'HAS_PROPERTY',
  'NOT_HAS_PROPERTY',
  'CONTAINS_TOKEN',
  'NOT_CONTAINS_TOKEN',
] as const;

const text = z.union([z.string(), z.number(), z.boolean()]).transform(String);
const filterSchema = z.object({
  propertyName: z.string(),
  operator: z.enum(searchOperators),
  value: text.optional(),
  values: z.array(text).optional(),
  highValue: text.optional(),
});
const sortSchema = z.union([
  z.string().transform((propertyName) => ({ propertyName, direction: 'ASCENDING' as const })),
  z.object({ propertyName: z.string(), direction: z.enum(['ASCENDING', 'DESCENDING']).default('ASCENDING') }),
]);

export const searchSchema = z.object({
  filterGroups: z.array(z.object({ filters: z.array(filterSchema) })).default([]),
  sorts: z.array(sortSchema).default([]),
  query: z.string().optional(),
  properties: z.array(z.string()).default([]),
  limit: z.number().int().positive().default(10),
  after: z.union([z.string(), z.number()]).optional(),
});
export type SearchFilter = z.output<typeof filterSchema>;
export type Search = z.output<typeof searchSchema>;

/** Source: PLATFORM 4.1. */
const bounds = {
  groups: 5,
  filtersPerGroup: 6,
  filters: 18,
  characters: 3000,
  sorts: 1,
  perPage: 200,
  results: 10_000,
};

/** Throws 400 when a search is larger than HubSpot takes, and answers the offset where the page starts. */
export function readSearchOffset(search: Search): number {
  const filters = search.filterGroups.map((group) => group.filters.length);
  const offset = Number(search.after ?? 0);
  const refuse = (isOver: boolean, message: string): void => {
    if (isOver) throw validationError(message);
  };
  refuse(filters.length > bounds.groups, `There are more than ${bounds.groups} filterGroups.`);
  refuse(
    Math.max(0, ...filters) > bounds.filtersPerGroup,
    `A filterGroup has more than ${bounds.filtersPerGroup} filters.`,
  );
  refuse(
    filters.reduce((sum, count) => sum + count, 0) > bounds.filters,
    `There are more than ${bounds.filters} filters.`,
  );
  refuse(
    JSON.stringify(search).length > bounds.characters,
    `The request is longer than ${bounds.characters} characters.`,
  );
  refuse(search.sorts.length > bounds.sorts, 'There is more than one sort.');
  refuse(search.limit > bounds.perPage, `limit is larger than ${bounds.perPage}.`);
  refuse(!Number.isInteger(offset) || offset < 0, `after must be a whole number, got ${search.after}.`);
  refuse(offset + search.limit > bounds.results, `A search gives at most ${bounds.results} results.`);
  return offset;
}
