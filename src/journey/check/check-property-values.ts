import type { LeafCondition, PropertyTest } from '../conditions/condition-schema.ts';
import { valuesOf } from '../evidence/property-values.ts';
import { parseInstant } from '../instant.ts';
import { defaultLifecycleStages } from '../portal-metadata.ts';
import { type Bound, boundsOfTest, leavesNothing, otherSide } from './check-interval.ts';
import type { Literal, ScopeName } from './check-normal-form.ts';

/** The property whose present value a leaf looks at; null when it looks at something else. */
export function propertyOf(leaf: LeafCondition): string | null {
  if ('lifecycle' in leaf || 'lifecycleBefore' in leaf) return 'lifecyclestage';
  return 'property' in leaf && leaf.became === undefined ? leaf.property : null;
}

/**
 * Whether no value of one property satisfies all of these. `became` are leaves that say which values the property must not
 * ever have taken.
 */
export function leavesNoValue(literals: readonly Literal[], notBecame: readonly Literal[]): boolean {
  const required = literals.filter(({ holds }) => holds);
  // Without a value every test fails, and that is what the rest asks for.
  if (required.length === 0) return false;
  const scopes = new Set<ScopeName>(['ever', ...required.map(({ scope }) => scope)]);
  // Where the value may be older than the scope, a test within that scope fails whatever the value is.
  const counts = ({ scope }: Literal) => scopes.has(scope);
  const excluded = literals.filter((literal) => !literal.holds && counts(literal));
  if (excluded.some(({ leaf }) => 'property' in leaf && leaf.known !== undefined)) return true;
  const never = notBecame.filter(counts).map(({ leaf }) => ('property' in leaf ? leaf.became : undefined));
  const candidates = candidatesOf(required);
  if (candidates === null) return leavesNoNumber(required, excluded);
  return candidates.every(
    (candidate) =>
      never.includes(candidate.value) ||
      required.some(({ leaf }) => passes(leaf, candidate) === false) ||
      excluded.some(({ leaf }) => passes(leaf, candidate) === true),
  );
}

/** A value, and the default lifecycle stage that it may count as. */
type Candidate = { value: string; countsAs: string };

/** The few values that can pass where one of the tests lists them; null where none does. */
function candidatesOf(required: readonly Literal[]): Candidate[] | null {
  const lists = required.map(({ leaf }) => listOf(leaf)).filter((list) => list !== null);
  if (lists.length === 0) return null;
  const isLifecycle = required.some(({ leaf }) => propertyOf(leaf) === 'lifecyclestage');
  const listed = [...new Set(lists.flat())].filter((value) => value !== '');
  if (!isLifecycle) return listed.map((value) => ({ value, countsAs: value }));
  const defaults: readonly string[] = defaultLifecycleStages;
  const own = [...listed.filter((value) => !defaults.includes(value)), anotherValue];
  return [
    ...defaults.map((value) => ({ value, countsAs: value })),
    // Which default stage a portal's own stage counts as is the portal's to say, and may change.
    ...own.flatMap((value) => [value, ...defaults].map((countsAs) => ({ value, countsAs }))),
  ];
}

/** Stands for any stage of a portal's own that the model does not name. */
const anotherValue = '\0';

function listOf(leaf: LeafCondition): readonly string[] | null {
  if ('lifecycle' in leaf) return leaf.lifecycle;
  if (!('property' in leaf)) return null;
  return leaf.in ?? (leaf.is === undefined ? null : [leaf.is]);
}

/** Whether a value passes a test; null where that depends on the portal or on the present time. */
function passes(leaf: LeafCondition, { value, countsAs }: Candidate): boolean | null {
  if ('lifecycle' in leaf) return leaf.lifecycle.includes(value) || leaf.lifecycle.includes(countsAs);
  if ('lifecycleBefore' in leaf) return leaf.lifecycleBefore === value ? false : null;
  if (!('property' in leaf)) return null;
  const list = listOf(leaf);
  if (list !== null) return list.includes(value);
  if (leaf.known !== undefined) return leaf.known;
  if (leaf.includes !== undefined) return valuesOf(value).includes(leaf.includes);
  return passesBounds(leaf, value);
}

function passesBounds(test: PropertyTest, value: string): boolean | null {
  const bounds = boundsOfTest(test);
  if (bounds === null) return null;
  const number = value.trim() === '' ? null : Number(value);
  const measured = bounds[0]?.of === 'number' ? number : parseInstant(value);
  if (measured === null || Number.isNaN(measured)) return false;
  if (bounds[0]?.of === 'ahead') return null;
  const point: Bound[] = (['from', 'to'] as const).map((side) => ({
    of: bounds[0]?.of ?? 'number',
    side,
    limit: measured,
    isIncluded: true,
  }));
  return !leavesNothing([...bounds, ...point]);
}

/** Compares numbers with numbers and dates with dates. A text that is neither passes no such test, so it is not excluded either. */
function leavesNoNumber(required: readonly Literal[], excluded: readonly Literal[]): boolean {
  const bounds = required.flatMap(({ leaf }) => ('property' in leaf ? (boundsOfTest(leaf) ?? []) : []));
  const isDate = bounds.some(({ of }) => of !== 'number');
  const isNumber = bounds.some(({ of }) => of === 'number');
  const opposite = excluded
    .map(({ leaf }) => ('property' in leaf ? (boundsOfTest(leaf) ?? []) : []))
    // Not to lie within two bounds is to lie outside one or the other.
    .flatMap(([first, second]) => (first === undefined || second !== undefined ? [] : [otherSide(first)]))
    .filter(({ of }) => (of === 'number' ? isNumber : isDate));
  return leavesNothing([...bounds, ...opposite]);
}
