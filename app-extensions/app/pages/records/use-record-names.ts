import { useCrmSearch } from '@hubspot/ui-extensions';
import { useEffect, useRef, useState } from 'react';
import { askAgainMs } from '../use-backend.ts';

type Search = ReturnType<typeof useCrmSearch>;

/** HubSpot's search takes so many values in one filter, and answers so many records at once. */
const mostIds = 100;
/** So often a search that failed is made again; then its records go by their ids, so that nothing waits for them for ever. */
const searchRetries = 3;

export type Naming = {
  nameOf: (recordId: string) => string;
  /** So many were not asked for yet, or not answered. */
  unnamed: number;
  /** So many were asked for in vain. */
  nameless: number;
};

/**
 * The names of records as HubSpot has them for whoever reads, asked for in parts, one after the other, in the order of the list; a
 * record that it does not tell goes by its id.
 */
export function useRecordNaming(objectType: '0-1' | '0-2' | '0-3', recordIds: readonly string[]): Naming {
  /** What was asked for, and whether HubSpot has answered. */
  const [settled, setSettled] = useState<ReadonlyMap<string, boolean>>(new Map());
  const ids = [...new Set(recordIds)];
  const unasked = ids.filter((id) => !settled.has(id));
  const last = useRef(['0']);
  const [isHeld, setIsHeld] = useState(false);
  // With nothing left to ask for the last search stands, so that HubSpot is not asked again; and while it is made again, as its answer
  // would be taken for that to another.
  const values = unasked.length === 0 || isHeld ? last.current : unasked.slice(0, mostIds);
  last.current = values;
  const search = useCrmSearch({
    objectType,
    properties: propertiesOf[objectType],
    filterGroups: [{ filters: [{ propertyName: 'hs_object_id', operator: 'IN', values }] }],
    pageLength: mostIds,
  });
  const { results } = search;
  const names = useRef(new Map<string, string>());
  for (const { objectId, properties: told } of results) names.current.set(String(objectId), nameIn(told));
  const settle = (which: readonly string[], isAnswered: boolean) =>
    setSettled((before) => new Map([...before, ...which.map((id) => [id, isAnswered] as const)]));
  const asked = useRef(values);
  useSearchRetries(search, {
    isIdle: unasked.length === 0,
    hold: setIsHeld,
    giveUp: () => settle(asked.current, false),
  });
  const seen = useRef(results);
  useEffect(() => {
    // Results that are new came to the search that stood before this rendering; those of a search that failed are none.
    if (seen.current !== results && isAnswered(search)) settle(asked.current, true);
    seen.current = results;
    asked.current = values;
  });
  return {
    nameOf: (recordId) => names.current.get(recordId) || `#${recordId}`,
    unnamed: unasked.length,
    nameless: ids.filter((id) => settled.get(id) === false && !names.current.has(id)).length,
  };
}

function isAnswered({ error, isLoading, isRefetching }: Search): boolean {
  return error === null && !isLoading && !isRefetching;
}

/** `hold`: the search has to stand while it is made again. */
type Retrying = { isIdle: boolean; hold: (isHeld: boolean) => void; giveUp: () => void };

/** Makes a search that failed again after a pause. Where that is in vain, the searches after it have one try each until one is answered. */
function useSearchRetries(search: Search, { isIdle, hold, giveUp }: Retrying): void {
  const { results, error, refetch } = search;
  const [retries, setRetries] = useState(0);
  const isOver = isIdle || isAnswered(search);
  useEffect(() => {
    if (isOver) setRetries(0);
  }, [isOver]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each failure once; that of a first try comes with results of its own.
  useEffect(() => {
    if (error === null || isIdle) return;
    if (retries >= searchRetries) {
      giveUp();
      return;
    }
    const timer = setTimeout(() => {
      hold(true);
      void refetch().then(() => hold(false));
      setRetries(retries + 1);
    }, askAgainMs);
    return () => clearTimeout(timer);
  }, [error, results, retries, isIdle]);
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
