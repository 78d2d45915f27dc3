import { isoText, readInstant } from '../iso-text.ts';
import type { PropertyDefinition } from './property-definition.ts';

/**
 * How a value is kept: dates and datetimes as epoch milliseconds in text, which is also how webhooks tell them.
 * What cannot be read as an instant stays as it is.
 */
export function storedValue(definition: PropertyDefinition | null, value: string): string {
  if (definition?.type !== 'datetime' && definition?.type !== 'date') return value;
  const instantMs = readInstant(value);
  return instantMs === null ? value : String(instantMs);
}

/** How the CRM API answers a kept value: datetimes as ISO text, dates as a day. */
export function answeredValue(definition: PropertyDefinition | null, value: string): string {
  if (definition === null || !/^-?\d{1,16}$/.test(value)) return value;
  if (definition.type === 'datetime') return isoText(Number(value));
  return definition.type === 'date' ? isoText(Number(value)).slice(0, 10) : value;
}
