import { useId } from 'react';
import { type PageObject, type PageSettings, pageObjects, type RecordListing } from '../../page-data.ts';
import { Problem } from '../Problem.tsx';
import { goTo } from '../portal/address.ts';
import { objectWords } from '../portal/object-words.ts';
import { usePortalData } from '../portal/use-portal-data.ts';
import { RecordTable } from './RecordTable.tsx';

const rowsAtOnce = 50;
const teams = { '': 'Every team', marketing: 'Marketing', sales: 'Sales', service: 'Service', nobody: 'Nobody' };

/** The records of one type, with search. What is looked for stands in the address. */
export function ListPage({ settings, address }: { settings: PageSettings; address: URL }) {
  const searchId = useId();
  const given = address.searchParams;
  const type: PageObject = pageObjects.find((one) => one === given.get('type')) ?? 'contacts';
  const query = given.get('query') ?? '';
  const team = given.get('team') ?? '';
  const limit = Math.min(200, Number(given.get('limit')) || rowsAtOnce);
  const asked = new URLSearchParams({ type, query, team, limit: String(limit) });
  const listing = usePortalData<RecordListing>(`/sandbox/page/records?${asked}`, (news) => news.kind === 'records');

  const change = (values: Record<string, string>, how: 'push' | 'replace'): void => {
    const next = new URLSearchParams({ type, query, team, ...values });
    for (const [name, value] of [...next]) if (value === '') next.delete(name);
    goTo(`/?${next}`, how);
  };
  return (
    <section className="list" aria-labelledby={`${searchId}-title`}>
      <div className="list-head">
        <h1 id={`${searchId}-title`}>{objectWords[type].many}</h1>
        <p className="list-total" aria-live="polite">
          {listing.data === null ? '' : `${listing.data.total.toLocaleString('en')} found`}
        </p>
        <search className="list-search">
          <label htmlFor={searchId} className="only-heard">
            Search {objectWords[type].many.toLowerCase()}
          </label>
          <input
            id={searchId}
            type="search"
            placeholder="Name, email, domain or ID"
            value={query}
            onChange={(event) => change({ query: event.target.value }, 'replace')}
          />
          <label>
            <span className="only-heard">Owning team</span>
            <select value={team} onChange={(event) => change({ team: event.target.value }, 'replace')}>
              {Object.entries(teams).map(([value, label]) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </select>
          </label>
        </search>
      </div>
      {listing.error !== null && <Problem text={listing.error} />}
      {listing.data !== null && (
        <>
          <RecordTable rows={listing.data.rows} type={type} settings={settings} />
          {listing.data.total > listing.data.rows.length && limit < 200 && (
            <button
              type="button"
              className="button list-more"
              onClick={() => change({ limit: String(limit + rowsAtOnce) }, 'replace')}
            >
              Show more
            </button>
          )}
        </>
      )}
    </section>
  );
}
