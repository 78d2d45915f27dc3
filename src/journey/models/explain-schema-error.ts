import type { z } from 'zod';
import { type ModelPath, placeOf } from '../check/check-problem.ts';
import { conditionSchema, duration, pointInTime } from '../conditions/condition-schema.ts';
import { nearestName } from './nearest-name.ts';
import { choicesOf, conditionForms, fieldsOf, partsAlong, valueAt } from './schema-parts.ts';
import { type SaidProblem, saidIn, tellSchemaProblem } from './tell-schema-problem.ts';

/**
 * What a schema refuses: the place, as keys and as people write it, and what is wrong there, in English. Where it is said in other
 * languages too, `said` is what is said.
 */
export type SchemaProblem = { path: (string | number)[]; place: string; message: string; said?: SaidProblem };

/** Each wrong place in a line: `stages[1].enter[0].when: "lifecicle" is no condition. Did you mean "lifecycle"?` */
export function explainProblems(problems: readonly SchemaProblem[]): string {
  return problems.map(({ place, message }) => (place === '' ? message : `${place}: ${message}`)).join('\n');
}

/** What a schema has refused, each place once. `schema` is the one that `json` was read with. */
export function schemaProblems(json: unknown, error: z.ZodError, schema: z.ZodType): SchemaProblem[] {
  const problems = new Map<string, SchemaProblem>();
  for (const { path, ...told } of explain({ json, issues: error.issues, schema, above: [] })) {
    const place = placeOf(path);
    problems.set(`${place}\n${told.message}`, { path: [...path], place, ...told });
  }
  return [...problems.values()];
}

type Explained = { path: ModelPath; message: string; said?: SaidProblem };

function say(path: ModelPath, said: SaidProblem): Explained {
  return { path, message: tellSchemaProblem(said, 'en'), said };
}

type Issue = z.core.$ZodIssue;
/** Something that was read, what its schema said, and where it stands in the whole. */
type Refused = { json: unknown; issues: readonly Issue[]; schema: z.core.$ZodType; above: ModelPath };

function explain({ json, issues, schema, above }: Refused): Explained[] {
  // What an object must have is told once its fields are right: the field that is missing may be the one that is misspelt.
  const misspelt = new Set(issues.filter(({ code }) => code === 'unrecognized_keys').map(({ path }) => path.join('.')));
  const telling = issues.filter(({ code, path }) => code !== 'custom' || !misspelt.has(path.join('.')));
  return telling.flatMap((issue) => {
    const within = issue.path.filter((key): key is string | number => typeof key !== 'symbol');
    const parts = partsAlong(schema, within, json);
    // What a choice of many forms says of itself helps nobody: a condition is read again, as the form that it was meant to be.
    const condition = parts.find((part) => part.schema === conditionSchema);
    if (condition !== undefined) {
      const explained = explainCondition(valueAt(json, condition.path), [...above, ...condition.path]);
      // A condition that is well formed by itself was refused for the place in which it stands.
      if (explained.length > 0) return explained;
    }
    const part = parts.length === within.length + 1 ? parts.at(-1)?.schema : undefined;
    return explainIssue(issue, valueAt(json, within), [...above, ...within], part);
  });
}

function explainIssue(issue: Issue, value: unknown, path: ModelPath, schema?: z.core.$ZodType): Explained[] {
  if (issue.code === 'unrecognized_keys') {
    const fields = schema === undefined ? [] : fieldsOf(schema, value);
    return issue.keys.map((key) => say([...path, key], noSuchField(key, fields, value)));
  }
  if (value === undefined) return [say(path, { code: 'missing' })];
  if (issue.code === 'invalid_value') return [say(path, noneOf(value, issue.values.map(written)))];
  if (issue.code === 'invalid_type') {
    if (schema === duration) return [say(path, noLength(value))];
    if (issue.expected === 'array' && typeof value === 'string') {
      return [say(path, { code: 'no-list-of-one', values: { value: written(value) } })];
    }
    const code = typeCodes[issue.expected];
    if (code !== undefined) return [say(path, { code, values: { value: written(value) } })];
    return [{ path, message: `${written(value)} is no ${issue.expected}.` }];
  }
  if (issue.code === 'too_small' && Array.isArray(value)) {
    return [say(path, { code: 'list-too-short', values: { least: String(issue.minimum) } })];
  }
  if (issue.code === 'too_big' && Array.isArray(value)) {
    const values = { count: String(value.length), most: String(issue.maximum) };
    return [say(path, { code: 'list-too-long', values })];
  }
  if (typeof value === 'number' && (issue.code === 'too_small' || issue.code === 'too_big')) {
    return [say(path, outOfRange(value, issue))];
  }
  if (issue.code === 'too_small' && value === '') return [say(path, { code: 'empty' })];
  if (issue.code === 'too_big' && typeof value === 'string') {
    const values = { count: String(value.length), most: String(issue.maximum) };
    return [say(path, { code: 'text-too-long', values })];
  }
  const said = issue.code === 'custom' ? saidIn(issue) : undefined;
  if (said !== undefined) return [say(path, said)];
  if (schema === pointInTime) {
    return [say(path, { code: 'no-point-in-time', values: { day: '2026-12-31', time: '2026-12-31T09:00:00Z' } })];
  }
  if (issue.code !== 'invalid_union') return [{ path, message: issue.message }];
  if ('options' in issue && Array.isArray(issue.options)) {
    return [say(path, noneOf(value, issue.options.map(written)))];
  }
  const choices = schema === undefined ? [] : choicesOf(schema);
  return [choices.length === 0 ? { path, message: issue.message } : say(path, noneOf(value, choices))];
}

const example = '{"created": true}';

function explainCondition(value: unknown, path: ModelPath): Explained[] {
  if (value === undefined) return [say(path, { code: 'condition-missing', values: { example } })];
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return [say(path, { code: Array.isArray(value) ? 'condition-list' : 'condition-no-object', values: { example } })];
  }
  const [form, ...others] = formsOf(Object.keys(value));
  if (form === undefined) return [say(path, noCondition(Object.keys(value)))];
  if (others.length > 0) {
    return [say(path, { code: 'conditions-side-by-side', all: [form, ...others].map(written) })];
  }
  const schema = conditionForms.get(form);
  const issues = schema?.safeParse(value).error?.issues ?? [];
  return schema === undefined ? [] : explain({ json: value, issues, schema, above: path });
}

/** The forms that an object may have been meant to be. `quietFor` is one, and a field of others. */
function formsOf(keys: readonly string[]): string[] {
  const named = keys.filter((key) => conditionForms.has(key));
  const fieldOfAnother = (key: string) =>
    named.some((other) => other !== key && Object.hasOwn(conditionForms.get(other)?.shape ?? {}, key));
  return named.filter((key) => !fieldOfAnother(key));
}

function noCondition(keys: readonly string[]): SaidProblem {
  const [first] = keys;
  if (first === undefined) return { code: 'condition-empty', values: { example } };
  const forms = [...conditionForms.keys()];
  const guess = keys.map((key) => ({ key, meant: nearestName(key, forms) })).find(({ meant }) => meant !== null);
  return guess === undefined
    ? { code: 'condition-unknown', values: { key: first, forms: forms.join(', ') } }
    : { code: 'condition-misspelt', values: { key: guess.key }, meant: guess.meant };
}

function noSuchField(key: string, fields: readonly string[], value: unknown): SaidProblem {
  const free = fields.filter((field) => valueAt(value, [field]) === undefined);
  const known = otherWords[key];
  const meant = known !== undefined && free.includes(known) ? known : nearestName(key, free);
  if (free.length === 0) return { code: 'field-unknown', meant };
  return { code: 'field-elsewhere', meant, values: { fields: free.join(', ') } };
}

function outOfRange(value: number, issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig): SaidProblem {
  if (issue.code === 'too_big') {
    return { code: 'too-much', values: { value: String(value), most: String(issue.maximum) } };
  }
  // Whole numbers alone are asked to be more than a number.
  const least = issue.inclusive ? issue.minimum : Number(issue.minimum) + 1;
  return { code: 'too-little', values: { value: String(value), least: String(least) } };
}

const unitWords: Readonly<Record<string, readonly [unit: string, times: number]>> = {
  d: ['days', 1],
  w: ['days', 7],
  h: ['hours', 1],
  m: ['minutes', 1],
};

function noLength(value: unknown): SaidProblem {
  const [, number, letter] = /^(\d+) *(d|w|h|m(?!o))[a-z]*$/i.exec(String(value)) ?? [];
  const [unit, times] = unitWords[letter?.toLowerCase() ?? ''] ?? ['days', 1];
  const example = number === undefined ? '{ "days": 30 }' : `{ "${unit}": ${Number(number) * times} }`;
  const code = number === undefined ? 'no-length' : 'no-length-written';
  return { code, values: { value: written(value), example } };
}

/** What other programs call a field. */
const otherWords: Readonly<Record<string, string>> = {
  contains: 'includes',
  equals: 'is',
  isKnown: 'known',
  oneOf: 'in',
};

function noneOf(value: unknown, choices: readonly string[]): SaidProblem {
  const words = choices.filter((choice) => choice.startsWith('"')).map((choice) => choice.slice(1, -1));
  const meant = typeof value === 'string' ? nearestName(value, words) : null;
  return { code: 'none-of', meant, values: { value: written(value), choices: choices.join(', ') } };
}

const typeCodes: Readonly<Record<string, SaidProblem['code']>> = {
  string: 'no-text',
  number: 'no-number',
  int: 'no-whole-number',
  array: 'no-list',
  object: 'no-object',
  boolean: 'no-true-or-false',
};

const longestValue = 60;

function written(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length <= longestValue ? text : `${text.slice(0, longestValue - 1)}…`;
}
