import { canonicalFacts } from '../canonical-facts.ts';
import type { HeardFact } from '../facts.ts';
import type { FactKind } from '../vocabulary.ts';
import type { KnownRecord } from './known-record.ts';

/** How many changes were recovered, by the kind of their facts. An association is counted once, and not from both sides. */
export type Recovered = Partial<Record<FactKind, number>>;

/** What was recovered of one record. */
export type RecoveredRecord = { recordId: string; recovered: Recovered };

/** What was recovered of records, together. */
export function recoveredOfAll(records: readonly RecoveredRecord[]): Recovered {
  return records.reduce<Recovered>((sum, { recovered }) => addRecovered(sum, recovered), {});
}

/**
 * What a record's history tells that the ledger did not have. A value that is told again some milliseconds apart is no change,
 * and so nothing that was missed.
 */
export function recoveredFrom({ facts: known }: KnownRecord, told: readonly HeardFact[]): Recovered {
  const recovered: Recovered = {};
  const count = (kind: FactKind, changes: number) => {
    if (changes > 0) recovered[kind] = (recovered[kind] ?? 0) + changes;
  };
  if (!known.some(({ kind }) => kind === 'created'))
    count('created', told.some(({ kind }) => kind === 'created') ? 1 : 0);
  const mergedBefore = mergedIds(known);
  count('merged', [...mergedIds(told)].filter((id) => !mergedBefore.has(id)).length);
  for (const name of new Set(told.filter(({ kind }) => kind === 'property').map(({ subject }) => subject))) {
    const before = valuesOf(known, name);
    const after = valuesOf([...known, ...told], name);
    const isSame = before.length === after.length && before.every((value, index) => value === after[index]);
    count('property', isSame ? 0 : Math.max(1, after.length - before.length));
  }
  return recovered;
}

/** Adds up what was recovered here and there. */
export function addRecovered(one: Recovered, other: Recovered): Recovered {
  const sum = { ...one };
  for (const [kind, changes] of Object.entries(other) as [FactKind, number][]) sum[kind] = (sum[kind] ?? 0) + changes;
  return sum;
}

/** The values that a property took one after the other; one that it had already is no change. */
export function valuesOf(facts: readonly HeardFact[], name: string): string[] {
  const all = canonicalFacts(facts.filter(({ kind, subject }) => kind === 'property' && subject === name));
  return all.map(({ value }) => value).filter((value, index, values) => value !== (values[index - 1] ?? ''));
}

function mergedIds(facts: readonly HeardFact[]): Set<string> {
  return new Set(facts.filter(({ kind }) => kind === 'merged').flatMap(({ subject }) => subject.split(';')));
}
