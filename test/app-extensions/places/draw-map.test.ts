import { describe, expect, it } from 'vitest';
import { drawMap, type MapStage } from '../../../app-extensions/app/pages/journey/draw-map.ts';

const stage = (id: string): MapStage => ({ id, label: `${id} & <more>`, team: 'sales', number: '12' });
const stages = ['a', 'b', 'c', 'd', 'e'].map(stage);
const boxesIn = (svg: string) =>
  [...svg.matchAll(/<rect x="([-\d.]+)" y="([-\d.]+)" width="(\d+)" height="(\d+)"/g)].map(([, ...numbers]) => {
    const [x = 0, y = 0, width = 0, height = 0] = numbers.map(Number);
    return { x, y, right: x + width, bottom: y + height };
  });
const thicknessIn = (svg: string) =>
  [...svg.matchAll(/stroke-width="([\d.]+)" marker-end/g)].map(([, size]) => Number(size));

describe.each([
  ['in a ring', true],
  ['in a row', false],
])('the map %s', (_name, isCircular) => {
  const moves = [
    { from: 'a', to: 'b', count: 100 },
    { from: 'a', to: 'e', count: 5 },
    { from: 'e', to: 'a', count: 1 },
    { from: 'b', to: 'b', count: 9 },
    { from: 'b', to: 'gone', count: 9 },
    { from: 'c', to: 'd', count: 0 },
  ];
  const { svg, width, height } = drawMap({ isCircular, stages, moves });

  it('has each stage once, in the picture and beside the others', () => {
    const boxes = boxesIn(svg);
    expect(boxes).toHaveLength(5);
    for (const box of boxes) {
      expect(Math.min(box.x, box.y)).toBeGreaterThanOrEqual(0);
      expect(box.right).toBeLessThanOrEqual(width);
      expect(box.bottom).toBeLessThanOrEqual(height);
    }
    for (const [index, one] of boxes.entries()) {
      for (const other of boxes.slice(index + 1)) {
        const isApart = one.right <= other.x || other.right <= one.x || one.bottom <= other.y || other.bottom <= one.y;
        expect(isApart).toBe(true);
      }
    }
  });

  it('has a line for each way that somebody went, the thickest last and on top', () => {
    const sizes = thicknessIn(svg);
    expect(sizes).toHaveLength(3);
    expect(sizes).toEqual([...sizes].sort((one, other) => one - other));
    expect(sizes.at(-1)).toBeGreaterThan(sizes[0]! * 3);
  });

  it('holds names as text, whatever they are', () => {
    expect(svg).toContain('a &amp; &lt;more>');
    expect(svg).not.toContain('<more>');
  });
});

describe('a name', () => {
  it.each([
    ['Короткое имя', ['Короткое имя']],
    ['Безотлагательность приобретения', ['Безотлагательность', 'приобретения']],
    ['Überzeugungsarbeitsgruppensitzung', ['Überzeugungsarbeitsg', 'ruppensitzung']],
  ])('%s stands in at most two rows', (label, rows) => {
    const { svg } = drawMap({ isCircular: false, stages: [{ ...stage('a'), label }], moves: [] });
    const names = [...svg.matchAll(/font-weight="600">([^<]*)</g)].map(([, text]) => text);
    expect(names).toEqual(rows);
  });
});
