import { pipeline } from 'node:stream/promises';
import { stringify } from 'csv-stringify';
import type { Clock } from '../agreement/clock.ts';
import { type AccountModel, replayRecord } from '../replay-record.ts';
import type { Store } from '../store/operations.ts';
import type { StoredClock } from '../store/read-clocks.ts';
import { accountRecordKey, distinctRecords } from '../store/record-key.ts';

const pageSize = 1_000;

const columns = [
  'account_id',
  'object_type',
  'record_id',
  'lap',
  'stage',
  'team',
  'kind',
  'started_at',
  'stopped_at',
  'due_at',
  'state',
  'business_seconds',
  'paused_seconds',
  'policy_version',
] as const;

export type CountedClocks = {
  store: Pick<Store, 'loadLedgers' | 'readClocksPage'>;
  modelOf: (accountId: string) => AccountModel;
  /** Up to when open clocks are counted, by the clock of journeys. */
  now: number;
};

/** Writes all clocks as CSV, in the form of the export of visits; open ones as they stand now. */
export async function exportClocks(options: CountedClocks, output: NodeJS.WritableStream): Promise<{ clocks: number }> {
  let clocks = 0;
  async function* rows() {
    for await (const stored of countedClocks(options)) {
      clocks += 1;
      yield toRow(stored);
    }
  }
  await pipeline(rows, stringify({ header: true, columns: [...columns], record_delimiter: 'unix' }), output, {
    // Standard output is not ours to close.
    end: output !== process.stdout,
  });
  return { clocks };
}

/** Every clock, in the order of the export. An open one is counted up to now: it was saved when it last changed. */
export async function* countedClocks(options: CountedClocks): AsyncGenerator<StoredClock> {
  for (let after: StoredClock | null = null; ; ) {
    const page: StoredClock[] = await options.store.readClocksPage({ after, limit: pageSize });
    const counted = await recount(options, page);
    for (const stored of page) {
      const clock = counted.get(`${accountRecordKey(stored)} ${stored.clock.key}`);
      yield clock === undefined ? stored : { ...stored, clock };
    }
    after = page.at(-1) ?? null;
    if (after === null || page.length < pageSize) return;
  }
}

const ledgersAtOnce = 100;

/** The open clocks of a page as they stand now, by record and key. */
async function recount(
  { store, modelOf, now }: CountedClocks,
  page: readonly StoredClock[],
): Promise<ReadonlyMap<string, Clock>> {
  const records = distinctRecords(page.filter(({ clock }) => clock.stoppedAtMs === null));
  const counted = new Map<string, Clock>();
  for (let start = 0; start < records.length; start += ledgersAtOnce) {
    const part = records.slice(start, start + ledgersAtOnce);
    const ledgers = await store.loadLedgers({ records: part });
    for (const [index, record] of part.entries()) {
      const ledger = ledgers[index];
      if (ledger === undefined) continue;
      const { clocks } = replayRecord(modelOf(record.accountId), { ledger, members: [] }, now);
      for (const clock of clocks.clocks) counted.set(`${accountRecordKey(record)} ${clock.key}`, clock);
    }
  }
  return counted;
}

function toRow({ accountId, objectType, recordId, clock }: StoredClock): string[] {
  const instant = (at: number | null) => (at === null ? '' : new Date(at).toISOString());
  return [
    accountId,
    objectType,
    recordId,
    String(clock.lap),
    clock.stage,
    clock.team,
    clock.kind,
    instant(clock.startedAtMs),
    instant(clock.stoppedAtMs),
    instant(clock.dueAtMs),
    clock.state,
    String(clock.businessSeconds),
    String(clock.pausedSeconds),
    String(clock.policyVersion),
  ];
}
