import { useAssociations } from '@hubspot/ui-extensions/crm';
import { createContext, type ReactNode, useContext } from 'react';

/** Names by `contact/5` or `deal/8`. The app keeps none: HubSpot tells them to whoever may see them. */
export type Names = ReadonlyMap<string, string>;

const NamesContext = createContext<Names>(new Map());

// The arguments stand here as literals, so that HubSpot can read them from the bundle and load the names with it.

/** The names of the people that the record is associated with. */
export function NamesOfContacts({ children }: { children: ReactNode }) {
  const { results } = useAssociations({
    toObjectType: '0-1',
    properties: ['firstname', 'lastname', 'email'],
    pageLength: 50,
  });
  return <NamesContext.Provider value={namesOf(results, contactName, 'contact')}>{children}</NamesContext.Provider>;
}

/** The names of the deals that the record is associated with, and those that are known around it. */
export function NamesOfDeals({ children }: { children: ReactNode }) {
  const around = useNames();
  const { results } = useAssociations({ toObjectType: '0-3', properties: ['dealname'], pageLength: 50 });
  const deals = namesOf(results, ({ dealname }) => dealname ?? '', 'deal');
  return <NamesContext.Provider value={new Map([...around, ...deals])}>{children}</NamesContext.Provider>;
}

export function useNames(): Names {
  return useContext(NamesContext);
}

type Properties = Record<string, string | null>;
type Associated = { toObjectId: number; properties: Properties };

function namesOf(results: Associated[], nameOf: (properties: Properties) => string, kind: string): Names {
  return new Map(
    results.flatMap(({ toObjectId, properties }) => {
      const name = nameOf(properties).trim();
      return name === '' ? [] : [[`${kind}/${toObjectId}`, name] as const];
    }),
  );
}

function contactName({ firstname, lastname, email }: Properties): string {
  return [firstname, lastname].filter(Boolean).join(' ') || (email ?? '');
}
