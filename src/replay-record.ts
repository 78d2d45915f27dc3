import type { AgreementVersion, ClocksOfRecord } from './agreement/clock.ts';
import { noClocks, replayWithClocks } from './agreement/run-clocks.ts';
import { rollUpCompany } from './journey/companies/roll-up-company.ts';
import type { Model } from './journey/models/model-schema.ts';
import type { PortalMetadata } from './journey/portal-metadata.ts';
import type { Ledger } from './journey/replay.ts';
import type { Journey } from './journey/visits.ts';
import type { Language } from './journey/vocabulary.ts';
import type { Member } from './store/load-members.ts';
import { recommendTouchpoint } from './touchpoints/recommend-touchpoint.ts';

/** What an account replays under. */
export type AccountModel = {
  model: Model;
  modelVersion: number;
  portal: readonly PortalMetadata[];
  language: Language;
  /** Every agreement that the account has had; left out where there is none, or where clocks do not matter. */
  agreements?: readonly AgreementVersion[];
};

/** What a record's journey is decided from: its ledger and, of a company, its members with their visits under the model. */
export type RecordToReplay = { ledger: Ledger; members: readonly Member[] };

export type ReplayedRecord = { journey: Journey; nextTouchpoint: string | null; clocks: ClocksOfRecord };

/**
 * Decides the journey of one record, its clocks and, in words, what to do next. It is due again when time changes any of them. A
 * company's journey is that of its members; nothing is recommended for it, and no clock runs.
 */
export function replayRecord(
  { model, portal, language, agreements = [] }: Omit<AccountModel, 'modelVersion'>,
  { ledger, members }: RecordToReplay,
  now: number,
): ReplayedRecord {
  if (ledger.record.objectType === 'company') {
    const journey = rollUpCompany(model, { ...ledger, members }, now);
    return { journey, nextTouchpoint: null, clocks: noClocks(ledger.record) };
  }
  const { journey, state, clocks } = replayWithClocks(agreements, model, portal, ledger, now);
  const { touchpoint, flipAt } = recommendTouchpoint(state);
  const changes = [journey.nextFlipAt, clocks.nextChangeAtMs, flipAt].map((at) => at ?? Number.POSITIVE_INFINITY);
  const dueAgainAt = Math.min(...changes);
  return {
    journey: { ...journey, nextFlipAt: Number.isFinite(dueAgainAt) ? dueAgainAt : null },
    nextTouchpoint: touchpoint?.play.names[language] ?? null,
    clocks,
  };
}
