import { useRef, useState } from 'react';
import type { PageProperty } from '../../page-data.ts';
import { formatDay, formatInstant } from '../portal/format-time.ts';
import { PropertyEditor } from './PropertyEditor.tsx';
import type { RecordProps } from './RecordView.tsx';

type Props = RecordProps & { property: PageProperty };

/** A property and, when one is wanted, its editor in its place. */
export function PropertyRow({ property, record, settings }: Props) {
  const [isEdited, setIsEdited] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const close = (): void => {
    setIsEdited(false);
    requestAnimationFrame(() => button.current?.focus());
  };
  return (
    <div className="property" data-property={property.name}>
      <dt title={property.name}>{property.label}</dt>
      <dd>
        {isEdited ? (
          <PropertyEditor property={property} record={record} settings={settings} onClose={close} />
        ) : property.isReadOnly || record.isArchived ? (
          <span className="property-text">{wordsOf(property, settings.timeZone)}</span>
        ) : (
          <button ref={button} type="button" className="property-button" onClick={() => setIsEdited(true)}>
            <span className="property-text">{wordsOf(property, settings.timeZone)}</span>
            <span className="only-heard">Edit {property.label}</span>
            <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true" className="property-pen">
              <path d="m2.500 13.500.6-3L10.500 3l2.500 2.500-7.500 7.400zM9 4.500 11.500 7" />
            </svg>
          </button>
        )}
      </dd>
    </div>
  );
}

export function wordsOf({ text, input }: PageProperty, timeZone: string): string {
  if (text === '') return '—';
  if (Number.isNaN(Date.parse(text))) return text;
  if (input === 'datetime') return formatInstant(text, timeZone);
  return input === 'date' ? formatDay(text, 'UTC') : text;
}
