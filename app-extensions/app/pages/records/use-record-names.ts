import { useCrmSearch } from '@hubspot/ui-extensions';
import { useEffect, useRef, useState } from 'react';

/** HubSpot's search takes so many values in one filter, and answers so many records at once. */
const mostIds = 100;

export type Naming = {
  nameOf: (recordId: string) => string;
  /** So many were not asked for yet, or not answered. */
  unnamed: number;
};

/**
 * The names of records as HubSpot has them for whoever reads, asked for in parts, one after the other, in the order of the list; a
 * record that it does not tell goes by its id.
 */
export function useRecordNaming(objectType: '0-1' | '0-2' | '0-3', recordIds: readonly string[]): Naming {
  const [answered, setAnswered] = useState<ReadonlySet<string>>(new Set());
  const unasked = [...new Set(recordIds)].filter((id) => !answered.has(id));
  const last = useRef(['0']);
  // With nothing left to ask for the last search stands, so that HubSpot is not asked again.
  const values = unasked.length === 0 ? last.current : unasked.slice(0, mostIds);
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
  return { nameOf: (recordId) => names.current.get(recordId) || `#${recordId}`, unnamed: unasked.length };
}

/** The names of records as HubSpot has them for whoever reads. */
export function useRecordNames(...of: Parameters<typeof useRecordNaming>): (recordId: string) => string {
  return useRecordNaming(...of).nameOf;
}

const propertiesOf = {
  '0-1': ['firstname', 'lastname', 'email'],
  '0-2': ['name'],
  '0-3': ['dealname'],
};

function nameIn({ firstname, lastname, email, dealname, name }: Record<string, string | null>): string {
  return dealname || name || [firstname, lastname].filter(Boolean).join(' ') || email || '';
}
