import { rollUpCompany } from './journey/companies/roll-up-company.ts';
import type { Model } from './journey/models/model-schema.ts';
import type { PortalMetadata } from './journey/portal-metadata.ts';
import type { Ledger } from './journey/replay.ts';
import { replayToState } from './journey/replay.ts';
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
};

/** What a record's journey is decided from: its ledger and, of a company, its members with their visits under the model. */
export type RecordToReplay = { ledger: Ledger; members: readonly Member[] };

/**
 * Decides the journey of one record and, in words, what to do next. It is due again when time changes either. A company's
 * journey is that of its members, and nothing is recommended for it.
 */
export function replayRecord(
  { model, portal, language }: Omit<AccountModel, 'modelVersion'>,
  { ledger, members }: RecordToReplay,
  now: number,
): { journey: Journey; nextTouchpoint: string | null } {
  if (ledger.record.objectType === 'company') {
    return { journey: rollUpCompany(model, { ...ledger, members }, now), nextTouchpoint: null };
  }
  const { journey, state } = replayToState(model, portal, ledger, now);
  const { touchpoint, flipAt } = recommendTouchpoint(state);
  const dueAgainAt = Math.min(journey.nextFlipAt ?? Number.POSITIVE_INFINITY, flipAt);
  return {
    journey: { ...journey, nextFlipAt: Number.isFinite(dueAgainAt) ? dueAgainAt : null },
    nextTouchpoint: touchpoint?.play.names[language] ?? null,
  };
}
