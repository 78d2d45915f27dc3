import { useCrmSearch } from '@hubspot/ui-extensions';
import { useEffect, useRef, useState } from 'react';

/** HubSpot's search takes so many values in one filter, and answers so many records at once. */
const mostIds = 100;

/**
 * The names of records as HubSpot has them for whoever reads, asked for in parts, one after the other, in the order of the list; a
 * record that it does not tell goes by its id.
 */
export function useRecordNames(objectType: '0-1' | '0-2' | '0-3', recordIds: readonly string[]) {
  const [answered, setAnswered] = useState<ReadonlySet<string>>(new Set());
  const unasked = [...new Set(recordIds)].filter((id) => !answered.has(id)).slice(0, mostIds);
  const last = useRef(['0']);
  // With nothing left to ask for the last search stands, so that HubSpot is not asked again.
  const values = unasked.length === 0 ? last.current : unasked;
  last.current = values;
  const { results } = useCrmSearch({
    objectType,
    properties: propertiesOf[objectType],
    filterGroups: [{ filters: [{ propertyName: 'hs_object_id', operator: 'IN', values }] }],
    pageLength: mostIds,
  });
  const names = useRef(new Map<string, string>());
  for (const { objectId, properties: told } of results) names.current.set(String(objectId), nameIn(told));
  const asked = useRef(values);
  const seen = useRef(results);
  useEffect(() => {
    // Results that are new came to the search that stood before this rendering.
    const settled = asked.current;
    if (seen.current !== results) setAnswered((before) => new Set([...before, ...settled]));
    seen.current = results;
    asked.current = values;
  });
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
