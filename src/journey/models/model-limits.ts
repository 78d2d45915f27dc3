import { type ModelPath, placeOf } from '../check/check-problem.ts';
import type { SchemaProblem } from './explain-schema-error.ts';
import { type SaidProblem, tellSchemaProblem } from './tell-schema-problem.ts';

/** How large a model may be, so that reading, checking and replaying it stays quick whoever has written it. */
export const modelLimits = {
  stages: 50,
  /** Of one stage: rules of `enter`, and likewise the entries of its other lists. */
  rules: 50,
  signals: 200,
  outcomes: 200,
  plays: 200,
  questions: 200,
  roles: 50,
  /** Of the touchpoint map of one stage: more would not be seen in a picture. */
  touchpoints: 12,
  decisions: 6,
  /** Values that one condition lists. */
  values: 500,
  /** Conditions of the whole file, those within others among them. */
  conditions: 2_000,
  /** How often a condition may stand within another. */
  depth: 20,
} as const;

/** Lists within objects, whatever they mean: three for each condition that stands within another would be many. */
const deepestJson = 80;

const wrappers: ReadonlySet<string | number> = new Set(['all', 'any', 'not', 'ever', 'thisVisit']);
const conditionFields: ReadonlySet<string | number> = new Set(['when', 'while', 'newLap', 'not', 'ever', 'thisVisit']);

type Part = { value: unknown; above: Part | null; key: string | number; level: number; depth: number };

/**
 * That a model is nested too deeply, or has too many conditions, to be held against the schema: that calls itself for each
 * condition within another, and the deepest file would exhaust the stack. Null for a model that may be read. Looks at each
 * part once and calls itself nowhere.
 */
export function sizeProblem(json: unknown): SchemaProblem | null {
  const pending: Part[] = [{ value: json, above: null, key: '', level: 0, depth: 0 }];
  let conditions = 0;
  for (let part = pending.pop(); part !== undefined; part = pending.pop()) {
    if (part.depth > modelLimits.depth) {
      return problemAt(part, { code: 'conditions-too-deep', values: { most: `${modelLimits.depth}` } });
    }
    if (part.level > deepestJson) return problemAt(part, { code: 'file-too-deep', values: { most: `${deepestJson}` } });
    if (isCondition(part)) conditions += 1;
    if (conditions > modelLimits.conditions) {
      return problemIn([], { code: 'conditions-too-many', values: { most: `${modelLimits.conditions}` } });
    }
    pending.push(...partsOf(part));
  }
  return null;
}

function partsOf(part: Part): Part[] {
  const { value, level, depth } = part;
  if (typeof value !== 'object' || value === null) return [];
  const entries: [string | number, unknown][] = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  const below = entries.map(([key, inner]): Part => {
    const isWithin = !Array.isArray(value) && wrappers.has(key);
    return { value: inner, above: part, key, level: level + 1, depth: depth + (isWithin ? 1 : 0) };
  });
  // What stands first in the file is looked at first, so that the first wrong place is told.
  return below.reverse();
}

function isCondition({ value, key, above }: Part): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return typeof key === 'string' ? conditionFields.has(key) : above?.key === 'all' || above?.key === 'any';
}

function problemAt(part: Part, said: SaidProblem): SchemaProblem {
  const path: (string | number)[] = [];
  for (let one: Part = part; one.above !== null; one = one.above) path.unshift(one.key);
  return problemIn(path, said);
}

function problemIn(path: (string | number)[], said: SaidProblem): SchemaProblem {
  return { path, place: placeOf(path satisfies ModelPath), message: tellSchemaProblem(said, 'en'), said };
}
