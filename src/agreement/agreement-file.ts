import { z } from 'zod';
import { placeOf } from '../journey/check/check-problem.ts';
import { explainProblems, type SchemaProblem, schemaProblems } from '../journey/models/explain-schema-error.ts';
import { sizeProblem } from '../journey/models/model-limits.ts';
import { type Agreement, agreementSchema } from './agreement-schema.ts';

/** Reads an agreement from parsed JSON: the agreement, or each wrong place. */
export function agreementFromJson(json: unknown): { agreement: Agreement } | { problems: SchemaProblem[] } {
  const tooLarge = sizeProblem(json);
  if (tooLarge !== null) return { problems: [tooLarge] };
  const { data, error } = agreementSchema.safeParse(json);
  if (error === undefined) return { agreement: data };
  const ambiguous = ambiguousLengths(json);
  const others = schemaProblems(json, error, agreementSchema).filter(
    ({ place }) => !ambiguous.some((problem) => place === problem.place || place.startsWith(`${problem.place}.`)),
  );
  return { problems: [...ambiguous, ...others] };
}

/** Reads an agreement from parsed JSON. Throws an error that names each wrong place. */
export function parseAgreement(json: unknown): Agreement {
  const read = agreementFromJson(json);
  if ('agreement' in read) return read.agreement;
  throw new Error(`This is not an agreement:\n${explainProblems(read.problems)}`);
}

/** The JSON Schema of an agreement file, for editors. What no JSON Schema can say is checked by `parseAgreement` alone. */
export function agreementJsonSchema(): unknown {
  return { ...z.toJSONSchema(agreementSchema, { io: 'input', target: 'draft-2020-12' }), title: 'Three-way agreement' };
}

/** "1 day" may be 24 hours, eight business hours, or the end of a day: whoever wrote it must say which. */
function ambiguousLengths(json: unknown): SchemaProblem[] {
  const problems: SchemaProblem[] = [];
  for (const [stage, agreed] of entriesOf(fieldOf(json, 'stages'))) {
    for (const [target, given] of entriesOf(fieldOf(agreed, 'targets'))) {
      const within = fieldOf(given, 'within');
      const told = ambiguousLength(within);
      if (told === null) continue;
      const path = ['stages', stage, 'targets', target, 'within'];
      problems.push({ path, place: placeOf(path), message: told });
    }
  }
  return problems;
}

const lengthUnits: Readonly<Record<string, 'day' | 'hour' | 'minute'>> = {
  d: 'day',
  day: 'day',
  days: 'day',
  businessDay: 'day',
  businessDays: 'day',
  h: 'hour',
  hour: 'hour',
  hours: 'hour',
  m: 'minute',
  minute: 'minute',
  minutes: 'minute',
};

function ambiguousLength(within: unknown): string | null {
  const [, number, word] = /^ *(\d+) *([a-z]+) *$/i.exec(typeof within === 'string' ? within : '') ?? [];
  const [[key, value] = ['', undefined]] = entriesOf(within);
  const [count, unit] =
    word === undefined ? [value, lengthUnits[key]] : [Number(number), lengthUnits[word.toLowerCase()]];
  if (unit === undefined || typeof count !== 'number') return null;
  const given = word === undefined ? JSON.stringify(within) : `"${within}"`;
  if (unit === 'day') {
    return (
      `${given} can mean ${24 * count} hours by the clock, ${8 * count} business hours, or the end of a business day. ` +
      `Write {"businessHours": ${8 * count}}, or {"endOfBusinessDay": ${count + 1}} for the end of ` +
      `${count === 1 ? 'the next business day' : `the ${count}. business day after it starts`}.`
    );
  }
  const field = unit === 'hour' ? 'businessHours' : 'businessMinutes';
  return `${given} does not say that it is business time, and nothing else is counted: write {"${field}": ${count}}.`;
}

function fieldOf(json: unknown, name: string): unknown {
  return typeof json === 'object' && json !== null && Object.hasOwn(json, name)
    ? (json as Record<string, unknown>)[name]
    : undefined;
}

function entriesOf(json: unknown): [string, unknown][] {
  return typeof json === 'object' && json !== null && !Array.isArray(json) ? Object.entries(json) : [];
}
