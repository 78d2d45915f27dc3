import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { z } from 'zod';
import { conditionSchema } from '../../src/journey/conditions/condition-schema.ts';
import { modelSchema, stageSchema } from '../../src/journey/models/model-schema.ts';
import { preset, presets } from '../../src/journey/models/presets.ts';
import { activityKinds } from '../../src/journey/vocabulary.ts';
import { linesOf, replayHistory, visitLines } from './journey-text.ts';
import { instantOf } from './notation.ts';

const page = readFileSync(new URL('../../docs/models.md', import.meta.url), 'utf8');

const schemas: Readonly<Record<string, z.ZodType>> = {
  model: modelSchema,
  stage: stageSchema,
  condition: conditionSchema,
  'model-readiness': modelSchema.shape.readiness,
};
const examples = [...page.matchAll(/^```json ?(.*)\n([\s\S]*?)^```$/gm)].map(([, word = '', json = '']) => ({
  word,
  json,
}));

test('the page has examples of each kind', () => {
  expect(new Set(examples.map(({ word }) => word))).toEqual(new Set(Object.keys(schemas)));
});

test.each(examples)('the $word $json can be read', ({ word, json }) => {
  expect(schemas[word]?.safeParse(JSON.parse(json)).error).toBeUndefined();
});

test('every form of a condition, every point and every activity stands on the page', () => {
  const words = new Set(page.match(/[\w-]+/g));
  const forms = ['all', 'any', 'not', 'ever', 'thisVisit', 'created', 'lifecycle', 'lifecycleBefore', 'property'];
  const more = ['deals', 'activity', 'quietFor', 'elapsed', 'engagement', 'visit-start', 'lap-start', 'last-activity'];
  const names = [
    ...schemaWords(JSON.parse(readFileSync(new URL('../../docs/model.schema.json', import.meta.url), 'utf8'))),
  ];
  expect(names).toEqual(expect.arrayContaining([...forms, ...more]));
  expect([...names, ...activityKinds].filter((name) => !words.has(name))).toEqual([]);
});

/** The names of all fields in a JSON Schema. */
function* schemaWords(part: unknown): Generator<string> {
  if (typeof part !== 'object' || part === null) return;
  if ('properties' in part && typeof part.properties === 'object') yield* Object.keys(part.properties ?? {});
  if ('enum' in part && Array.isArray(part.enum)) yield* part.enum.filter((value) => typeof value === 'string');
  for (const inner of Object.values(part)) yield* schemaWords(inner);
}

type Written = { title: string; model: string; history: string; visits: string[]; lastDay: number };

/** The sections `### model: title`, each with a table of what happens and one of the visits. */
const histories: Written[] = page
  .split(/^### /m)
  .filter((section) => /^[a-z-]+: /.test(section))
  .map((section) => {
    const [title = ''] = section.split('\n');
    const [happenings = [], visits = []] = tablesOf(section);
    return {
      title,
      model: title.split(':')[0] ?? '',
      history: happenings.map((cells) => cells.join(' | ')).join('\n'),
      visits: visits.map(([stage, from, to, move, outcome, lap]) =>
        [stage, `${from}–${to}`, move, outcome, lap === undefined || lap === '' ? '' : `(lap ${lap})`]
          .filter((word) => word !== '')
          .join(' '),
      ),
      lastDay: Math.max(...[...section.matchAll(/\bd(\d+)\b/g)].map(([, day]) => Number(day))),
    };
  });

function tablesOf(section: string): string[][][] {
  return section
    .split('\n\n')
    .filter((block) => block.startsWith('| '))
    .map((block) =>
      linesOf(block)
        .slice(2)
        .map((row) =>
          row
            .split('|')
            .slice(1, -1)
            .map((cell) => cell.trim()),
        ),
    );
}

test('every preset has a worked history', () => {
  expect(new Set(histories.map(({ model }) => model))).toEqual(new Set(presets.keys()));
});

test.each(histories)('$title', ({ model, history, visits, lastDay }) => {
  expect(visits.length).toBeGreaterThan(0);
  const now = instantOf(lastDay < 150 ? 'd150' : 'd1000');
  expect(visitLines(replayHistory(history, { model: preset(model), now }))).toEqual(visits);
});
