import { compareRecordIds } from '../journey/byte-order.ts';
import { applyLink, type Labels, linkOf } from '../journey/evidence/associations.ts';
import { type IdsAt, unitedIds } from '../journey/evidence/united-ids.ts';
import { type Fact, parseAssociationSubject } from '../journey/facts.ts';
import type { Database } from './database.ts';
import { livingOf } from './living-records.ts';
import { type FactScope, latestValues, loadMeasuredFacts } from './load-measured-facts.ts';
import { accountRecordKey } from './record-key.ts';

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
  const told = await loadMeasuredFacts(db, scope, recordIds, { kinds: ['association', 'merged'], properties: [] });
  const named = [...new Set([...told.values()].flat().flatMap(companyNamedIn))];
  const company = (recordId: string) => ({ accountId: scope.accountId, objectType: 'company' as const, recordId });
  const living = await livingOf(db, named.map(company));
  const livingId = (recordId: string) => living.get(accountRecordKey(company(recordId)))?.recordId ?? recordId;
  const livingIds = [...new Set(named.map(livingId))];
  const ofCompanies = { ...scope, objectType: 'company' as const };
  const facts = await loadMeasuredFacts(db, ofCompanies, livingIds, { kinds: ['merged'], properties });
  const companyMerges = [...facts.values()].flat().filter(({ kind }) => kind === 'merged');
  const valuesOf = new Map([...facts].map(([recordId, own]) => [recordId, latestValues(own, properties)]));
  return new Map(
    [...told].map(([recordId, own]) => {
      const companies = companiesIn(own, { livingId, idsAt: unitedIds([...own, ...companyMerges]) });
      return [recordId, firstValues(companies.map((id) => valuesOf.get(id) ?? new Map()))];
    }),
  );
}

function companyNamedIn({ kind, subject }: Fact): string[] {
  if (kind !== 'association') return [];
  const { other } = parseAssociationSubject(subject);
  return other.objectType === 'company' ? [other.recordId] : [];
}

/** The companies that a record's own association facts leave it with, under the ids they live on in, the primary one first. */
function companiesIn(
  facts: readonly Fact[],
  { livingId, idsAt }: { livingId: (recordId: string) => string; idsAt: IdsAt },
): string[] {
  const labelsOf = new Map<string, Labels>();
  let primary: string | null = null;
  for (const fact of facts) {
    const link = fact.kind === 'association' ? linkOf(fact, true, () => false, idsAt) : null;
    if (link === null || link.other.objectType !== 'company') continue;
    const companyId = livingId(link.other.recordId);
    const labels: Labels = labelsOf.get(companyId) ?? new Map();
    labelsOf.set(companyId, labels);
    applyLink(labels, link, fact.value);
    // A record has one: HubSpot may tell of the new one without a word about the former.
    if (link.label === 'primary' && fact.value === 'added') primary = companyId;
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
