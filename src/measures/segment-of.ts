import type { Instant } from '../journey/instant.ts';
import { type MeasuredRecord, type MeasuredVisit, sourceProperty } from './measured-record.ts';

/** How measures are split: `source`, `owner`, `team`, `month` or `property:NAME`. */
export type Split = string;

export const splitPattern = /^(source|owner|team|month|property:.+)$/;

/** The property that a split looks at; null where it looks at none. */
export function propertyOfSplit(split: Split): string | null {
  if (split === 'source') return sourceProperty;
  return split.startsWith('property:') ? split.slice('property:'.length) : null;
}

/**
 * The segment that a visit belongs to: exactly one, so that the segments add up to the whole. Empty where nothing is known.
 * Source and properties are the record's latest values; owner and team are the visit's own; the month is that in which the
 * visit began, in UTC.
 */
export function segmentOf(
  split: Split,
  record: Pick<MeasuredRecord, 'values'>,
  visit: Pick<MeasuredVisit, 'owner' | 'team' | 'enteredAt'>,
): string {
  if (split === 'owner') return visit.owner;
  if (split === 'team') return visit.team;
  if (split === 'month') return monthOf(visit.enteredAt);
  return record.values.get(propertyOfSplit(split) ?? '') ?? '';
}

const months = new Intl.DateTimeFormat('en-CA', { year: 'numeric', month: '2-digit', timeZone: 'UTC' });

/** `2026-01` */
function monthOf(at: Instant): string {
  const parts = new Map(months.formatToParts(at).map(({ type, value }) => [type, value]));
  return `${parts.get('year')}-${parts.get('month')}`;
}
