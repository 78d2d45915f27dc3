import type { MeasuredRecord } from '../measures/measured-record.ts';
import type { Store } from '../store/operations.ts';
import type { MeasuredAspects } from '../store/read-measured-records.ts';

const recordsAtOnce = 500;

/** `limit`: about so many are looked for; a little more when one record gives several. */
type Walk = { after: string; limit: number; searchForMs: number };

/**
 * Goes through an account's records in the order of their ids and takes from each what is asked for. Looks for at most
 * `searchForMs`, because HubSpot does not wait: where few records count, it may find few and say where to go on.
 */
export async function walkMeasured<Found>(
  store: Pick<Store, 'readMeasuredRecords'>,
  aspects: MeasuredAspects,
  { after: start, limit, searchForMs }: Walk,
  take: (record: MeasuredRecord) => Found[],
): Promise<{ found: Found[]; next: string | null }> {
  const found: Found[] = [];
  const endsAtMs = Date.now() + searchForMs;
  for (let after = start; ; ) {
    const records = await store.readMeasuredRecords({ ...aspects, after, limit: recordsAtOnce });
    for (const [index, record] of records.entries()) {
      found.push(...take(record));
      after = record.recordId;
      if (found.length >= limit && index < records.length - 1) return { found, next: after };
    }
    if (records.length < recordsAtOnce) return { found, next: null };
    if (found.length >= limit || Date.now() >= endsAtMs) return { found, next: after };
  }
}
