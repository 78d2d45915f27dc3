import type { PropertyTest } from '../conditions/condition-schema.ts';
import { type ModelPath, type ModelProblem, modelProblem } from './check-problem.ts';
import type { KnownProperty } from './check-properties.ts';
import { meantIn } from './meant-name.ts';
import { listed, say } from './said.ts';

/** That a number or a date is asked of a property that holds neither. A text may hold one, so that is a warning. */
export function wrongType(
  test: PropertyTest,
  path: ModelPath,
  definitions: readonly KnownProperty[],
): ModelProblem | null {
  const wanted = wantedOf(test);
  if (wanted === null || definitions.length === 0) return null;
  const fits = definitions.some(({ type }) => wanted.types.some((one) => one === type));
  if (fits) return null;
  const types = [...new Set(definitions.map(({ type }) => type))];
  const said = say(wanted.sentence, { property: test.property, types: listed(types, 'or') });
  return modelProblem(types.includes('string') ? 'warning' : 'error', 'property-type', path, said);
}

const numberTests = ['atLeast', 'above', 'atMost', 'below'] as const;
const dateTests = ['before', 'after', 'olderThan', 'dueWithin'] as const;

// HubSpot tells dates as numbers, so they can be tested as such.
function wantedOf(test: PropertyTest) {
  if (numberTests.some((name) => test[name] !== undefined)) {
    return { types: ['number', 'date', 'datetime'], sentence: 'property-no-number' } as const;
  }
  const isDate = dateTests.some((name) => test[name] !== undefined);
  return isDate ? ({ types: ['date', 'datetime'], sentence: 'property-no-date' } as const) : null;
}

/** Values that a property with options does not have. Options that come from elsewhere, as owners do, are not known. */
export function wrongOptions(
  test: PropertyTest,
  path: ModelPath,
  definitions: readonly KnownProperty[],
): ModelProblem[] {
  const options = definitions.map((definition) => definition.options?.map(({ value }) => value) ?? []);
  // What holds no list of options takes any value.
  if (options.length === 0 || options.some((list) => list.length === 0)) return [];
  const present = [...new Set(options.flat())];
  return namedValues(test).flatMap(({ value, at }) => {
    if (present.includes(value)) return [];
    const values = { property: test.property, value, guess: meantIn(value, present), present: listed(present) };
    return [modelProblem('error', 'option-unknown', [...path, ...at], say('option-unknown', values))];
  });
}

function namedValues(test: PropertyTest): { value: string; at: ModelPath }[] {
  const single = (['is', 'includes', 'became'] as const).flatMap((name) => {
    const value = test[name];
    // Emptied is what every property can become.
    return value === undefined || value === '' ? [] : [{ value, at: [name] }];
  });
  return [...single, ...(test.in ?? []).map((value, index) => ({ value, at: ['in', index] }))];
}
