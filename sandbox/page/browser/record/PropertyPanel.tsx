import { useState } from 'react';
import type { PageProperty } from '../../page-data.ts';
import { PropertyRow } from './PropertyRow.tsx';
import type { RecordProps } from './RecordView.tsx';

/** The properties by group; what is not the usual is folded. Empty ones that only HubSpot sets are shown when asked for. */
export function PropertyPanel({ record, settings }: RecordProps) {
  const [query, setQuery] = useState('');
  const [showsAll, setShowsAll] = useState(false);
  const isShown = (property: PageProperty): boolean => {
    if (query !== '') return `${property.label} ${property.name}`.toLowerCase().includes(query.toLowerCase());
    return showsAll || property.value !== '' || !property.isReadOnly;
  };
  const groups = record.groups
    .map((group) => ({ ...group, properties: group.properties.filter(isShown) }))
    .filter((group) => group.properties.length > 0);
  return (
    <section className="panel properties" aria-label="Properties">
      <div className="properties-tools">
        <label>
          <span className="only-heard">Search properties</span>
          <input
            type="search"
            placeholder="Search properties"
            value={query}
            onChange={(event) => setQuery(event.target.value)}
          />
        </label>
        <label className="properties-all">
          <input type="checkbox" checked={showsAll} onChange={(event) => setShowsAll(event.target.checked)} />
          all
        </label>
      </div>
      {groups.map((group, index) => (
        <details key={`${group.name} ${query !== ''}`} className="properties-group" open={index === 0 || query !== ''}>
          <summary>{group.label}</summary>
          <dl>
            {group.properties.map((property) => (
              <PropertyRow key={property.name} property={property} record={record} settings={settings} />
            ))}
          </dl>
        </details>
      ))}
      {groups.length === 0 && <p className="none">No property has these words.</p>}
    </section>
  );
}
