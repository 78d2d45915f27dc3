import type { Model } from '../journey/models/model-schema.ts';
import type { PortalMetadata } from '../journey/portal-metadata.ts';
import type { Ledger } from '../journey/replay.ts';
import type { MeasuredRecord } from '../measures/measured-record.ts';
import { observeReplay } from '../measures/observe-replay.ts';
import type { Store } from '../store/operations.ts';

/** What contacts are replayed under, and until when. */
export type Replaying = {
  accountId: string;
  model: Model;
  modelVersion: number;
  portal: readonly PortalMetadata[];
  asOf: number;
};

const ledgersAtOnce = 100;

/**
 * Adds to contacts what only a replay of their ledgers tells. Those that are not measured anyway are left as they are. At no time
 * are more than a few ledgers in memory.
 */
export async function withReplays(
  store: Pick<Store, 'loadLedgers'>,
  contacts: readonly MeasuredRecord[],
  replaying: Replaying,
): Promise<MeasuredRecord[]> {
  const { accountId, modelVersion } = replaying;
  const replayed = [...contacts];
  const measured = contacts.flatMap((contact, index) =>
    contact.modelVersion === modelVersion && contact.visits.length > 0 ? [{ contact, index }] : [],
  );
  for (let start = 0; start < measured.length; start += ledgersAtOnce) {
    const part = measured.slice(start, start + ledgersAtOnce);
    const records = part.map(({ contact: { recordId } }) => ({ accountId, objectType: 'contact' as const, recordId }));
    for (const [position, ledger] of (await store.loadLedgers({ records })).entries()) {
      const entry = part[position];
      if (entry !== undefined) replayed[entry.index] = observed(entry.contact, ledger, replaying);
    }
  }
  return replayed;
}

function observed(contact: MeasuredRecord, ledger: Ledger, { model, portal, asOf }: Replaying): MeasuredRecord {
  const instants = contact.visits.map(({ enteredAt }) => enteredAt);
  try {
    return { ...contact, replayed: observeReplay(model, portal, ledger, { instants, asOf }) };
  } catch {
    // What was heard of it since can't be replayed: its visits are out of date until somebody mends that.
    return { ...contact, modelVersion: null };
  }
}
