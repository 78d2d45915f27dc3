import { useCrmSearch } from '@hubspot/ui-extensions';
import { useEffect, useRef } from 'react';
import { spreadMs, waitBeforeReloadMs } from './use-reload-while-waiting.ts';

/** Names by `contact/5` or `deal/8`. The app keeps none: HubSpot tells them to whoever may see them. */
export type Names = ReadonlyMap<string, string>;
export type NamedKind = 'contact' | 'deal';

type Search = ReturnType<typeof useCrmSearch>;
type Properties = Record<string, string | null>;

/** HubSpot's search takes so many values in one filter, and answers so many records at once. */
const mostIds = 100;
/** So often a search that failed is made again; then its records go by their numbers. */
const searchRetries = 3;

const asked = {
  contact: { objectType: '0-1', properties: ['firstname', 'lastname', 'email'] },
  deal: { objectType: '0-3', properties: ['dealname'] },
};

type NameSearchProps = {
  kind: NamedKind;
  /** Those of an earlier rendering stand first, so that no part but the last is asked for anew. */
  ids: readonly string[];
  /** Stays the same function. */
  found: (names: Names) => void;
};

/** Asks HubSpot for the names of records, in parts, one after the other. Shows nothing. */
export function NameSearch({ ids, ...rest }: NameSearchProps) {
  if (ids.length === 0) return null;
  const part = ids.slice(0, mostIds);
  // Another part is another search: what is known of this one says nothing of that.
  return <PartSearch key={part.join(' ')} {...rest} part={part} others={ids.slice(mostIds)} />;
}

type PartSearchProps = Omit<NameSearchProps, 'ids'> & { part: string[]; others: string[] };

function PartSearch({ kind, part, others, found }: PartSearchProps) {
  const search = useCrmSearch({
    ...asked[kind],
    filterGroups: [{ filters: [{ propertyName: 'hs_object_id', operator: 'IN', values: part }] }],
    pageLength: mostIds,
  });
  const { results, isLoading } = search;
  useEffect(() => found(namesOf(results, kind)), [found, results, kind]);
  useSearchAgain(search);
  return isLoading ? null : <NameSearch kind={kind} ids={others} found={found} />;
}

function useSearchAgain({ error, refetch }: Search): void {
  const retries = useRef(0);
  useEffect(() => {
    if (error === null || retries.current >= searchRetries) return;
    const ask = () => {
      retries.current += 1;
      void refetch();
    };
    const timer = setTimeout(ask, waitBeforeReloadMs + Math.random() * spreadMs);
    return () => clearTimeout(timer);
  }, [error, refetch]);
}

function namesOf(results: Search['results'], kind: NamedKind): Names {
  return new Map(
    results.flatMap(({ objectId, properties }) => {
      const name = nameIn(properties).trim();
      return name === '' ? [] : [[`${kind}/${objectId}`, name] as const];
    }),
  );
}

function nameIn({ firstname, lastname, email, dealname }: Properties): string {
  return dealname || [firstname, lastname].filter(Boolean).join(' ') || (email ?? '');
}
