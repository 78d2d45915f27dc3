import { compareRecordIds } from '../journey/byte-order.ts';
import { applyLink, type Labels, linkOf } from '../journey/evidence/associations.ts';
import type { Fact } from '../journey/facts.ts';
import type { Database } from './database.ts';
import { livingOf } from './living-records.ts';
import { type FactScope, latestValues, loadMeasuredFacts } from './load-measured-facts.ts';
import { accountRecordKey, distinctRecords } from './record-key.ts';

/**
 * Reads, for contacts or deals, the values that their companies have: those of the primary company, or else of the one with
 * the lowest id, among those that they belong to at `asOf` and that have a value.
 */
export async function loadCompanyValues(
  db: Database,
  scope: FactScope & { companyProperties: readonly string[] },
  recordIds: readonly string[],
): Promise<Map<string, Map<string, string>>> {
  const properties = scope.companyProperties;
  if (scope.objectType === 'company' || properties.length === 0) return new Map();
  const told = await loadMeasuredFacts(db, scope, recordIds, { kinds: ['association'], properties: [] });
  const companiesOf = new Map([...told].map(([recordId, facts]) => [recordId, companiesIn(facts)]));
  const company = (recordId: string) => ({ accountId: scope.accountId, objectType: 'company' as const, recordId });
  const living = await livingOf(db, distinctRecords([...companiesOf.values()].flat().map(company)));
  const livingId = (recordId: string) => living.get(accountRecordKey(company(recordId)))?.recordId ?? recordId;
  const livingIds = [...new Set([...companiesOf.values()].flat().map(livingId))];
  const facts = await loadMeasuredFacts(db, { ...scope, objectType: 'company' }, livingIds, { kinds: [], properties });
  const valuesOf = new Map([...facts].map(([recordId, own]) => [recordId, latestValues(own, properties)]));
  return new Map(
    [...companiesOf].map(([recordId, companies]) => [
      recordId,
      firstValues(companies.map((id) => valuesOf.get(livingId(id)) ?? new Map())),
    ]),
  );
}

/** The companies that a record's own association facts leave it with, the primary one first. */
function companiesIn(facts: readonly Fact[]): string[] {
  const labelsOf = new Map<string, Labels>();
  let primary: string | null = null;
  for (const fact of facts) {
    const link = linkOf(fact, true, () => false);
    if (link === null || link.other.objectType !== 'company') continue;
    const labels: Labels = labelsOf.get(link.other.recordId) ?? new Map();
    labelsOf.set(link.other.recordId, labels);
    applyLink(labels, link, fact.value);
    // A record has one: HubSpot may tell of the new one without a word about the former.
    if (link.label === 'primary' && fact.value === 'added') primary = link.other.recordId;
  }
  const isPrimary = (id: string) => [...(labelsOf.get(id)?.values() ?? [])].some((held) => held.has('primary'));
  const rank = (id: string) => (isPrimary(id) ? (id === primary ? 0 : 1) : 2);
  return [...labelsOf.keys()]
    .filter((id) => labelsOf.get(id)?.size !== 0)
    .sort((left, right) => rank(left) - rank(right) || compareRecordIds(left, right));
}

function firstValues(inOrder: readonly ReadonlyMap<string, string>[]): Map<string, string> {
  const values = new Map<string, string>();
  for (const [property, value] of inOrder.flatMap((own) => [...own])) {
    if (value !== '' && !values.has(property)) values.set(property, value);
  }
  return values;
}
