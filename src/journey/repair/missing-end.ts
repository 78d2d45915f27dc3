import { canonicalFacts } from '../canonical-facts.ts';
import type { HeardFact } from '../facts.ts';
import type { Instant } from '../instant.ts';
import { type KnownRecord, seen } from './known-record.ts';

/** How a record was found: there, in the recycle bin since an instant, or nowhere. `at` is when it was looked for. */
export type FoundRecord = { at: Instant } & (
  | { place: 'present' }
  | { place: 'recycle-bin'; archivedAt: Instant | null }
  | { place: 'nowhere' }
);

/**
 * The deletion or the restoration that was missed, or null when the ledger agrees with what was found. HubSpot says since when
 * a record is in the recycle bin, and of nothing else when it happened.
 */
export function missingEnd({ record, facts }: KnownRecord, found: FoundRecord): HeardFact | null {
  const own = canonicalFacts(facts).filter((fact) => fact.recordId === record.recordId && fact.occurredAt <= found.at);
  const last = own.findLast(({ kind }) => kind === 'deleted' || kind === 'restored');
  const isPresent = found.place === 'present';
  if ((last?.kind !== 'deleted') === isPresent) return null;
  const base = { ...record, subject: '', value: '' };
  if (isPresent) return { ...base, kind: 'restored', occurredAt: found.at, hearing: seen };
  const archivedAt = found.place === 'recycle-bin' ? found.archivedAt : null;
  const isTold = archivedAt !== null && archivedAt > (last?.occurredAt ?? Number.NEGATIVE_INFINITY);
  return isTold
    ? { ...base, kind: 'deleted', occurredAt: archivedAt, hearing: { ...seen, channel: 'history' } }
    : { ...base, kind: 'deleted', occurredAt: found.at, hearing: seen };
}
