import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseAgreement } from '../../src/agreement/agreement-file.ts';
import { agreementProblemCodes } from '../../src/agreement/check/agreement-problem.ts';
import { checkAgreement } from '../../src/agreement/check/check-agreement.ts';
import { clockKinds, clockStates } from '../../src/agreement/clock.ts';
import { preset } from '../../src/journey/models/presets.ts';
import { activityKinds } from '../../src/journey/vocabulary.ts';

const page = readFileSync(new URL('../../docs/agreement.md', import.meta.url), 'utf8');
const schema: unknown = JSON.parse(readFileSync(new URL('../../docs/agreement.schema.json', import.meta.url), 'utf8'));
const examples = [...page.matchAll(/^```json agreement\n([\s\S]*?)^```$/gm)].map(([, json = '']) => JSON.parse(json));

test('the example is an agreement that could be published', () => {
  expect(examples).toHaveLength(1);
  const problems = checkAgreement(parseAgreement(examples[0]), preset('lead-funnel'));
  // It is small: not all stages are in it, and service has no calendar.
  expect(new Set(problems.map(({ code }) => code))).toEqual(new Set(['stage-not-agreed', 'team-without-calendar']));
});

test('every field, kind, state and finding stands on the page', () => {
  const words = new Set(page.match(/[\w-]+/g));
  const { $defs, ...own } = schema as { $defs: Record<string, unknown> };
  const { condition: _, duration: __, anchor: ___, ...parts } = $defs;
  const names = [
    ...fieldsOf(own),
    ...fieldsOf(parts),
    ...activityKinds,
    ...clockKinds,
    ...clockStates,
    ...agreementProblemCodes,
  ];
  expect(names).toEqual(expect.arrayContaining(['acceptWithin', 'endOfBusinessDay', 'holidays', 'leadPerson']));
  expect(names.filter((name) => !words.has(name))).toEqual([]);
});

/** The names of all fields in a JSON Schema. */
function* fieldsOf(part: unknown): Generator<string> {
  if (typeof part !== 'object' || part === null) return;
  if ('properties' in part && typeof part.properties === 'object') yield* Object.keys(part.properties ?? {});
  for (const inner of Object.values(part)) yield* fieldsOf(inner);
}
