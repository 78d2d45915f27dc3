import type { Aliases } from '../evidence/evidence.ts';
import type { HeardFact, Hearing, RecordRef } from '../facts.ts';

/**
 * What a ledger has of one record and of those merged into it. `aliases` also says of the records that it was associated with
 * who lives on in whom, and `otherMerges` since when.
 */
export type KnownRecord = {
  record: RecordRef;
  aliases: Aliases;
  facts: readonly HeardFact[];
  otherMerges: readonly HeardFact[];
};

/** How repair tells of what was found to be so, and was missed when it happened. */
export const seen: Hearing = { channel: 'seen', changeSource: 'REPAIR', sourceId: '' };
