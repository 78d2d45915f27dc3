import { type Associate, circleOf } from '../evidence/associates.ts';
import type { Evidence } from '../evidence/evidence.ts';
import type { AssociationTest } from './condition-schema.ts';
import { fails, never, type Scope, type Verdict } from './verdict.ts';

/** Judges with whom the record is associated now. It holds on those who have been so the longest, as many as it asks for. */
export function evaluateAssociation(test: AssociationTest, evidence: Evidence, scope: Scope): Verdict {
  const needed = test.count ?? 1;
  const found = new Map<string, Associate>();
  for (const within of circlesAsked(test)) {
    let count = 0;
    for (const [id, associate] of circleOf(evidence.associates, test.associated, within)) {
      if (count === needed) break;
      if (!isOfLap(test, id, evidence, scope) || !hasLabel(test, id, evidence)) continue;
      count += 1;
      found.set(id, earlierOf(found.get(id), associate));
    }
  }
  if (found.size < needed) return fails;
  const longest = [...found.values()].sort((left, right) => left.since - right.since).slice(0, needed);
  return { holds: true, facts: longest.flatMap(({ facts }) => facts), flipAt: never };
}

/** Who has one of several roles or labels is in one of their circles; who must have both is looked up by the role. */
function circlesAsked({ roles, labels }: AssociationTest): readonly { label?: string; role?: string }[] {
  if (roles !== undefined) return roles.map((role) => ({ role }));
  return labels === undefined ? [{}] : labels.map((label) => ({ label }));
}

/** An association belongs to the lap in which it began, whatever label or role was added to it later. */
function isOfLap({ associated }: AssociationTest, id: string, { associates }: Evidence, scope: Scope): boolean {
  return (circleOf(associates, associated, {}).get(id)?.since ?? never) >= scope.from;
}

function hasLabel({ associated, roles, labels }: AssociationTest, id: string, evidence: Evidence): boolean {
  if (roles === undefined || labels === undefined) return true;
  return labels.some((label) => circleOf(evidence.associates, associated, { label }).has(id));
}

function earlierOf(first: Associate | undefined, second: Associate): Associate {
  return first === undefined || second.since < first.since ? second : first;
}
