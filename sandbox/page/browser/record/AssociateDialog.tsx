import { useState } from 'react';
import { type ListRow, type PageObject, pageObjects, type RecordListing } from '../../page-data.ts';
import { Dialog } from '../dialog/Dialog.tsx';
import { objectWords } from '../portal/object-words.ts';
import { usePortalData } from '../portal/use-portal-data.ts';
import { associate } from './change-record.ts';
import type { RecordProps } from './RecordView.tsx';

/** Looks for a record of another type and associates it. */
export function AssociateDialog({ record, settings, onClose }: RecordProps & { onClose: () => void }) {
  const others = pageObjects.filter((type) => type !== record.type);
  const [type, setType] = useState<PageObject>(others[0]!);
  const [query, setQuery] = useState('');
  const [chosen, setChosen] = useState<ListRow | null>(null);
  const [isPrimary, setIsPrimary] = useState(false);
  const mayBePrimary = type === 'companies' || record.type === 'companies';
  const save = () => associate('associate', record, chosen!, settings.user.id, mayBePrimary && isPrimary);
  return (
    <Dialog
      title={`Associate ${record.name}`}
      submit="Associate"
      canSubmit={chosen !== null}
      onSubmit={save}
      onClose={onClose}
    >
      <div className="field-row">
        <label className="field">
          With
          <select
            value={type}
            onChange={(event) => {
              setType(event.target.value as PageObject);
              setChosen(null);
            }}
          >
            {others.map((one) => (
              <option key={one} value={one}>
                {objectWords[one].many}
              </option>
            ))}
          </select>
        </label>
        <label className="field field-wide">
          Search
          <input type="search" value={query} onChange={(event) => setQuery(event.target.value)} />
        </label>
      </div>
      <Candidates key={type} type={type} query={query} chosen={chosen} onChoose={setChosen} record={record} />
      {mayBePrimary && (
        <label className="choice">
          <input type="checkbox" checked={isPrimary} onChange={(event) => setIsPrimary(event.target.checked)} />
          as the primary company
        </label>
      )}
    </Dialog>
  );
}

type CandidateProps = {
  type: PageObject;
  query: string;
  chosen: ListRow | null;
  onChoose: (row: ListRow) => void;
  record: RecordProps['record'];
};

function Candidates({ type, query, chosen, onChoose, record }: CandidateProps) {
  const asked = new URLSearchParams({ type, query, limit: '8' });
  const { data } = usePortalData<RecordListing>(`/sandbox/page/records?${asked}`, () => false);
  const rows = data?.rows ?? [];
  const isThere = (row: ListRow): boolean => record.associations.some(({ id }) => id === row.id);
  return (
    <fieldset className="choices">
      <legend className="only-heard">{objectWords[type].many}</legend>
      {rows.map((row) => (
        <label key={row.id} className="choice">
          <input type="radio" name="record" checked={chosen?.id === row.id} onChange={() => onChoose(row)} />
          {row.name} <span className="choice-note">{isThere(row) ? 'associated' : row.detail}</span>
        </label>
      ))}
      {data !== null && rows.length === 0 && <p className="none">Nothing is found.</p>}
    </fieldset>
  );
}
