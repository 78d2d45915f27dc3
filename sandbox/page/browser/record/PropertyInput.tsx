import { type ChangeEvent, useEffect, useRef } from 'react';
import type { PageProperty } from '../../page-data.ts';

type Props = { property: PageProperty; value: string; onChange: (value: string) => void };

/** The input that fits a property. Instants are typed in UTC and kept as milliseconds. */
export function PropertyInput({ property, value, onChange }: Props) {
  const first = useRef<HTMLInputElement & HTMLSelectElement>(null);
  useEffect(() => first.current?.focus(), []);
  const common = {
    ref: first,
    'aria-label': property.label,
    onChange: (event: ChangeEvent<HTMLInputElement | HTMLSelectElement>) => onChange(event.target.value),
  };
  switch (property.input) {
    case 'select':
      return (
        <select {...common} value={value}>
          <option value="">(empty)</option>
          {property.options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      );
    case 'checkboxes':
      return <Checkboxes property={property} value={value} onChange={onChange} />;
    case 'datetime':
      return (
        <input
          {...common}
          type="datetime-local"
          value={value === '' ? '' : new Date(Number(value)).toISOString().slice(0, 16)}
          onChange={(event) => onChange(instantOf(`${event.target.value}:00Z`))}
        />
      );
    case 'date':
      return (
        <input
          {...common}
          type="date"
          value={value === '' ? '' : new Date(Number(value)).toISOString().slice(0, 10)}
          onChange={(event) => onChange(instantOf(event.target.value))}
        />
      );
    default:
      return (
        <input {...common} type="text" inputMode={property.input === 'number' ? 'decimal' : 'text'} value={value} />
      );
  }
}

function Checkboxes({ property, value, onChange }: Props) {
  const chosen = value === '' ? [] : value.split(';');
  const toggle = (one: string): void => {
    onChange((chosen.includes(one) ? chosen.filter((other) => other !== one) : [...chosen, one]).join(';'));
  };
  return (
    <fieldset className="choices">
      <legend className="only-heard">{property.label}</legend>
      {property.options.map((option) => (
        <label key={option.value} className="choice">
          <input type="checkbox" checked={chosen.includes(option.value)} onChange={() => toggle(option.value)} />
          {option.label}
        </label>
      ))}
    </fieldset>
  );
}

function instantOf(text: string): string {
  const instant = Date.parse(text);
  return Number.isNaN(instant) ? '' : String(instant);
}
