import type { z } from 'zod';
import { type ModelPath, placeOf } from '../check/check-problem.ts';
import { conditionSchema, duration } from '../conditions/condition-schema.ts';
import { didYouMean } from './nearest-name.ts';
import { choicesOf, conditionForms, fieldsOf, partsAlong, valueAt } from './schema-parts.ts';

/** What a schema refuses: the place, as keys and as people write it, and what is wrong there. */
export type SchemaProblem = { path: (string | number)[]; place: string; message: string };

/** Each wrong place in a line: `stages[1].enter[0].when: "lifecicle" is no condition. Did you mean "lifecycle"?` */
export function explainProblems(problems: readonly SchemaProblem[]): string {
  return problems.map(({ place, message }) => (place === '' ? message : `${place}: ${message}`)).join('\n');
}

/** What a schema has refused, each place once. `schema` is the one that `json` was read with. */
export function schemaProblems(json: unknown, error: z.ZodError, schema: z.ZodType): SchemaProblem[] {
  const problems = new Map<string, SchemaProblem>();
  for (const { path, message } of explain({ json, issues: error.issues, schema, above: [] })) {
    const place = placeOf(path);
    problems.set(`${place}\n${message}`, { path: [...path], place, message });
  }
  return [...problems.values()];
}

type Explained = { path: ModelPath; message: string };
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
    return issue.keys.map((key) => ({ path: [...path, key], message: noSuchField(key, fields, value) }));
  }
  if (value === undefined) return [{ path, message: 'is missing.' }];
  if (issue.code === 'invalid_value') return [{ path, message: noneOf(value, issue.values.map(written)) }];
  if (issue.code === 'invalid_type') {
    if (schema === duration) return [{ path, message: noLength(value) }];
    if (issue.expected === 'array' && typeof value === 'string') {
      return [{ path, message: `${written(value)} is no list: write [${written(value)}].` }];
    }
    return [{ path, message: `${written(value)} is no ${typeWords[issue.expected] ?? issue.expected}.` }];
  }
  if (issue.code === 'too_small' && Array.isArray(value)) {
    return [{ path, message: `the list is too short: give at least ${issue.minimum}.` }];
  }
  if (issue.code === 'too_big' && Array.isArray(value)) {
    return [{ path, message: `the list is too long: it has ${value.length} entries, and may have ${issue.maximum}.` }];
  }
  if (typeof value === 'number' && (issue.code === 'too_small' || issue.code === 'too_big')) {
    return [{ path, message: outOfRange(value, issue) }];
  }
  if (issue.code === 'too_small' && value === '') return [{ path, message: 'is empty; write something here.' }];
  if (issue.code !== 'invalid_union') return [{ path, message: issue.message }];
  if ('options' in issue && Array.isArray(issue.options)) {
    return [{ path, message: noneOf(value, issue.options.map(written)) }];
  }
  const choices = schema === undefined ? [] : choicesOf(schema);
  return [{ path, message: choices.length === 0 ? issue.message : noneOf(value, choices) }];
}

const example = '{"created": true}';

function explainCondition(value: unknown, path: ModelPath): Explained[] {
  if (value === undefined) return [{ path, message: `is missing: give a condition, such as ${example}.` }];
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    const several = Array.isArray(value) ? ' Put several into "all" or "any".' : '';
    return [{ path, message: `a condition is an object, such as ${example}.${several}` }];
  }
  const [form, ...others] = formsOf(Object.keys(value));
  if (form === undefined) return [{ path, message: noCondition(Object.keys(value)) }];
  if (others.length > 0) {
    const names = [form, ...others].map(written).join(' and ');
    return [{ path, message: `${names} are conditions of their own: put them into "all" or "any".` }];
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

function noCondition(keys: readonly string[]): string {
  if (keys.length === 0) return `an empty object is no condition; write one such as ${example}.`;
  const forms = [...conditionForms.keys()];
  const guess = keys.map((key) => ({ key, words: didYouMean(key, forms) })).find(({ words }) => words !== '');
  return guess === undefined
    ? `"${keys[0]}" is no condition. There are: ${forms.join(', ')}.`
    : `"${guess.key}" is no condition.${guess.words}`;
}

function noSuchField(key: string, fields: readonly string[], value: unknown): string {
  const free = fields.filter((field) => valueAt(value, [field]) === undefined);
  const list = free.length === 0 ? 'Take it out.' : `Here may also stand: ${free.join(', ')}.`;
  const meant = otherWords[key];
  const guess = meant !== undefined && free.includes(meant) ? ` Did you mean "${meant}"?` : didYouMean(key, free);
  return `there is no such field.${guess} ${list}`;
}

function outOfRange(value: number, issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig): string {
  if (issue.code === 'too_big') return `${value} is too much: give ${issue.maximum} or less.`;
  // Whole numbers alone are asked to be more than a number.
  const least = issue.inclusive ? issue.minimum : Number(issue.minimum) + 1;
  return `${value} is too little: give ${least} or more.`;
}

const unitWords: Readonly<Record<string, readonly [unit: string, times: number]>> = {
  d: ['days', 1],
  w: ['days', 7],
  h: ['hours', 1],
  m: ['minutes', 1],
};

function noLength(value: unknown): string {
  const [, number, letter] = /^(\d+) *(d|w|h|m(?!o))[a-z]*$/i.exec(String(value)) ?? [];
  const [unit, times] = unitWords[letter?.toLowerCase() ?? ''] ?? ['days', 1];
  const meant = number === undefined ? '{ "days": 30 }, for example' : `{ "${unit}": ${Number(number) * times} }`;
  return `${written(value)} is no length of time: write ${meant}.`;
}

/** What other programs call a field. */
const otherWords: Readonly<Record<string, string>> = {
  contains: 'includes',
  equals: 'is',
  isKnown: 'known',
  oneOf: 'in',
};

function noneOf(value: unknown, choices: readonly string[]): string {
  const words = choices.filter((choice) => choice.startsWith('"')).map((choice) => choice.slice(1, -1));
  const guess = typeof value === 'string' ? didYouMean(value, words) : '';
  return `${written(value)} can't stand here.${guess} There are: ${choices.join(', ')}.`;
}

const typeWords: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'number',
  int: 'whole number',
  array: 'list',
  object: 'object',
  boolean: 'true or false',
};

const longestValue = 60;

function written(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length <= longestValue ? text : `${text.slice(0, longestValue - 1)}…`;
}
