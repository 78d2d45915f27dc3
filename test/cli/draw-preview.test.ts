import { describe, expect, test } from 'vitest';
import { drawPreview } from '../../src/cli/draw-preview.ts';
import type { Model } from '../../src/journey/models/model-schema.ts';
import { preset } from '../../src/journey/models/presets.ts';
import type { Visit } from '../../src/journey/visits.ts';
import { addRecord, beginComparison, finishComparison } from '../../src/measures/compare-models.ts';
import type { Preview } from '../../src/preview-model.ts';
import { contact } from '../store/hear.ts';
import { journeyOf, visit } from '../store/visits.ts';

const funnel = preset('lead-funnel');
const now = Date.UTC(2026, 10, 20, 16);

type Place = [stage: string | null, team: Visit['team']];

function previewOf(places: readonly [before: Place, after: Place][], draft: Model = funnel): Preview {
  const comparison = beginComparison(funnel, draft, { now, since: null });
  for (const [index, sides] of places.entries()) {
    const record = contact(String(index + 1));
    const [before, after] = sides.map(([stage, team]) =>
      journeyOf(record, stage === null ? [] : [visit(stage, 1, { team })]),
    );
    if (before !== undefined && after !== undefined) addRecord(comparison, before, after);
  }
  return { ...finishComparison(comparison), total: places.length, failed: 0, isPartial: false };
}

const draw = (preview: Preview) => drawPreview(preview, 3, (text) => text).split('\n');

describe('a drawn preview', () => {
  test('shows who stays solid, who comes dark and who goes light, to one scale', () => {
    const stay: [Place, Place] = [
      ['nurture', 'marketing'],
      ['nurture', 'marketing'],
    ];
    const move: [Place, Place] = [
      ['nurture', 'marketing'],
      ['convert', 'sales'],
    ];
    const lines = draw(previewOf([stay, stay, stay, move]));
    expect(lines.filter((line) => /^(Nurture|Convert|Expand|marketing|sales) +\d/.test(line))).toEqual([
      `Nurture       4  →      3  −1  ${'█'.repeat(18)}${'░'.repeat(6)}`,
      `Convert       0  →      1  +1  ${'▓'.repeat(6)}`,
      'Expand        0  →      0   =',
      `marketing       4  →      3  −1  ${'█'.repeat(18)}${'░'.repeat(6)}`,
      `sales           0  →      1  +1  ${'▓'.repeat(6)}`,
    ]);
    expect(lines).toContain('Nurture (marketing) → Convert (sales): 1 contact  (such as 4)');
  });

  test('has the stages of the draft in its order, then those that it no longer has, then who has none', () => {
    const stages = funnel.stages.filter(({ id }) => id !== 'attract').reverse();
    const lines = draw(
      previewOf(
        [
          [
            ['attract', 'marketing'],
            [null, 'nobody'],
          ],
        ],
        { ...funnel, stages },
      ),
    );
    const names = ['Expand', 'Convert', 'Nurture', 'Capture', 'Attract', 'no stage'];
    expect(
      lines
        .filter((line) => names.some((name) => line.startsWith(`${name} `) && line.includes(' →  ')))
        .map((line) => line.replace(/ {2}.*/, '')),
    ).toEqual(names);
    expect(lines.find((line) => line.startsWith('Attract '))).toMatch(/1 {2}→ {6}– {2}−1/);
    expect(lines).toContain('Attract (marketing) → no stage (nobody): 1 contact  (such as 1)');
    expect(lines.find((line) => line.startsWith('nobody '))).toMatch(/0 {2}→ {6}1 {2}\+1/);
  });

  test('tells of the twelve largest moves, and how many the others are', () => {
    const places = ['attract', 'capture', 'nurture', 'convert', 'expand', null].flatMap((from) =>
      ['attract', 'capture', 'expand'].map((to): [Place, Place] => [
        [from, 'marketing'],
        [to, 'sales'],
      ]),
    );
    const lines = draw(previewOf(places));
    expect(lines.filter((line) => line.includes('(such as'))).toHaveLength(12);
    expect(lines).toContain('… and 6 records in 6 smaller moves; --format json has all.');
  });

  test('says so when records are left out', () => {
    const lines = draw({ ...previewOf([]), total: 70, failed: 2, isPartial: true });
    expect(lines[1]).toBe('As of 2026-11-20 16:00 UTC: 0 records, 0 of them change (0 %).');
    expect(lines).toContain("2 more can't be replayed under one of the models, and are in none of the counts.");
    expect(lines).toContain('Not all are counted: the account has 70.');
    expect(lines).toContain('Nobody moves.');
  });
});
