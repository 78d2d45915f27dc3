import { type FormEvent, type KeyboardEvent, useState } from 'react';
import type { PageProperty } from '../../page-data.ts';
import { messageOf } from '../portal/ask-portal.ts';
import { editProperties } from './change-record.ts';
import { PropertyInput } from './PropertyInput.tsx';
import type { RecordProps } from './RecordView.tsx';

type Props = RecordProps & { property: PageProperty; onClose: () => void };

export function PropertyEditor({ property, record, settings, onClose }: Props) {
  const [value, setValue] = useState(property.value);
  const [error, setError] = useState<string | null>(null);
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    try {
      await editProperties(record, { [property.name]: value }, settings.user.id);
      onClose();
    } catch (problem) {
      setError(messageOf(problem));
    }
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') onClose();
  };
  return (
    <form className="property-editor" onSubmit={(event) => void save(event)} onKeyDown={onKeyDown}>
      <PropertyInput property={property} value={value} onChange={setValue} />
      {error !== null && (
        <p role="alert" className="dialog-error">
          {error}
        </p>
      )}
      <span className="property-buttons">
        <button type="submit" className="button button-primary button-small">
          Save
        </button>
        <button type="button" className="button button-small" onClick={onClose}>
          Cancel
        </button>
      </span>
    </form>
  );
}
