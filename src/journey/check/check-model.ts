import type { Model } from '../models/model-schema.ts';
import { checkConditions } from './check-conditions.ts';
import { checkEntry } from './check-entry.ts';
import { checkLists } from './check-lists.ts';
import { conditionPlaces } from './check-places.ts';
import { checkPortal, type ModelContext } from './check-portal.ts';
import { type ModelPath, type ModelProblem, modelProblem } from './check-problem.ts';
import { checkRules } from './check-rules.ts';
import { checkTouchpointMap } from './check-touchpoint-map.ts';
import { withinWork } from './check-work.ts';
import { say } from './said.ts';

/**
 * Checks what the schema can't: whether a model means something, and whether a portal has what it speaks of. Errors come
 * first, then in the order of the file. A condition that is too large to be looked through is not spoken of; whatever is said
 * never to hold holds in no replay.
 */
export function checkModel(model: Model, portal: ModelContext): ModelProblem[] {
  const places = conditionPlaces(model);
  const { found, isCapped } = withinWork(model, () => [
    ...checkConditions(model, places),
    ...checkRules(model, places),
    ...checkEntry(model, places),
    ...checkLists(model, places),
    ...checkTouchpointMap(model),
  ]);
  const problems = [...found, ...(isCapped ? [incomplete] : []), ...checkPortal(model, places, portal)];
  return problems.sort(
    (left, right) =>
      left.severity.localeCompare(right.severity) ||
      Number(isLast(left)) - Number(isLast(right)) ||
      comparePaths(model, left.path, right.path),
  );
}

/** It is of no one place. */
function isLast({ code }: ModelProblem): boolean {
  return code === 'property-not-followed';
}

const incomplete = modelProblem('warning', 'check-incomplete', [], say('check-incomplete'));

function comparePaths(model: Model, left: ModelPath, right: ModelPath): number {
  const [key, otherKey] = [left[0] ?? '', right[0] ?? ''];
  const keys = Object.keys(model);
  if (key !== otherKey) return keys.indexOf(String(key)) - keys.indexOf(String(otherKey));
  for (let index = 1; index < Math.min(left.length, right.length); index += 1) {
    const [part, other] = [left[index] ?? '', right[index] ?? ''];
    if (part === other) continue;
    if (typeof part === 'number' && typeof other === 'number') return part - other;
    return String(part) < String(other) ? -1 : 1;
  }
  return left.length - right.length;
}
