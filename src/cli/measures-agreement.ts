import type { AgreementVersion, ClocksOfRecord } from '../agreement/clock.ts';
import type { ObjectType } from '../journey/vocabulary.ts';
import { addClock, addHandoff, beginAgreementTally, complianceOf, returnsOf } from '../measures/agreement-counts.ts';
import { addElapsedByTeam, type ElapsedByTeam, elapsedByTeam } from '../measures/elapsed-by-team.ts';
import type { AgreementMeasures } from '../measures/measures-report.ts';
import { type AccountModel, replayRecord } from '../replay-record.ts';
import type { Store } from '../store/operations.ts';

export type AgreementRequest = {
  accountId: string;
  objectType: ObjectType;
  current: AccountModel;
  since: number | null;
  until: number | null;
  asOf: number;
  minimum: number;
  /** Whether the elapsed time is told for each month too. */
  byMonth: boolean;
};

type Reads = Pick<Store, 'loadLedgers' | 'readRecordsPage'>;
/** By month, such as `2026-05`; the whole period by an empty text. */
type Periods = Map<string, ElapsedByTeam>;

const recordsAtOnce = 100;

/** Measures how an account's agreement is kept, by running the clocks of each record; null where nothing is agreed. */
export async function measureAgreement(store: Reads, request: AgreementRequest): Promise<AgreementMeasures | null> {
  const { accountId, objectType, current, asOf, since, until } = request;
  const versions = current.agreements ?? [];
  const inForce = versions.at(-1);
  if (inForce === undefined) return null;
  const tally = beginAgreementTally({ since, until });
  const periods: Periods = new Map([['', addElapsedByTeam([])]]);
  let failed = 0;
  for (let after = ''; ; ) {
    const records = await store.readRecordsPage({ accountId, objectType, after, limit: recordsAtOnce });
    for (const ledger of await store.loadLedgers({ records })) {
      try {
        const { clocks } = replayRecord(current, { ledger, members: [] }, asOf);
        for (const clock of clocks.clocks) addClock(tally, clock);
        for (const handoff of clocks.handoffs) addHandoff(tally, handoff);
        addPeriods(periods, clocks, versions, request);
      } catch {
        failed += 1;
      }
    }
    const last = records.at(-1);
    if (last === undefined || records.length < recordsAtOnce) break;
    after = last.recordId;
  }
  const stages = current.model.stages.map(({ id }) => id);
  return {
    ...{ id: inForce.agreement.id, version: inForce.version, failed },
    compliance: complianceOf(tally, stages, request.minimum),
    returns: returnsOf(tally),
    elapsed: [...periods]
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([month, elapsed]) => ({ month: month === '' ? null : month, ...elapsed })),
  };
}

function addPeriods(
  periods: Periods,
  clocks: ClocksOfRecord,
  versions: readonly AgreementVersion[],
  { since, until, asOf, byMonth }: AgreementRequest,
): void {
  const begin = clocks.leads[0]?.fromMs;
  if (begin === undefined) return;
  const fromMs = Math.max(begin, since ?? begin);
  const toMs = Math.min(asOf, until ?? asOf);
  const add = (name: string, from: number, to: number) => {
    const counted = elapsedByTeam({ clocks, versions, fromMs: from, toMs: to });
    periods.set(name, addElapsedByTeam([periods.get(name) ?? addElapsedByTeam([]), counted]));
  };
  add('', fromMs, toMs);
  if (!byMonth) return;
  for (let from = fromMs; from < toMs; ) {
    const day = new Date(from);
    const next = Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + 1);
    add(day.toISOString().slice(0, 7), from, Math.min(next, toMs));
    from = next;
  }
}
