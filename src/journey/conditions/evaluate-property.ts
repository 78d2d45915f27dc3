import type { Evidence, PropertyState } from '../evidence/evidence.ts';
import { countValues, valuesOf } from '../evidence/property-values.ts';
import type { Fact } from '../facts.ts';
import { durationMs, type Instant, parseInstant } from '../instant.ts';
import { lifecycleIsBefore, lifecycleWord } from '../portal-metadata.ts';
import type { PropertyTest } from './condition-schema.ts';
import { always, fails, never, noFacts, onFact, reached, type Scope, type Verdict } from './verdict.ts';

/** Judges the lifecycle stage, by HubSpot's own words and by the portal's. */
export function evaluateLifecycle(
  condition: { lifecycle: string[] } | { lifecycleBefore: string },
  evidence: Evidence,
  scope: Scope,
): Verdict {
  const state = propertyInScope(evidence, 'lifecyclestage', scope);
  if (state === null) return fails;
  const holds =
    'lifecycle' in condition
      ? condition.lifecycle.includes(state.value) ||
        condition.lifecycle.includes(lifecycleWord(evidence.metadata, state.value))
      : lifecycleIsBefore(evidence.metadata, state.value, condition.lifecycleBefore);
  return holds ? onFact(state.fact, scope) : fails;
}

/** Judges the present value of a property, or that it ever took one. */
export function evaluateProperty(test: PropertyTest, evidence: Evidence, scope: Scope): Verdict {
  if (test.became !== undefined) return onFact(evidence.became.get(`${test.property}\0${test.became}`), scope);
  const state = propertyInScope(evidence, test.property, scope);
  if (test.known === false) return { holds: state === null, facts: noFacts, flipAt: never };
  if (state === null) return fails;
  if (isDateTest(test)) {
    const date = parseInstant(state.value);
    return date === null ? fails : evaluateDate(test, date, state.fact, evidence.at);
  }
  return valuePasses(test, state.value) ? onFact(state.fact, scope) : fails;
}

function isDateTest({ before, after, olderThan, dueWithin }: PropertyTest): boolean {
  return (before ?? after ?? olderThan ?? dueWithin) !== undefined;
}

/** Judges a property that holds a date. All four tests change their answer at most at one or two instants, which are known. */
function evaluateDate(test: PropertyTest, date: Instant, fact: Fact, at: Instant): Verdict {
  const { before, after, olderThan, dueWithin } = test;
  if (olderThan !== undefined) return reached(date + durationMs(olderThan), at, [fact]);
  if (dueWithin !== undefined) return between(date - durationMs(dueWithin), date, at, fact);
  if (before === 'now') return reached(date, at, [fact]);
  if (after === 'now') return between(always, date, at, fact);
  const limit = parseInstant(before ?? after ?? '');
  const passes = limit !== null && (before === undefined ? date > limit : date < limit);
  return passes ? { holds: true, facts: [fact], flipAt: never } : fails;
}

/** Holds from an instant until just before another. */
function between(from: Instant, until: Instant, at: Instant, fact: Fact): Verdict {
  if (at >= until) return fails;
  return at < from ? { ...fails, flipAt: from } : { holds: true, facts: [fact], flipAt: until };
}

function valuePasses(test: PropertyTest, value: string): boolean {
  if (test.known !== undefined) return true;
  if (test.is !== undefined) return value === test.is;
  if (test.in !== undefined) return test.in.includes(value);
  if (test.includes !== undefined) return valuesOf(value).includes(test.includes);
  if (test.valuesAtMost !== undefined) return countValues(value) <= test.valuesAtMost;
  const number = value.trim() === '' ? Number.NaN : Number(value);
  if (test.atLeast !== undefined) return number >= test.atLeast;
  if (test.above !== undefined) return number > test.above;
  if (test.atMost !== undefined) return number <= test.atMost;
  return test.below !== undefined && number < test.below;
}

/** A property's state if it has a value and took it within the scope. */
export function propertyInScope(evidence: Evidence, name: string, scope: Scope): PropertyState | null {
  const state = evidence.properties.get(name);
  return state === undefined || state.value === '' || state.since < scope.from ? null : state;
}
