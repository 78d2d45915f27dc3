import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Question } from '../../src/journey/models/model-schema.ts';
import { modelSchema } from '../../src/journey/models/model-schema.ts';
import { presets } from '../../src/journey/models/presets.ts';
import { type Language, languages } from '../../src/journey/vocabulary.ts';

const page = readFileSync(new URL('../../docs/measures.md', import.meta.url), 'utf8');
/** The cells of every table row, without the blanks that align them. */
const rows = page
  .split('\n')
  .filter((line) => line.startsWith('|'))
  .map((line) =>
    line
      .split(/(?<!\\)\|/)
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );

/** The measure as the table writes it: its name, its stages, its split. */
function measureCell(answer: Question['answer']): string {
  const by = 'by' in answer && answer.by !== undefined ? `, by \`${answer.by}\`` : '';
  if (answer.measure === 'conversion') return `\`conversion\` ${answer.from} → ${answer.to}${by}`;
  return `\`${answer.measure}\`${'stage' in answer ? ` ${answer.stage}` : ''}${by}`;
}

test.each([...presets.values()].map((model) => [model.name, model.questions] as const))(
  'the page says what answers each question of %s, or why nothing can',
  (_name, questions) => {
    expect(questions.length).toBeGreaterThan(0);
    for (const { names, answer } of questions) {
      const found = rows.filter(([question]) => question === names.en);
      const told = answer.measure === 'unanswerable' ? answer.reasons.en : measureCell(answer);
      expect(
        found.map((row) => row[1]),
        names.en,
      ).toContain(told);
      if ('property' in answer) expect(found.map((row) => row[2]).join()).toContain(`\`${answer.property}`);
    }
  },
);

/** How the languages say that something could be done and is not. */
const notYet: Readonly<Record<Language, RegExp>> = {
  en: /\byet\b|\bcould be (counted|computed|told|read)\b|\bso far\b/i,
  it: /\bancora\b|\bper ora\b|si potrebbe/i,
  de: /\bnoch\b|\bbisher\b|ließe sich|könnte/i,
  ko: /아직|지금까지|수 있지만/,
  ru: /(?<!\p{L})(пока|ещё|можно)(?!\p{L})/iu,
};

test.each(languages)('what has no answer has a reason that is about the data, in %s', (language) => {
  const reasons = [...presets.values()].flatMap(({ questions }) =>
    questions.flatMap(({ id, answer }) => (answer.measure === 'unanswerable' ? [[id, answer.reasons[language]]] : [])),
  );
  expect(reasons.length).toBeGreaterThan(15);
  expect(reasons.filter(([, reason = '']) => notYet[language].test(reason))).toEqual([]);
});

test('the page has no question that no model asks', () => {
  const asked = new Set([...presets.values()].flatMap(({ questions }) => questions.map(({ names }) => names.en)));
  const written = rows.map(([question = '']) => question).filter((question) => question.endsWith('?'));
  expect(written.length).toBeGreaterThan(30);
  expect(written.filter((question) => !asked.has(question))).toEqual([]);
});

test('the page says what each measure counts', () => {
  const measures = modelSchema.shape.questions
    .unwrap()
    .element.shape.answer.options.map(({ shape }) => shape.measure.value);
  expect(measures).toContain('conversion');
  const written = new Set(rows.map(([name]) => name));
  const missing = measures.filter((name) => name !== 'unanswerable' && !written.has(`\`${name}\``));
  expect(missing).toEqual([]);
});
