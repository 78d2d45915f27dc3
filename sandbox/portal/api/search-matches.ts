import { validationError } from '../api-error.ts';
import { readInstant } from '../iso-text.ts';
import { objectTypeOf } from '../object-types.ts';
import type { PortalState } from '../portal-state.ts';
import type { PropertyDefinition } from '../properties/property-definition.ts';
import type { CrmRecord } from '../records/crm-record.ts';
import { propertyValueOf } from '../records/derived-properties.ts';
import type { Search, SearchFilter } from './search-inputs.ts';

/** Whether a record is found: any group in which all filters hold, and every word of the query in its text. */
export function searchMatches(state: PortalState, record: CrmRecord, search: Search): boolean {
  const groups = search.filterGroups;
  const isInGroup =
    groups.length === 0 || groups.some((group) => group.filters.every((filter) => holds(state, record, filter)));
  return isInGroup && (search.query === undefined || containsWords(record, search.query));
}

function holds(state: PortalState, record: CrmRecord, filter: SearchFilter): boolean {
  if (filter.propertyName.startsWith('associations.')) return isAssociated(state, record, filter);
  const definition = state.properties.get(record.objectType, filter.propertyName);
  if (definition === null)
    throw validationError(`There was a problem with the request: no property ${filter.propertyName}.`);
  const value = propertyValueOf(state, record, filter.propertyName) ?? '';
  const given = filter.value ?? '';
  switch (filter.operator) {
    case 'HAS_PROPERTY':
      return value !== '';
    case 'NOT_HAS_PROPERTY':
      return value === '';
    case 'EQ':
      return value !== '' && compare(definition, value, given) === 0;
    case 'NEQ':
      return compare(definition, value, given) !== 0;
    case 'LT':
      return value !== '' && compare(definition, value, given) < 0;
    case 'LTE':
      return value !== '' && compare(definition, value, given) <= 0;
    case 'GT':
      return value !== '' && compare(definition, value, given) > 0;
    case 'GTE':
      return value !== '' && compare(definition, value, given) >= 0;
    case 'BETWEEN':
      return (
        value !== '' &&
        compare(definition, value, given) >= 0 &&
        compare(definition, value, filter.highValue ?? '') <= 0
      );
    case 'IN':
      return isListed(definition, value, filter.values ?? []);
    case 'NOT_IN':
      return !isListed(definition, value, filter.values ?? []);
    case 'CONTAINS_TOKEN':
      return hasToken(value, given);
    case 'NOT_CONTAINS_TOKEN':
      return !hasToken(value, given);
  }
}

/** Below, at or above zero. Numbers and instants compare by size, everything else as text without regard to case. */
function compare(definition: PropertyDefinition, value: string, given: string): number {
  if (definition.type === 'number') return Number(value) - Number(given);
  if (definition.type === 'datetime' || definition.type === 'date')
    return Number(value) - (readInstant(given) ?? Number.NaN);
  const [one, other] = [value.toLowerCase(), given.toLowerCase()];
  return one < other ? -1 : Number(one > other);
}

/** On text properties HubSpot finds only lower-case values in a list. Source: PLATFORM 6.9. */
function isListed(definition: PropertyDefinition, value: string, values: readonly string[]): boolean {
  if (value === '') return false;
  return definition.type === 'string'
    ? values.includes(value.toLowerCase())
    : values.some((given) => compare(definition, value, given) === 0);
}

function hasToken(value: string, pattern: string): boolean {
  const expression = pattern
    .toLowerCase()
    .split('*')
    .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
    .join('.*');
  return new RegExp(`(^|[^\\p{L}\\p{N}])${expression}($|[^\\p{L}\\p{N}])`, 'u').test(value.toLowerCase());
}

function isAssociated(state: PortalState, record: CrmRecord, filter: SearchFilter): boolean {
  const type = objectTypeOf(filter.propertyName.slice('associations.'.length));
  if (type === null) throw validationError(`${filter.propertyName} names no type of this portal.`);
  const ids = state.associations.of({ type: record.objectType, id: record.id }, type).map((link) => link.to.id);
  const wanted = filter.values ?? [filter.value ?? ''];
  return wanted.some((id) => ids.includes(id));
}

const searchedText = ['firstname', 'lastname', 'email', 'phone', 'company', 'name', 'domain', 'website', 'dealname'];

function containsWords(record: CrmRecord, query: string): boolean {
  const text = searchedText
    .map((name) => record.versions.get(name)?.at(-1)?.value ?? '')
    .join(' ')
    .toLowerCase();
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
