import type { ClocksOfRecord } from '../agreement/clock.ts';
import type { ObjectType } from '../journey/vocabulary.ts';
import { type AccountModel, replayRecord } from '../replay-record.ts';
import type { Store } from '../store/operations.ts';
import type { AccountJourneyRecord } from '../store/record-key.ts';

export type RecordClocks = { record: AccountJourneyRecord; clocks: ClocksOfRecord };

/** The kinds of records whose clocks run, or ran under an earlier version of the agreement. A company has none. */
export function clockedTypes({ agreements = [] }: Pick<AccountModel, 'agreements'>): readonly ObjectType[] {
  return (['contact', 'deal'] as const).filter((type) =>
    agreements.some(({ agreement }) => agreement.records.includes(type)),
  );
}

/** The clocks of some records as they stand at an instant. Those that can't be replayed are left out. */
export async function clocksOfRecords(
  store: Pick<Store, 'loadLedgers'>,
  current: AccountModel,
  records: readonly AccountJourneyRecord[],
  now: number,
): Promise<RecordClocks[]> {
  const ledgers = await store.loadLedgers({ records });
  return ledgers.flatMap((ledger, index) => {
    const record = records[index];
    if (record === undefined) return [];
    try {
      return [{ record, clocks: replayRecord(current, { ledger, members: [] }, now).clocks }];
    } catch {
      return [];
    }
  });
}
