import { compareBytes } from './byte-order.ts';
import type { HeardFact } from './facts.ts';

/**
 * A property has one value at an instant. Where several were heard, the last in byte order stands, and `ambiguous` holds it:
 * only reading the record again can tell which is true. An emptying beside a value is HubSpot's way of moving a value back.
 *
 * Takes the facts of one instant; `livingRecord` names the record that a fact counts for, merged ones under their winner.
 */
export function oneValueEach(
  facts: readonly HeardFact[],
  livingRecord: (fact: HeardFact) => string,
): { facts: readonly HeardFact[]; ambiguous: readonly HeardFact[] } {
  if (facts.length < 2) return { facts, ambiguous: [] };
  const last = new Map<string, HeardFact>();
  const ambiguous = new Set<string>();
  for (const fact of facts) {
    if (fact.kind !== 'property') continue;
    const key = `${livingRecord(fact)} ${fact.subject}`;
    const other = last.get(key);
    if (other !== undefined && other.value !== '' && fact.value !== '' && other.value !== fact.value)
      ambiguous.add(key);
    // Facts of merged records stand in the order of their ids, not of their values.
    if (other === undefined || compareBytes(other.value, fact.value) < 0) last.set(key, fact);
  }
  const standing = new Set(last.values());
  return {
    facts: facts.filter((fact) => fact.kind !== 'property' || standing.has(fact)),
    ambiguous: [...last].filter(([key]) => ambiguous.has(key)).map(([, fact]) => fact),
  };
}
