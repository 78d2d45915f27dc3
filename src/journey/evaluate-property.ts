import type { Evidence, PropertyState } from './evidence.ts';
import { parseInstant } from './instant.ts';
import type { PropertyTest } from './model-schema.ts';
import { lifecycleIsBefore, lifecycleWord } from './portal-metadata.ts';
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
  if (test.before !== undefined || test.after !== undefined) {
    const instant = parseInstant(state.value);
    if (instant === null) return fails;
    const passed = reached(instant, evidence.at, [state.fact]);
    if (test.before !== undefined) return passed;
    return { holds: !passed.holds, facts: passed.holds ? noFacts : [state.fact], flipAt: passed.flipAt };
  }
  return valuePasses(test, state.value) ? onFact(state.fact, scope) : fails;
}

function valuePasses(test: PropertyTest, value: string): boolean {
  if (test.known !== undefined) return true;
  if (test.is !== undefined) return value === test.is;
  if (test.in !== undefined) return test.in.includes(value);
  const number = value.trim() === '' ? Number.NaN : Number(value);
  return test.atLeast === undefined ? number < (test.below ?? always) : number >= test.atLeast;
}

/** A property's state if it has a value and took it within the scope. */
export function propertyInScope(evidence: Evidence, name: string, scope: Scope): PropertyState | null {
  const state = evidence.properties.get(name);
  return state === undefined || state.value === '' || state.since < scope.from ? null : state;
}
