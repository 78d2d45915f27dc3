import type { Associate, Labels } from './associations.ts';
import type { AssociationTest } from './condition-schema.ts';
import { valuesOf } from './evaluate-property.ts';
import { buyingRoleProperty, type Evidence } from './evidence.ts';
import type { Fact } from './facts.ts';
import { fails, never, type Scope, type Verdict } from './verdict.ts';

/** Judges with whom the record is associated now. It holds on the associations, as many as it asks for, the latest first. */
export function evaluateAssociation(test: AssociationTest, evidence: Evidence, scope: Scope): Verdict {
  const needed = test.count ?? 1;
  const facts: Fact[] = [];
  let count = 0;
  const associates = [...evidence.associates.values()]
    .filter((associate) => associatePasses(test, associate, evidence, scope))
    .sort((left, right) => right.since - left.since);
  for (const { fact } of associates) {
    count += 1;
    facts.push(fact);
    if (count === needed) return { holds: true, facts, flipAt: never };
  }
  return fails;
}

function associatePasses(test: AssociationTest, associate: Associate, evidence: Evidence, scope: Scope): boolean {
  const { other, labels, since } = associate;
  if (other.objectType !== test.associated || labels.size === 0 || since < scope.from) return false;
  if (test.labels !== undefined && !test.labels.some((label) => hasLabel(labels, label))) return false;
  if (test.roles === undefined) return true;
  const held = valuesOf(evidence.contacts.get(other.recordId)?.properties.get(buyingRoleProperty) ?? '');
  return test.roles.some((role) => held.includes(role));
}

/** Labels are kept with the pair of ids that they were told of. */
function hasLabel(labels: Labels, label: string): boolean {
  return [...labels.values()].some((held) => held.has(label));
}
