import { useCrmSearch } from '@hubspot/ui-extensions';
import { useRef } from 'react';

/** HubSpot's search takes so many values in one filter. */
const mostIds = 100;

/** The names of records as HubSpot has them for whoever reads; a record that it does not tell goes by its id. */
export function useRecordNames(objectType: '0-1' | '0-2' | '0-3', recordIds: readonly string[]) {
  const values = [...new Set(recordIds)].slice(-mostIds);
  const { results } = useCrmSearch({
    objectType,
    properties: propertiesOf[objectType],
    filterGroups: [
      { filters: [{ propertyName: 'hs_object_id', operator: 'IN', values: values.length === 0 ? ['0'] : values }] },
    ],
    pageLength: mostIds,
  });
  // When a list grows, only its end is asked for; what was told before stays known.
  const names = useRef(new Map<string, string>());
  for (const { objectId, properties: told } of results) names.current.set(String(objectId), nameIn(told));
  return (recordId: string): string => names.current.get(recordId) || `#${recordId}`;
}

const propertiesOf = {
  '0-1': ['firstname', 'lastname', 'email'],
  '0-2': ['name'],
  '0-3': ['dealname'],
};

function nameIn({ firstname, lastname, email, dealname, name }: Record<string, string | null>): string {
  return dealname || name || [firstname, lastname].filter(Boolean).join(' ') || email || '';
}
