import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  drawTouchpointMap,
  type TouchpointStage,
} from '../../../app-extensions/app/pages/journey/draw-touchpoint-map.ts';

const lanes = { online: 'lane one', offline: 'lane two', decisions: 'lane three' };
const draw = (stages: TouchpointStage[], isCircular = false) => drawTouchpointMap({ isCircular, lanes, stages });

const stage = (label: string): TouchpointStage => ({
  label,
  team: 'sales',
  touchpoints: [
    { place: 'online', label: `${label} webinar`, occasion: 'monthly' },
    { place: 'offline', label: `${label} fair`, occasion: 'in spring' },
  ],
  decisions: [{ number: '7', label: `${label} or not?`, leadsTo: ['Further on', 'Out'] }],
});

type Box = { x: number; y: number; right: number; bottom: number };

function boxesIn(svg: string, kind: 'stage' | 'touchpoint'): Box[] {
  const found = svg.matchAll(
    new RegExp(`<rect class="${kind}" x="([-\\d.]+)" y="([-\\d.]+)" width="([-\\d.]+)" height="([-\\d.]+)"`, 'g'),
  );
  return [...found].map(([, ...numbers]) => {
    const [x = 0, y = 0, width = 0, height = 0] = numbers.map(Number);
    return { x, y, right: x + width, bottom: y + height };
  });
}

const diamondsIn = (svg: string) => svg.match(/class="decision"/g)?.length ?? 0;
const textsIn = (svg: string) => [...svg.matchAll(/<text[^>]*>([^<]*)</g)].map(([, text]) => text);
const meet = (one: Box, other: Box) =>
  one.x < other.right && other.x < one.right && one.y < other.bottom && other.y < one.bottom;

describe('the picture of the touchpoint map', () => {
  it('has what is online above the stage, what is offline below it, and each decision after it and in words', () => {
    const { svg } = draw([stage('Attract'), stage('Capture')]);
    const [first, second] = boxesIn(svg, 'stage') as [Box, Box];
    const [online, , offline] = boxesIn(svg, 'touchpoint') as [Box, Box, Box, Box];
    expect(first.right).toBeLessThan(second.x);
    expect(online.bottom).toBeLessThan(first.y);
    expect(offline.y).toBeGreaterThan(first.bottom);
    for (const text of ['Attract webinar', 'monthly', 'Attract fair', 'Attract or not?', '→ Further on', '→ Out']) {
      expect(textsIn(svg)).toContain(text);
    }
    // On the line and beside its question.
    expect(diamondsIn(svg)).toBe(4);
    expect(textsIn(svg).filter((text) => text === '7')).toHaveLength(4);
    for (const lane of Object.values(lanes)) expect(textsIn(svg)).toContain(lane);
  });

  it('leaves the lane of decisions out where there are none', () => {
    const { svg } = draw([{ ...stage('Attract'), decisions: [] }]);
    expect(textsIn(svg)).not.toContain(lanes.decisions);
    expect(diamondsIn(svg)).toBe(0);
  });

  it('has an arrow from each stage to the next, and in and out where the journey is a ring', () => {
    const arrows = (isCircular: boolean) =>
      draw([stage('a'), stage('b'), stage('c')], isCircular).svg.match(/marker-end/g)?.length;
    expect(arrows(false)).toBe(2);
    expect(arrows(true)).toBe(4);
  });

  it.each([1, 5, 6, 7, 50])('of %i stages is no wider than a page', (count) => {
    const picture = draw(Array.from({ length: count }, (_, index) => stage(`stage ${index}`)));
    expect(boxesIn(picture.svg, 'stage')).toHaveLength(count);
    expect(picture.width).toBeLessThanOrEqual(1200);
  });

  it('holds names as text, whatever they are', () => {
    const { svg } = draw([stage('Q&A <b>"live"</b> \u0001\ud800')]);
    expect(textsIn(svg).join(' ')).toContain('Q&amp;A &lt;b>');
    expect(svg).not.toContain('<b>');
    expect(svg).not.toContain('\u0001');
    expect(() => encodeURIComponent(svg)).not.toThrow();
  });
});

const words = fc.oneof(
  fc.string({ maxLength: 80 }),
  fc.string({ unit: fc.constantFrom(...'고객여정이해와 '), maxLength: 60 }),
  fc.string({ unit: fc.constantFrom(...'щжмыЮФштопка '), maxLength: 120 }),
);
const arbitraryStage = fc.record({
  label: words,
  team: fc.constantFrom('marketing', 'sales', 'service', 'nobody'),
  touchpoints: fc.array(
    fc.record({ place: fc.constantFrom('online' as const, 'offline' as const), label: words, occasion: words }),
    { maxLength: 12 },
  ),
  decisions: fc.array(
    fc.record({ number: fc.constant('1'), label: words, leadsTo: fc.array(words, { maxLength: 4 }) }),
    {
      maxLength: 6,
    },
  ),
});

describe('the picture of any map', () => {
  it('has every part once, within the picture and beside the others', () => {
    fc.assert(
      fc.property(fc.array(arbitraryStage, { minLength: 1, maxLength: 9 }), fc.boolean(), (stages, isCircular) => {
        const { svg, width, height } = draw(stages, isCircular);
        const touchpoints = boxesIn(svg, 'touchpoint');
        const boxes = [...boxesIn(svg, 'stage'), ...touchpoints];
        expect(touchpoints).toHaveLength(stages.reduce((sum, one) => sum + one.touchpoints.length, 0));
        expect(boxes).toHaveLength(stages.length + touchpoints.length);
        expect(diamondsIn(svg)).toBe(2 * stages.reduce((sum, one) => sum + one.decisions.length, 0));
        for (const [index, box] of boxes.entries()) {
          expect(box.x >= 0 && box.y >= 0 && box.right <= width && box.bottom <= height).toBe(true);
          expect(boxes.slice(index + 1).some((other) => meet(box, other))).toBe(false);
        }
      }),
      { numRuns: 60 },
    );
  });
});
