import type { Agreement } from './agreement/agreement-schema.ts';
import type { AgreementVersion } from './agreement/clock.ts';
import {
  addBreaches,
  type BreachComparison,
  beginBreachComparison,
  finishBreachComparison,
  type OpenBreachComparison,
} from './measures/compare-breaches.ts';
import { type AccountModel, replayRecord } from './replay-record.ts';
import type { Store } from './store/operations.ts';
import type { AccountJourneyRecord } from './store/record-key.ts';

export type PreviewAgreementOptions = {
  store: Pick<Store, 'countRecords' | 'loadLedgers' | 'readRecordsPage'>;
  accountId: string;
  /** What the account replays under now. */
  current: AccountModel;
  draft: Agreement;
  /** The instant at which both are compared, ms. */
  now: number;
  /** From when on clocks are counted, ms; null for all. */
  since: number | null;
  /** How many records are read and replayed before others get their turn. */
  recordsAtOnce: number;
  onProgress: (done: number, total: number) => void;
  /** Asked before each page; once it says no, the comparison is of the records so far. */
  mayGoOn: () => boolean;
};

/** `failed` are records that can't be replayed, and so are in none of the counts. */
export type AgreementPreview = BreachComparison & { total: number; failed: number; isPartial: boolean };

/**
 * The story of a change of agreement before it is made: the clocks of every record are run as if the agreement in force, and as if the
 * draft, had held all the time, and the breaches that only one of them has are counted. Nothing is written. So the past shows what the
 * draft asks of each team; publishing it leaves the past as it is.
 */
export async function previewAgreement(options: PreviewAgreementOptions): Promise<AgreementPreview> {
  const { store, accountId, current, draft, since, recordsAtOnce } = options;
  const comparison = beginBreachComparison(since);
  const inForce = current.agreements?.at(-1)?.agreement ?? null;
  const sides = [inForce, draft].map((agreement) => (agreement === null ? [] : [alwaysInForce(agreement)]));
  const counts = await store.countRecords({ accountId });
  const total = counts.contact + counts.deal;
  let done = 0;
  let failed = 0;
  options.onProgress(done, total);
  // Companies have no clocks.
  for (const objectType of ['contact', 'deal'] as const) {
    for (let after = ''; ; ) {
      if (!options.mayGoOn()) {
        return { ...finishBreachComparison(comparison), total, failed, isPartial: done < total };
      }
      const records = await store.readRecordsPage({ accountId, objectType, after, limit: recordsAtOnce });
      const last = records.at(-1);
      if (last === undefined) break;
      after = last.recordId;
      failed += await comparePage(options, sides, records, comparison);
      done += records.length;
      options.onProgress(done, Math.max(done, total));
      // An embedded database never leaves the event loop; deliveries must get their answers in between.
      await new Promise(setImmediate);
    }
  }
  return { ...finishBreachComparison(comparison), total: done, failed, isPartial: false };
}

type Side = readonly AgreementVersion[];

/** The first version of an account counts for everything that went before. */
function alwaysInForce(agreement: Agreement): AgreementVersion {
  return { version: 1, agreement, publishedAtMs: 0, appliesTo: 'open-visits' };
}

async function comparePage(
  { store, current, now }: PreviewAgreementOptions,
  sides: readonly Side[],
  records: readonly AccountJourneyRecord[],
  comparison: OpenBreachComparison,
): Promise<number> {
  let failed = 0;
  for (const ledger of await store.loadLedgers({ records })) {
    try {
      const [before = [], after = []] = sides.map(
        (agreements) => replayRecord({ ...current, agreements }, { ledger, members: [] }, now).clocks.clocks,
      );
      addBreaches(comparison, `${ledger.record.objectType}/${ledger.record.recordId}`, before, after);
    } catch {
      failed += 1;
    }
  }
  return failed;
}
