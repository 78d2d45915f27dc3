import { canonicalFacts } from '../canonical-facts.ts';
import { type Link, linkOf } from '../evidence/associations.ts';
import { livingId } from '../evidence/evidence.ts';
import { type IdsAt, unitedIds } from '../evidence/united-ids.ts';
import { type HeardFact, type RecordRef, recordKey } from '../facts.ts';
import type { Instant } from '../instant.ts';
import { oneValueEach } from '../one-value-each.ts';
import type { Ledger } from '../replay.ts';
import { isEstimate, isSeen, settleEstimates } from '../settle-estimates.ts';

/** What a company's own facts of one instant say: who belongs to it, whether it is deleted, who owns it. */
export type CompanyPoint = {
  at: Instant;
  /** By the key of the record that the association is with, under the id that it lives on in. */
  links: Map<string, { link: Link; fact: HeardFact }[]>;
  isDeleted: boolean | null;
  owner: string | null;
  isAmbiguous: boolean;
  isEstimated: boolean;
  isSeen: boolean;
};

/** The instants at which a company's own facts, and those of companies merged into it, may change its journey. */
export function companyFacts({ record, aliases, facts }: Ledger): Map<Instant, CompanyPoint> {
  const living = (of: RecordRef) => `${of.objectType}/${livingId(aliases, of)}`;
  const own = settleEstimates(canonicalFacts(facts), living).filter((fact) => living(fact) === recordKey(record));
  const groups = Map.groupBy(own, (fact) => fact.occurredAt);
  const idsAt = unitedIds(facts);
  return new Map([...groups].map(([at, group]) => [at, companyPoint(at, group, { record, living, idsAt })]));
}

function companyPoint(
  at: Instant,
  facts: readonly HeardFact[],
  { record, living, idsAt }: { record: RecordRef; living: (of: RecordRef) => string; idsAt: IdsAt },
): CompanyPoint {
  const single = oneValueEach(facts, living);
  const point: CompanyPoint = {
    at,
    links: new Map(),
    isDeleted: null,
    owner: null,
    isAmbiguous: single.ambiguous.length > 0,
    isEstimated: single.facts.some(isEstimate),
    isSeen: single.facts.some(isSeen),
  };
  for (const fact of single.facts) {
    const link = fact.kind === 'association' ? linkOf(fact, true, () => false, idsAt) : null;
    if (link !== null) {
      const member = living(link.other);
      const links = point.links.get(member) ?? [];
      point.links.set(member, links);
      links.push({ link, fact });
    }
    if (fact.kind === 'property' && fact.subject === 'hubspot_owner_id') point.owner = fact.value;
    // The losers of a merge are deleted with it: that is no end of the journey.
    if (fact.recordId !== record.recordId) continue;
    if (fact.kind === 'deleted' || fact.kind === 'restored') point.isDeleted = fact.kind === 'deleted';
  }
  return point;
}
