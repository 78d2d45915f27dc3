import { useState } from 'react';
import type { ListRow, RecordListing } from '../../page-data.ts';
import { Dialog } from '../dialog/Dialog.tsx';
import { objectWords } from '../portal/object-words.ts';
import { usePortalData } from '../portal/use-portal-data.ts';
import { mergeRecords } from './change-record.ts';
import type { RecordProps } from './RecordView.tsx';

/** Looks for another record of the same type, which becomes part of this one. */
export function MergeDialog({ record, settings, onClose }: RecordProps & { onClose: () => void }) {
  const [query, setQuery] = useState('');
  const [chosen, setChosen] = useState<ListRow | null>(null);
  const asked = new URLSearchParams({ type: record.type, query, limit: '8' });
  const { data } = usePortalData<RecordListing>(`/sandbox/page/records?${asked}`, () => false);
  const rows = (data?.rows ?? []).filter(({ id }) => id !== record.id);
  return (
    <Dialog
      title={`Merge into ${record.name}`}
      submit="Merge"
      canSubmit={chosen !== null}
      onSubmit={() => mergeRecords(record, chosen!, settings.user.id)}
      onClose={onClose}
    >
      <label className="field">
        Search
        <input type="search" value={query} onChange={(event) => setQuery(event.target.value)} />
      </label>
      <fieldset className="choices">
        <legend className="only-heard">{objectWords[record.type].many}</legend>
        {rows.map((row) => (
          <label key={row.id} className="choice">
            <input type="radio" name="record" checked={chosen?.id === row.id} onChange={() => setChosen(row)} />
            {row.name} <span className="choice-note">{row.detail}</span>
          </label>
        ))}
        {data !== null && rows.length === 0 && <p className="none">Nothing is found.</p>}
      </fieldset>
      <p className="none">
        The other {objectWords[record.type].one} is part of this one afterwards. That can’t be undone.
      </p>
    </Dialog>
  );
}
